import type { Criterion } from '#app/domain/standards/criterion.ts';

/** What is measured in a room. */
export interface RoomFacts {
  readonly floorAreaM2: number;
  readonly ceilingHeightM: number;
  readonly windows: number;
  readonly designBeds: number;
}

/** What one criterion allows, and what it was judged by. */
export interface CapacityReason {
  readonly criterionKey: string;
  readonly standardKey: string;
  readonly threshold: number;
  readonly unit: string | null;
  readonly measured: number;
  /** People whom this criterion alone allows. */
  readonly allows: number;
}

export interface RoomCapacity {
  readonly capacity: number;
  readonly reasons: readonly CapacityReason[];
  /** The reason that allows fewest; null when only the beds that were built bind. */
  readonly binding: CapacityReason | null;
}

/** Judges one measured fact by a criterion's threshold: how many people it allows. */
const judges: Readonly<
  Record<string, (facts: RoomFacts, threshold: number) => { measured: number; allows: number }>
> = {
  max_occupants_per_room: ({ designBeds }, threshold) => ({ measured: designBeds, allows: threshold }),
  floor_area_per_person_m2: ({ floorAreaM2 }, threshold) => ({
    measured: floorAreaM2,
    allows: wholeTimes(floorAreaM2, threshold),
  }),
  ceiling_height_m: ({ ceilingHeightM, designBeds }, threshold) => ({
    measured: ceilingHeightM,
    allows: ceilingHeightM >= threshold ? designBeds : 0,
  }),
};

/** The largest number of people for which every room criterion holds that the room's measured facts can be judged by. */
export function roomCapacity(facts: RoomFacts, criteria: readonly Criterion[]): RoomCapacity {
  const reasons = criteria.flatMap((criterion) => {
    const judge = criterion.scope === 'room' ? judges[criterion.key] : undefined;
    if (!judge || typeof criterion.threshold !== 'number') return [];
    const { key: criterionKey, standardKey, threshold, unit } = criterion;
    return [{ criterionKey, standardKey, threshold, unit, ...judge(facts, threshold) }];
  });
  const binding = reasons.reduce<CapacityReason | null>(
    (tightest, reason) => (reason.allows < (tightest?.allows ?? facts.designBeds) ? reason : tightest),
    null,
  );
  return { capacity: binding?.allows ?? facts.designBeds, reasons, binding };
}

/** How often `part` goes into `whole`, counted in hundredths: 12.6 holds 4.2 three times, which fractions in base two deny. */
export function wholeTimes(whole: number, part: number): number {
  return Math.floor(Math.round(whole * 100) / Math.round(part * 100));
}
