import type { LabourScoring } from './labour-scoring.ts';
import type { Budget, Lodging } from './lodging.ts';
import { keepIfBetter, move } from './lodging.ts';
import { nextVacant, vacantRooms } from './vacant-rooms.ts';

/** Rooms with free beds that are looked at for one person at a nearer site. */
const MOST_VACANT = 64;
/** How many exchanges of two groups may fail in a row before the next group is asked. */
const MOST_FAILURES = 4;

/** People of one request, sex and kind at one site: all of them gain the same metres by another site. */
interface Group {
  readonly request: number;
  readonly site: number;
  readonly people: number[];
}

/** Moves people to free beds of nearer sites, then exchanges people of two or three sites who together come nearer to their work. */
export function shortenCommutes(lodging: Lodging, _scoring: LabourScoring, budget: Budget): void {
  const { requests, siteCount } = lodging.occupancy.instance;
  if (siteCount < 2) return;
  const gainOf = ({ request, site }: Group, to: number) =>
    (requests.commute[request * siteCount + site] as number) -
    (requests.commute[request * siteCount + to] as number);
  moveToVacant(lodging, groupsOf(lodging).flat(), gainOf, budget);
  for (const alike of groupsOf(lodging)) exchangeAmong(lodging, alike, gainOf, budget);
}

type GainOf = (group: Group, to: number) => number;

/** The placed, those together who are of one sex and kind. */
function groupsOf({ occupancy, roomOf }: Lodging): Group[][] {
  const { seekers, rooms, siteCount } = occupancy.instance;
  const alike = new Map<number, Map<number, Group>>();
  for (let seeker = 0; seeker < seekers.count; seeker++) {
    const room = roomOf[seeker] as number;
    if (room < 0) continue;
    const [request, site] = [seekers.request[seeker] as number, rooms.site[room] as number];
    const kind = (seekers.kind[seeker] as number) * 2 + (seekers.sex[seeker] as number);
    let groups = alike.get(kind);
    if (!groups) alike.set(kind, (groups = new Map()));
    const key = request * siteCount + site;
    const group = groups.get(key);
    if (group) group.people.push(seeker);
    else groups.set(key, { request, site, people: [seeker] });
  }
  return [...alike.values()].map((groups) => [...groups.values()]);
}

function moveToVacant(lodging: Lodging, groups: readonly Group[], gainOf: GainOf, budget: Budget): void {
  const { siteCount } = lodging.occupancy.instance;
  const vacant = vacantRooms(lodging, (_room, idle) => idle > 0);
  const chances: { group: Group; site: number; gain: number }[] = [];
  for (const group of groups)
    for (let site = 0; site < siteCount; site++) {
      const gain = gainOf(group, site);
      if (gain > 0) chances.push({ group, site, gain });
    }
  chances.sort(
    (one, other) => other.gain - one.gain || one.group.request - other.group.request || one.site - other.site,
  );
  for (const { group, site } of chances)
    for (const person of group.people) {
      if (budget.left <= 0) return;
      if (lodging.occupancy.instance.rooms.site[lodging.roomOf[person] as number] !== group.site) continue;
      const wanted = { site, seeker: person, space: 1, most: MOST_VACANT };
      const room = nextVacant(lodging, vacant, wanted, budget);
      if (room < 0) break;
      move(lodging, person, room);
      if (!keepIfBetter(lodging)) break;
    }
}

/** Along every way round two or three sites, those with most to gain first, until together they gain nothing. */
function exchangeAmong(lodging: Lodging, groups: readonly Group[], gainOf: GainOf, budget: Budget): void {
  const { siteCount } = lodging.occupancy.instance;
  const bySite = Map.groupBy(groups, ({ site }) => site);
  const sites = [...bySite.keys()].sort((one, other) => one - other);
  const ways: number[][] = [];
  for (const one of sites)
    for (const two of sites)
      if (two > one) {
        ways.push([one, two]);
        for (const three of sites) if (three > one && three !== two) ways.push([one, two, three]);
      }
  ways.sort((one, other) => one.length - other.length);
  const gainers = new Map<number, readonly Group[]>();
  const mostGainFirst = (site: number, to: number) => {
    const key = site * siteCount + to;
    const known =
      gainers.get(key) ??
      [...(bySite.get(site) ?? [])].sort(
        (one, other) => gainOf(other, to) - gainOf(one, to) || one.request - other.request,
      );
    gainers.set(key, known);
    return known;
  };
  for (const way of ways) {
    if (budget.left <= 0) return;
    const queues = way.map((site, index) => {
      const to = way[(index + 1) % way.length] as number;
      return queueOf(lodging, mostGainFirst(site, to), site, (group) => gainOf(group, to));
    });
    goRound(lodging, queues, budget);
  }
}

interface Queue {
  /** The first who still lives at the site; −1: nobody. */
  head(): number;
  gain(): number;
  next(): void;
}

function queueOf(
  { occupancy, roomOf }: Lodging,
  groups: readonly Group[],
  site: number,
  gainOf: (group: Group) => number,
): Queue {
  const { rooms } = occupancy.instance;
  let [group, place] = [0, 0];
  const head = () => {
    for (; group < groups.length; group++, place = 0) {
      const { people } = groups[group] as Group;
      for (; place < people.length; place++) {
        const person = people[place] as number;
        if (rooms.site[roomOf[person] as number] === site) return person;
      }
    }
    return -1;
  };
  return {
    head,
    gain: () => (head() < 0 ? -Infinity : gainOf(groups[group] as Group)),
    next: () => place++,
  };
}

function goRound(lodging: Lodging, queues: readonly Queue[], budget: Budget): void {
  const { roomOf } = lodging;
  let failures = 0;
  while (budget.left > 0 && queues.reduce((sum, queue) => sum + queue.gain(), 0) > 0) {
    budget.left--;
    const people = queues.map((queue) => queue.head());
    const rooms = people.map((person) => roomOf[person] as number);
    for (const [index, person] of people.entries())
      move(lodging, person, rooms[(index + 1) % rooms.length] as number);
    if (keepIfBetter(lodging)) {
      failures = 0;
      for (const queue of queues) queue.next();
    } else {
      // Dates that don't fit: now the one, now the other gives way.
      queues[failures % queues.length]?.next();
      if (++failures >= MOST_FAILURES * queues.length) {
        failures = 0;
        for (const queue of queues) queue.next();
      }
    }
  }
}
