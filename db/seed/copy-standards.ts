import type { Rule } from '#app/domain/standards/criterion.ts';
import { demonstrationStandard } from '#db/reference/demonstration-standard.ts';
import { criteriaOf, readInstruments } from '#db/reference/reference.ts';
import type { Copy } from './copy.ts';

type StatedRule = Omit<Rule, 'id'>;

/** The criteria of the demonstration standard, as the capacity rules take them. */
export function demonstrationCriteria(): StatedRule[] {
  const rules = readInstruments().flatMap(criteriaOf);
  return demonstrationStandard.picks.map(({ standardKey, criterionKey }) => {
    const found = rules.find((rule) => rule.standardKey === standardKey && rule.key === criterionKey);
    if (!found) throw new Error(`${standardKey} has no ${criterionKey}`);
    return found;
  });
}

const STANDARD_COLUMNS = ['id', 'key', 'name', 'name_ar', 'jurisdiction', 'year', 'url', 'confidence'];
const CRITERION_COLUMNS = [
  'id',
  'standard_id',
  'key',
  'operator',
  'threshold',
  'unit',
  'scope',
  'severity',
  'applies_above',
  'clause',
  'confidence',
  'note',
  'source_standard',
  'position',
];

const criterionRow = (standardId: string, rule: Rule, position: number) => [
  rule.id,
  standardId,
  rule.key,
  rule.operator,
  JSON.stringify(rule.threshold),
  rule.unit,
  rule.scope,
  rule.severity,
  rule.appliesAbove,
  rule.clause,
  rule.confidence,
  rule.note,
  rule.standardKey,
  position,
];

/** Every published instrument with its criteria; returns these. */
export async function copyInstruments(copy: Copy, newId: () => string): Promise<Rule[]> {
  const instruments = readInstruments().map((instrument) => ({ ...instrument, rowId: newId() }));
  const rules = instruments.map((each) => criteriaOf(each).map((rule) => ({ ...rule, id: newId() })));
  await copy(
    'standard',
    STANDARD_COLUMNS,
    instruments.map((each) => [
      each.rowId,
      each.id,
      each.name_en,
      null,
      each.jurisdiction,
      each.year,
      each.url,
      each.confidence,
    ]),
  );
  await copy(
    'criterion',
    CRITERION_COLUMNS,
    instruments.flatMap(({ rowId }, index) =>
      (rules[index] ?? []).map((rule, position) => criterionRow(rowId, rule, position)),
    ),
  );
  return rules.flat();
}

/** The standard that a place is judged by. */
export interface SeededStandard {
  readonly id: string;
  readonly rules: readonly Rule[];
}

/** The demonstration standard, adopted. */
export async function copyDemonstrationStandard(copy: Copy, newId: () => string): Promise<SeededStandard> {
  const { key, name, nameAr, adoptedFrom, reason } = demonstrationStandard;
  const standardId = newId();
  const rules = demonstrationCriteria().map((rule) => ({ ...rule, id: newId() }));
  await copy('standard', STANDARD_COLUMNS, [
    [standardId, key, name, nameAr, null, null, null, 'demonstration'],
  ]);
  await copy(
    'criterion',
    CRITERION_COLUMNS,
    rules.map((rule, position) => criterionRow(standardId, rule, position)),
  );
  await copy(
    'standard_adoption',
    ['id', 'standard_id', 'adopted_from', 'reason'],
    [[newId(), standardId, adoptedFrom, reason]],
  );
  return { id: standardId, rules };
}
