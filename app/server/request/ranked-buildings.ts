import type { RankedBuilding } from '#app/data/inspection/risk.ts';

/** The buildings of a site, where one is asked, whose name holds what was searched for, in either case. */
export function ofBuildings(
  buildings: readonly RankedBuilding[],
  { siteKey, search }: { siteKey: string | null; search: string },
): readonly RankedBuilding[] {
  const sought = search.toLocaleLowerCase();
  return buildings.filter(
    (building) =>
      (!siteKey || building.siteKey === siteKey) &&
      building.buildingName.toLocaleLowerCase().includes(sought),
  );
}
