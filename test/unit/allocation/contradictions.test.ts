import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ContradictoryInput,
  contradictionsOf,
  placeContradictions,
  setAside,
} from '#app/domain/allocation/contradictions.ts';
import type { Snapshot, SnapshotAssignment } from '#app/domain/allocation/snapshot.ts';
import { isProblemError } from '#app/domain/problem.ts';
import { problems as arabic } from '#app/i18n/ar/problems.ts';
import { problems as english } from '#app/i18n/en/problems.ts';
import { anySnapshot, shuffled } from './snapshot-arbitrary.ts';
import { aRequest, aSnapshot, aWorker, near } from './snapshot-builder.ts';

const named = (id: string, facts: Partial<Parameters<typeof aWorker>[0]> = {}) =>
  aWorker({ ...facts, id: id as never });
const asked = (id: string, facts: Parameters<typeof aRequest>[0]) => aRequest({ ...facts, id: id as never });

const sound = aSnapshot({
  sites: [{ ...near, buildings: [{ rooms: [{ beds: 2 }] }] }],
  requests: [
    asked('q1', { workers: [named('w1', { crew: 'a' }), named('w2', { crew: 'a' })] }),
    asked('q2', { workers: [named('w3')] }),
  ],
});
const [q1, q2] = [sound.requests[0]!, sound.requests[1]!];

const stay = (facts: Record<string, unknown> = {}) =>
  ({
    bedId: 's0-b0-r0-0',
    workerId: 'h1',
    employerId: 'e0',
    sex: 'male',
    shift: 'day',
    from: '2025-06-01',
    to: '2026-06-01',
    ...facts,
  }) as SnapshotAssignment;

const told = (parts: Partial<Snapshot>) =>
  contradictionsOf({ ...sound, ...parts }).map(({ code, names }) => [code, ...names].join(' '));

const first = <Item>(items: readonly Item[], facts: Record<string, unknown>) =>
  items.map((item, index) => (index === 0 ? { ...item, ...facts } : item));

describe('contradictions of places and stays are told by name, and stop the plan', () => {
  const doubled = [stay(), stay({ workerId: 'h2', from: '2026-05-01', to: null })];
  it.each<[string, Partial<Snapshot>]>([
    ['identifier_twice s0-b0-r0-0', { beds: [...sound.beds, sound.beds[0]!] }],
    [
      'identifier_twice h',
      { assignments: [stay({ id: 'h' }), stay({ id: 'h', workerId: 'h2', bedId: 's0-b0-r0-1' })] },
    ],
    ['bed_without_room s0-b0-r0-0', { beds: first(sound.beds, { roomId: 'nowhere' }) }],
    ['room_without_building s0-b0-r0', { rooms: first(sound.rooms, { buildingId: 'nowhere' }) }],
    ['building_without_site s0-b0', { buildings: first(sound.buildings, { siteId: 'nowhere' }) }],
    [
      'bed_closes_before_opening s0-b0-r0-0',
      { beds: first(sound.beds, { availability: [{ from: '2026-02-01', to: '2026-01-01' }] }) },
    ],
    ['stay_ends_before_start h1 s0-b0-r0-0', { assignments: [stay({ to: '2025-06-01' })] }],
    ['stay_in_other_sex_building h1 s0-b0-r0-0', { assignments: [stay({ sex: 'female' })] }],
    ['stays_in_one_bed s0-b0-r0-0 h1 h2', { assignments: doubled }],
    [
      'stays_of_one_worker h1 s0-b0-r0-0 s0-b0-r0-1',
      { assignments: [stay(), stay({ bedId: 's0-b0-r0-1' })] },
    ],
    [
      'stays_of_two_shifts s0-b0-r0 h1 h2',
      { assignments: [stay(), stay({ bedId: 's0-b0-r0-1', workerId: 'h2', shift: 'night' })] },
    ],
  ])('%s', (expected, parts) => {
    expect(told(parts)).toEqual([expected]);
    const snapshot = { ...sound, ...parts };
    expect(() => setAside(snapshot, contradictionsOf(snapshot))).toThrow(ContradictoryInput);
  });

  it('but a stay in a bed of a site that is not open is none', () => {
    expect(told({ assignments: [stay({ bedId: 'elsewhere' })] })).toEqual([]);
  });

  it('and people who follow each other in a bed or room are none', () => {
    const after = { workerId: 'h2', shift: 'night', from: '2026-06-01', to: null };
    expect(told({ assignments: [stay(), stay(after)] })).toEqual([]);
  });

  it('are shown in words of both languages, the first ten of them', () => {
    const lost = { ...sound.beds[0]!, roomId: 'nowhere' as never };
    const beds = Array.from({ length: 12 }, (_, index) => ({ ...lost, id: `d${10 + index}` as never }));
    const error = (() => {
      try {
        return setAside(sound, contradictionsOf({ ...sound, beds }));
      } catch (thrown) {
        return thrown;
      }
    })();
    if (!isProblemError(error)) throw new Error('No problem is told.');
    expect(error.problem.details['count']).toBe(12);
    for (const words of [english, arabic]) {
      const text = words.contradictory_input(error.problem.details);
      expect(text).toContain('12');
      expect(text).toContain('d19');
      expect(text).not.toContain('d20');
    }
    for (const code of placeContradictions) {
      const details = { count: 1, contradiction1: `${code} one two three` };
      expect(english.contradictory_input(details)).toContain('one');
      expect(arabic.contradictory_input(details)).toContain('one');
    }
  });
});

describe('a contradiction within a request sets its people aside, and the others are planned', () => {
  it.each<[string, Snapshot['requests'], readonly string[]]>([
    ['request_ends_before_start q1', [{ ...q1, to: '2026-01-31' }, q2], ['q2']],
    ['request_ends_before_start q1', [{ ...q1, to: q1.from }, q2], ['q2']],
    ['request_twice q1', [q1, { ...q1, workers: [] }, q2], ['q2']],
    [
      'crew_of_both_sexes q1 a',
      [{ ...q1, workers: [...q1.workers, named('w4', { crew: 'a', sex: 'female' })] }, q2],
      ['q2'],
    ],
    ['worker_twice q1 w1', [{ ...q1, workers: [...q1.workers, named('w1')] }, q2], ['q2']],
    ['worker_in_two_requests w1 q1 q2', [q1, { ...q2, workers: [named('w1')] }], []],
  ])('%s', (expected, requests, left) => {
    const snapshot = { ...sound, requests };
    const contradictions = contradictionsOf(snapshot);
    expect(told({ requests })).toEqual([expected]);
    const aside = setAside(snapshot, contradictions);
    expect(aside.snapshot.requests.map(({ id }) => id)).toEqual(left);
    const gone = requests.filter(({ id }) => !left.includes(id));
    expect(aside.setAside).toEqual(
      gone.flatMap(({ id, workers }) =>
        // In the order of identifiers, whatever that of the lists.
        workers
          .map((worker) => worker.id)
          .sort()
          .map((workerId) => ({
            workerId,
            requestId: id,
            blockers: [{ code: 'contradictory_request', beds: 2 }],
            refusal: null,
          })),
      ),
    );
  });

  it('but a worker who goes from one request to the next is in none', () => {
    const next = { ...q2, from: q1.to ?? '', to: null, workers: [named('w1')] };
    expect(told({ requests: [q1, next] })).toEqual([]);
  });

  it('and crews of one name in two requests are two crews', () => {
    const women = { ...q2, workers: [named('w3', { sex: 'female', crew: 'a' })] };
    expect(told({ requests: [q1, women] })).toEqual([]);
  });
});

/** A copy of the snapshot in which some values stand where others belong. */
const corrupted = fc
  .tuple(anySnapshot, fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 6 }))
  .map(([snapshot, changes]) => {
    const copy = structuredClone(snapshot) as unknown as Record<string, unknown>;
    for (const [at, what] of changes) {
      const lists = [
        ...Object.values(copy).filter(Array.isArray),
        ...snapshot.requests.map(
          (_each, index) => (copy['requests'] as Snapshot['requests'])[index]?.workers ?? [],
        ),
      ] as Record<string, unknown>[][];
      const list = lists[at % lists.length] ?? [];
      const record = list[what % Math.max(1, list.length)];
      if (!record) continue;
      if (what % 3 === 0) {
        list.push(structuredClone(record));
        continue;
      }
      const keys = Object.keys(record).filter((key) => typeof record[key] === 'string');
      const other = (list[(what + at) % list.length] ?? record) as Record<string, unknown>;
      const [one, two] = [keys[at % keys.length] ?? '', keys[(at + what) % keys.length] ?? ''];
      record[one] = what % 3 === 1 ? other[two] : '';
    }
    return copy as unknown as Snapshot;
  });

describe('whatever is wrong with a snapshot', () => {
  it('it is told, or its people are set aside, and nothing else is thrown', () => {
    let stopped = 0;
    fc.assert(
      fc.property(corrupted, (snapshot) => {
        const contradictions = contradictionsOf(snapshot);
        try {
          const { snapshot: rest } = setAside(snapshot, contradictions);
          expect(contradictionsOf(rest)).toEqual([]);
        } catch (error) {
          if (!(error instanceof ContradictoryInput)) throw error;
          stopped++;
        }
      }),
      { numRuns: 1000 },
    );
    expect(stopped).toBeGreaterThan(100);
  });

  it('the same requests are set aside in whatever order it is told', () => {
    fc.assert(
      fc.property(corrupted, fc.nat(), (snapshot, seed) => {
        const aside = (told: Snapshot) => {
          try {
            const { setAside: people } = setAside(told, contradictionsOf(told));
            return people.map(({ requestId, workerId }) => `${requestId} ${workerId}`).sort();
          } catch {
            return null;
          }
        };
        expect(aside(shuffled(snapshot, seed))).toEqual(aside(snapshot));
      }),
      { numRuns: 500 },
    );
  });

  it('and of a sound one not a copy is made', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        expect(contradictionsOf(snapshot)).toEqual([]);
        expect(setAside(snapshot, []).snapshot).toBe(snapshot);
      }),
    );
  });
});
