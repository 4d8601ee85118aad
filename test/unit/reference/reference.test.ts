import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { expect, it } from 'vitest';
import { readIndicators, readInstruments, readKuwaitOutline, readSites } from '#db/reference/reference.ts';

it('knows six sites, each inside the outline of Kuwait, each with its sources', () => {
  const outline = readKuwaitOutline();
  const sites = readSites();
  expect(sites).toHaveLength(6);
  for (const site of sites) {
    expect(booleanPointInPolygon([site.lon, site.lat], outline), site.id).toBe(true);
    expect(site.sources.length).toBeGreaterThan(0);
  }
});

it('knows the eleven indicators of forced labour in both languages', () => {
  expect(readIndicators().indicators.every((indicator) => indicator.name_ar && indicator.name_en)).toBe(true);
});

it('knows where each standard was read', () => {
  expect(readInstruments().map((instrument) => instrument.id)).toContain('kw-pam-2025');
  expect(readInstruments().every((instrument) => instrument.url.startsWith('http'))).toBe(true);
});
