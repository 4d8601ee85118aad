import type { LostBeds } from './waterfall.ts';

export interface LostBedsOfBuilding extends LostBeds {
  readonly buildingId: string;
}

interface HeatedBuilding {
  readonly buildingId: string;
  readonly lost: readonly LostBeds[];
  /** Together. */
  readonly beds: number;
}

/** What the criteria take from each building that loses beds, those that lose most first. */
export function bindingHeat(lost: readonly LostBedsOfBuilding[]): readonly HeatedBuilding[] {
  return [...Map.groupBy(lost, ({ buildingId }) => buildingId)]
    .map(([buildingId, ofBuilding]) => ({
      buildingId,
      lost: ofBuilding.map(({ criterionKey, isUnknown, beds, rooms }) => ({
        criterionKey,
        isUnknown,
        beds,
        rooms,
      })),
      beds: ofBuilding.reduce((sum, { beds }) => sum + beds, 0),
    }))
    .sort((one, other) => other.beds - one.beds || (one.buildingId < other.buildingId ? -1 : 1));
}
