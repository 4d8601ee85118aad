import type { AlikeSeekers } from '#app/domain/allocation/alike.ts';
import type { Compiled } from '#app/domain/allocation/compile.ts';
import { nearestFirst } from '#app/domain/allocation/first-come.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import type { PlanOptions } from '#app/domain/allocation/options.ts';
import type { UnplacedWorker, WantedBeds } from '#app/domain/allocation/proposal.ts';
import { obstaclesOf } from './obstacles.ts';

/** What stood in the way of each seeker without a bed, and what would place it with all its like. */
export function explainRefusals(
  occupancy: Occupancy,
  {
    compiled,
    alike,
    sharedRooms,
  }: { compiled: Compiled; alike: AlikeSeekers; sharedRooms: PlanOptions['sharedRooms'] },
): (seeker: number) => Pick<UnplacedWorker, 'blockers' | 'refusal'> {
  const unplaced = Array.from(occupancy.bedOf.keys()).filter(
    (seeker) => (occupancy.bedOf[seeker] as number) < 0,
  );
  const classes = [...new Set(unplaced.map((seeker) => alike.of[seeker] as number))];
  const obstacles = obstaclesOf(occupancy, { compiled, alike, classes, sharedRooms });
  const wanted = wantedBeds(compiled, alike, unplaced);
  const told = new Map(
    classes.map((each) => {
      const { blockers = [], fewest } = obstacles.get(each) ?? {};
      const beds = wanted.get(each);
      return [each, { blockers, refusal: fewest && beds ? { ...fewest, wanted: beds } : null }];
    }),
  );
  return (seeker) => told.get(alike.of[seeker] as number) ?? { blockers: [], refusal: null };
}

/**
 * By class, the beds that all who are left of it need, at the site that is nearest to the workplaces of most: of one sex,
 * shift and need, for the same days, whoever employs them. Where no site has any room for their sex, any site may.
 */
function wantedBeds(
  { instance, sites, seekers: workers, requests }: Compiled,
  alike: AlikeSeekers,
  unplaced: readonly number[],
): ReadonlyMap<number, WantedBeds> {
  const { rooms, seekers, siteCount } = instance;
  const hasRoomFor = new Set(rooms.sex.keys().map((room) => `${rooms.site[room]} ${rooms.sex[room]}`));
  const nearestOf = new Map<string, number>();
  const nearest = (seeker: number) => {
    const [request, sex] = [seekers.request[seeker] as number, seekers.sex[seeker] as number];
    let site = nearestOf.get(`${request} ${sex}`);
    if (site === undefined) {
      const sorted = nearestFirst(instance, request);
      site = sorted.find((each) => hasRoomFor.has(`${each} ${sex}`)) ?? sorted[0] ?? -1;
      nearestOf.set(`${request} ${sex}`, site);
    }
    return site;
  };
  const keyOf = (seeker: number) =>
    [seekers.sex, seekers.shift, seekers.stepFree, seekers.lowerBed, seekers.from, seekers.to]
      .map((each) => each[seeker])
      .join(' ');
  const found = new Map<number, WantedBeds>();
  if (siteCount === 0) return found;
  const keyOfClass = new Map<number, string>();
  const classKey = (seeker: number) => {
    const each = alike.of[seeker] as number;
    let key = keyOfClass.get(each);
    if (key === undefined) keyOfClass.set(each, (key = keyOf(seeker)));
    return key;
  };
  for (const group of Map.groupBy(unplaced, classKey).values()) {
    const votes = new Int32Array(siteCount);
    for (const seeker of group) votes[nearest(seeker)] = (votes[nearest(seeker)] as number) + 1;
    const site = sites[votes.indexOf(votes.reduce((most, count) => Math.max(most, count), 0))];
    const first = group[0] as number;
    const [worker, request] = [workers[first], requests[seekers.request[first] as number]];
    if (!site || !worker || !request) continue;
    const { sex, shift, stepFree, lowerBed } = worker;
    const { from, to } = request;
    const beds = { beds: group.length, siteId: site.id, sex, shift, stepFree, lowerBed, from, to };
    for (const each of new Set(group.map((seeker) => alike.of[seeker] as number))) found.set(each, beds);
  }
  return found;
}
