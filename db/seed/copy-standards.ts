import type { Criterion } from '#app/domain/standards/criterion.ts';
import { demonstrationStandard } from '#db/reference/demonstration-standard.ts';
import { readInstruments } from '#db/reference/reference.ts';
import type { Copy } from './copy.ts';
import type { Chance } from './random.ts';

/** The criteria of the demonstration standard, as the capacity rules take them. */
export function demonstrationCriteria(): Criterion[] {
  const instruments = new Map(readInstruments().map((instrument) => [instrument.id, instrument]));
  return demonstrationStandard.picks.map(({ standardKey, criterionKey }) => {
    const found = instruments.get(standardKey)?.criteria.find((criterion) => criterion.key === criterionKey);
    if (!found) throw new Error(`${standardKey} has no ${criterionKey}`);
    const { key, operator, value: threshold, unit, scope, severity } = found;
    return { key, operator, threshold, unit, scope, severity, standardKey };
  });
}

/** Every published instrument, and the demonstration standard, adopted. */
export async function copyStandards(copy: Copy, chance: Chance): Promise<void> {
  const instruments = readInstruments().map((instrument) => ({ ...instrument, rowId: chance.id() }));
  const overlayId = chance.id();
  await copy(
    'standard',
    ['id', 'key', 'name', 'jurisdiction', 'year', 'url', 'confidence'],
    [
      ...instruments.map((each) => [
        each.rowId,
        each.id,
        each.name_en,
        each.jurisdiction,
        each.year,
        each.url,
        each.confidence,
      ]),
      [overlayId, demonstrationStandard.key, demonstrationStandard.name, null, null, null, 'demonstration'],
    ],
  );
  await copy(
    'criterion',
    [
      'id',
      'standard_id',
      'key',
      'operator',
      'threshold',
      'unit',
      'scope',
      'severity',
      'note',
      'source_standard',
      'position',
    ],
    [
      ...instruments.flatMap((each) =>
        each.criteria.map((rule, position) => [
          chance.id(),
          each.rowId,
          rule.key,
          rule.operator,
          JSON.stringify(rule.value),
          rule.unit,
          rule.scope,
          rule.severity,
          rule.note ?? null,
          each.id,
          position,
        ]),
      ),
      ...demonstrationCriteria().map((rule, position) => [
        chance.id(),
        overlayId,
        rule.key,
        rule.operator,
        JSON.stringify(rule.threshold),
        rule.unit,
        rule.scope,
        rule.severity,
        null,
        rule.standardKey,
        position,
      ]),
    ],
  );
  await copy(
    'standard_adoption',
    ['id', 'standard_id', 'adopted_from', 'reason'],
    [[chance.id(), overlayId, demonstrationStandard.adoptedFrom, demonstrationStandard.reason]],
  );
}
