import type { SiteJudgement } from './judgement.ts';

/** How many places lack each measurement that a standard asks for, the most often missing first. */
export function countMissing(
  sites: readonly SiteJudgement[],
): readonly { readonly criterionKey: string; readonly places: number }[] {
  const places = new Map<string, number>();
  for (const site of sites) {
    const buildings = site.buildings;
    const floors = buildings.flatMap((building) => building.floors);
    const rooms = floors.flatMap((floor) => floor.rooms);
    for (const { missing } of [site, ...buildings, ...floors, ...rooms])
      for (const { criterionKey } of missing) places.set(criterionKey, (places.get(criterionKey) ?? 0) + 1);
  }
  return [...places]
    .map(([criterionKey, count]) => ({ criterionKey, places: count }))
    .sort((one, other) => other.places - one.places || (one.criterionKey < other.criterionKey ? -1 : 1));
}
