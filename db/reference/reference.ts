import { readFileSync } from 'node:fs';
import type { MultiPolygon } from 'geojson';
import { z } from 'zod';
import type { Rule } from '#app/domain/standards/criterion.ts';
import { figureConfidences, scopes, severities } from '#app/domain/standards/criterion.ts';

const source = z.object({ title: z.string(), url: z.url(), fact: z.string() });

const site = z.object({
  id: z.string(),
  name_en: z.string(),
  name_ar: z.string(),
  governorate: z.string(),
  governorate_ar: z.string(),
  lat: z.number(),
  lon: z.number(),
  coord_quality: z.enum(['published', 'estimate']),
  coord_error_km: z.number(),
  coord_basis: z.string(),
  status: z.string(),
  sources: z.array(source).min(1),
});

const criterion = z.object({
  key: z.string(),
  operator: z.enum(['max', 'min', 'required', 'forbidden']),
  value: z.union([z.number(), z.boolean()]),
  unit: z.string().nullable(),
  scope: z.enum(scopes),
  severity: z.enum(severities),
  /** The rule begins where more people than that live in the scope. */
  applies_above: z.int().positive().optional(),
  clause: z.string().optional(),
  confidence: z.enum(figureConfidences).optional(),
  note: z.string().optional(),
});

const instrument = z.object({
  id: z.string(),
  name_en: z.string(),
  jurisdiction: z.string(),
  year: z.number().nullable(),
  url: z.url(),
  confidence: z.enum(['verified', 'secondary']),
  criteria: z.array(criterion).min(1),
});

const indicator = z.object({
  key: z.string(),
  name_en: z.string(),
  name_ar: z.string(),
  signals: z.array(z.string()),
});

const openQuestions = z
  .object({ not_found: z.array(z.string()).min(1), not_found_ar: z.array(z.string()) })
  .refine(({ not_found, not_found_ar }) => not_found.length === not_found_ar.length);

export type ReferenceSite = z.infer<typeof site>;
type ReferenceInstrument = z.infer<typeof instrument>;

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));

/** The six sites, with the quality and source of each figure. */
export function readSites(): readonly ReferenceSite[] {
  return z.object({ sites: z.array(site).length(6) }).parse(read('sites.json')).sites;
}

/** Housing standards: those of Kuwait, and others to compare with. */
export function readInstruments(): readonly ReferenceInstrument[] {
  return z.object({ instruments: z.array(instrument) }).parse(read('standards.json')).instruments;
}

/** An instrument's rules, as the product keeps them. */
export function criteriaOf({ id, criteria }: ReferenceInstrument): Omit<Rule, 'id'>[] {
  return criteria.map(({ value, applies_above, clause, confidence, note, ...rule }) => ({
    ...rule,
    threshold: value,
    appliesAbove: applies_above ?? null,
    standardKey: id,
    clause: clause ?? null,
    confidence: confidence ?? null,
    note: note ?? null,
  }));
}

/** What was looked for in the instruments and not found; the Arabic is ours. */
export function readOpenQuestions(): readonly { readonly en: string; readonly ar: string }[] {
  const { not_found, not_found_ar } = openQuestions.parse(read('standards.json'));
  return not_found.map((en, index) => ({ en, ar: not_found_ar[index] ?? en }));
}

/** The International Labour Organization's eleven indicators of forced labour. */
export function readIndicators() {
  return z
    .object({
      source: z.object({ title: z.string(), url: z.url() }),
      indicators: z.array(indicator).length(11),
    })
    .parse(read('indicators.json'));
}

const position = z.tuple([z.number(), z.number()]);

/** The outline of Kuwait (Natural Earth 1:10m, public domain). */
export function readKuwaitOutline(): MultiPolygon {
  const outline = z.object({
    type: z.literal('MultiPolygon'),
    coordinates: z.array(z.array(z.array(position))),
  });
  const feature = z.object({ geometry: outline });
  const collection = z.object({ features: z.array(feature).min(1) });
  const parsed = z
    .union([
      outline,
      feature.transform((one) => one.geometry),
      collection.transform((all) => all.features[0]?.geometry),
    ])
    .parse(read('kuwait.geojson'));
  if (!parsed) throw new Error('kuwait.geojson holds no outline');
  return parsed;
}
