import type { PastInspection } from '#app/domain/risk/back-test.ts';
import { addDays } from '#app/domain/dates.ts';
import type { Severity } from '#app/domain/standards/criterion.ts';
import { createChance } from '#db/seed/random.ts';

/**
 * Checks of buildings that have a condition nobody sees, from 0 (good) to 1. Where `conditionTells` is false, findings
 * fall on any building alike, so that no order can be better than another.
 */
export function madeUpHistory({
  seed,
  conditionTells,
}: {
  seed: number;
  conditionTells: boolean;
}): PastInspection[] {
  const chance = createChance(seed);
  const buildings = Array.from({ length: 120 }, (_, index) => ({
    id: `building ${index}`,
    condition: chance.share() ** 3,
  }));
  const criteria = ['smoke_detectors', 'fire_alarm', 'persons_per_toilet', 'ceiling_height_m'];
  const severityOf: readonly Severity[] = ['critical', 'major', 'major', 'minor'];
  return Array.from({ length: 24 * 40 }, (_, index) => {
    const { id, condition } = chance.pick(buildings);
    const bad = conditionTells ? condition : 0.25;
    return {
      buildingId: id,
      day: addDays('2024-11-01', Math.floor((index * 30) / 40)),
      isFollowUp: false,
      findings: criteria.flatMap((criterionKey, position) =>
        chance.happens(bad)
          ? [{ criterionKey, severity: severityOf[position] ?? 'minor', dueOn: null, correctedOn: null }]
          : [],
      ),
    };
  });
}
