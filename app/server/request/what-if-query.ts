import type { Facilities } from '#app/domain/capacity/judging/place-facts.ts';
import { readCount } from '#app/domain/places/measure.ts';
import type { FieldProblemCode, FieldProblems } from '#app/domain/problem.ts';
import type { CriteriaChange } from '#app/domain/standards/changed-criteria.ts';
import { namedCriteria, readThreshold } from '#app/domain/standards/changed-criteria.ts';
import type { Criterion } from '#app/domain/standards/criterion.ts';
import { facilityKinds } from '#app/domain/standards/yardstick.ts';
import type { Read } from '#app/domain/typed-text.ts';

const MOST_ROWS = 12;
const COUNT = { least: 1, most: 10_000, outside: 'too_many' } as const;

/** Further facilities as they stand in the URL: one row of a site's key, a kind and a count. */
export interface TypedFacilities {
  readonly site: string;
  readonly kind: string;
  readonly count: string;
}

interface WhatIfQuery {
  readonly change: CriteriaChange;
  /** Further facilities by the site's id. */
  readonly facilities: ReadonlyMap<string, Facilities>;
  /** Names of the rules that were added. */
  readonly rules: readonly string[];
  /** By the criterion's name, or by `count` and the number of its row. */
  readonly problems: FieldProblems;
  readonly typed: {
    readonly thresholds: Readonly<Record<string, string>>;
    readonly facilities: readonly TypedFacilities[];
  };
}

/**
 * What a what-if's URL asks: another threshold under each criterion's name, `without=` a name, `rule=` an instrument's
 * rule, and `site=`, `kind=` and `count=` in turn. What is empty is as adopted; names that there aren't are passed over.
 */
export function readWhatIf(
  request: Request,
  {
    adopted,
    offered,
    sites,
  }: {
    adopted: readonly Criterion[];
    offered: readonly (Criterion & { readonly name: string })[];
    sites: readonly { readonly id: string; readonly key: string }[];
  },
): WhatIfQuery {
  const { searchParams } = new URL(request.url);
  const problems: Record<string, FieldProblemCode> = {};
  const valueOf = (field: string, read: Read<number | null>) => {
    if (read.ok) return read.value;
    problems[field] = read.code;
    return null;
  };

  const thresholds = new Map<string, number>();
  const typedThresholds: Record<string, string> = {};
  for (const criterion of namedCriteria(adopted)) {
    const text = searchParams.get(criterion.name)?.trim() ?? '';
    if (typeof criterion.threshold !== 'number' || text === '') continue;
    typedThresholds[criterion.name] = text;
    const figure = valueOf(criterion.name, readThreshold(text));
    if (figure !== null) thresholds.set(criterion.name, figure);
  }

  const typedFacilities = typedRows(searchParams);
  const facilities = new Map<string, Map<string, number>>();
  typedFacilities.forEach((row, index) => {
    const field = `count${index}`;
    const site = sites.find(({ key }) => key === row.site);
    const kind = facilityKinds.find((each) => each === row.kind);
    const figure = valueOf(field, readCount(row.count, COUNT));
    if (!site || !kind) problems[field] = 'not_a_choice';
    if (!site || !kind || figure === null) return;
    const ofSite = facilities.get(site.id) ?? new Map<string, number>();
    facilities.set(site.id, ofSite.set(kind, (ofSite.get(kind) ?? 0) + figure));
  });

  const asked = new Set(searchParams.getAll('rule'));
  const added = offered.filter(({ name }) => asked.has(name));
  return {
    change: { leftOut: new Set(searchParams.getAll('without')), thresholds, added },
    facilities: new Map([...facilities].map(([id, ofSite]) => [id, Object.fromEntries(ofSite)])),
    rules: added.map(({ name }) => name),
    problems,
    typed: { thresholds: typedThresholds, facilities: typedFacilities },
  };
}

/** Rows without a count are passed over: the form has one to spare. */
function typedRows(searchParams: URLSearchParams): readonly TypedFacilities[] {
  const kinds = searchParams.getAll('kind');
  const counts = searchParams.getAll('count');
  return searchParams
    .getAll('site')
    .map((site, index) => ({ site, kind: kinds[index] ?? '', count: (counts[index] ?? '').trim() }))
    .filter((row) => row.count !== '')
    .slice(0, MOST_ROWS);
}

/** The rules of all instruments, each with a name of its own. */
export function offeredRules<Offered extends Criterion>(rules: readonly Offered[]) {
  return [...Map.groupBy(rules, (rule) => rule.standardKey)].flatMap(([standardKey, ofStandard]) =>
    namedCriteria(ofStandard).map((rule) => ({ ...rule, name: `${standardKey}:${rule.name}` })),
  );
}
