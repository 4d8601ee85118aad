import { describe, expect, it } from 'vitest';
import { defaultOptions } from '#app/domain/allocation/options.ts';
import { plan } from '#app/domain/allocation/plan.ts';
import { scenarioResult } from '#app/domain/allocation/scenario-result.ts';
import type { SiteMeasure } from '#app/domain/allocation/site-comparison.ts';
import { siteFigure } from '#app/domain/allocation/site-comparison.ts';
import type { EmployerId, Id, SiteId, WorkerId } from '#app/domain/identity/ids.ts';
import { aRequest, aSnapshot, aWorker, near } from './snapshot-builder.ts';

const FROM = '2026-03-01';
const far = { longitude: near.longitude, latitude: near.latitude + 0.5 };

/** A near site of three beds, one of them taken, and a far one of two that stays empty. */
const snapshot = aSnapshot({
  sites: [
    { ...near, buildings: [{ rooms: [{ beds: 3 }] }] },
    { ...far, buildings: [{ rooms: [{ beds: 2 }] }] },
  ],
  assignments: [
    {
      bedId: 's0-b0-r0-0' as Id<'bed'>,
      workerId: 'resident' as WorkerId,
      employerId: 'e1' as EmployerId,
      sex: 'male',
      shift: 'day',
      from: '2025-06-01',
      to: null,
    },
  ],
  requests: [aRequest({ workers: [aWorker()], from: FROM, to: null })],
});
const result = scenarioResult(snapshot, plan(snapshot, defaultOptions), []);
const figures = (measure: SiteMeasure, day: string) =>
  ['s0', 's1', 'all'].map((siteId) => siteFigure(result, { measure, day, siteId: siteId as SiteId | 'all' }));

describe('sites of a scenario', () => {
  it('tell whom the plan places, whatever the day', () => {
    expect(figures('placed', FROM)).toEqual([1, 0, 1]);
    expect(figures('placed', '1999-01-01')).toEqual([1, 0, 1]);
  });

  it('count beds that somebody has, resident or placed, and those left', () => {
    expect(figures('taken', FROM)).toEqual([2, 0, 2]);
    expect(figures('left', FROM)).toEqual([1, 2, 3]);
  });

  it('say nothing of beds on a day that they know nothing of', () => {
    expect(figures('taken', '1999-01-01')).toEqual([null, null, null]);
    expect(figures('left', '1999-01-01')).toEqual([null, null, null]);
  });

  it('tell the way to work of those placed there, and none where nobody is', () => {
    const [here, there, all] = figures('way', FROM);
    expect(here).toBe(all);
    expect(there).toBeNull();
    const { sites, ...rest } = result;
    const earlier = { ...rest, sites: sites.map((site) => ({ ...site, meanDistanceMetres: undefined })) };
    expect(siteFigure(earlier, { measure: 'way', day: FROM, siteId: 's0' as SiteId })).toBeNull();
  });
});
