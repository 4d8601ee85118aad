import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { expect, it } from 'vitest';
import {
  readIndicators,
  readInstruments,
  readKuwaitOutline,
  readOpenQuestions,
  readSites,
} from '#db/reference/reference.ts';

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

it('says what was looked for and not found, in both languages', () => {
  expect(readOpenQuestions().map(({ en }) => en)).toContain('Malaysia persons per toilet');
  expect(readOpenQuestions().every(({ en, ar }) => en && /[\u0600-\u06FF]/.test(ar))).toBe(true);
});

it('marks each figure that no source states', () => {
  const marked = readInstruments().flatMap(({ criteria }) => criteria.filter(({ confidence }) => confidence));
  expect(marked.map(({ confidence }) => confidence)).toEqual(
    expect.arrayContaining(['unverified', 'proposal', 'implied']),
  );
  const doubted = readInstruments().flatMap(({ criteria }) =>
    criteria.filter(({ note }) => /remembered|our proposal|our arithmetic/.test(note ?? '')),
  );
  expect(marked).toEqual(doubted);
});
