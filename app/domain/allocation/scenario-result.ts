import type { Day, DayRange } from '#app/domain/dates.ts';
import { firstDays } from '#app/domain/dates.ts';
import type { SiteId } from '#app/domain/identity/ids.ts';
import type { FairnessFigures } from './fairness-figures.ts';
import { fairnessFigures } from './fairness-figures.ts';
import type { HousingEffect } from './scenario.ts';
import { isInvented } from './invented-workers.ts';
import type { Proposal, ProposalMeasures, WantedBeds } from './proposal.ts';
import type { Snapshot } from './snapshot.ts';

/** What a scenario comes to: figures alone, no names. */
export interface ScenarioResult {
  readonly measures: ProposalMeasures;
  readonly sites: readonly SiteAfter[];
  /** The days on which beds left are counted: that of the snapshot, then the first of each month. */
  readonly days: readonly Day[];
  readonly fairness: FairnessFigures;
  /** What would place those who get no bed, the most beds first. */
  readonly shortages: readonly WantedBeds[];
  readonly shortagesInAll: number;
  /** Residents who would have to move, and how many of them get another bed. */
  readonly moving: { readonly people: number; readonly placed: number };
  readonly invented: { readonly people: number; readonly placed: number };
}

export interface SiteAfter {
  readonly siteId: SiteId;
  readonly beds: number;
  /** Workers whom the plan places there, on whatever days. */
  readonly workers: number;
  /** Of these, metres from site to workplace on average; null where nobody is placed. Not told by results of earlier releases. */
  readonly meanDistanceMetres?: number | null;
  /** Day by day: beds that are open to newcomers or taken; of these, taken by decided stays; and given by the plan. */
  readonly open: readonly number[];
  readonly taken: readonly number[];
  readonly given: readonly number[];
}

/** Beds that nobody has on the day of that index, of one site or several. */
export function bedsLeft(sites: readonly SiteAfter[], index: number): number {
  return sites.reduce(
    (left, { open, taken, given }) => left + (open[index] ?? 0) - (taken[index] ?? 0) - (given[index] ?? 0),
    0,
  );
}

/** The day on which the fewest beds are left. */
export function tightestDay({ days, sites }: Pick<ScenarioResult, 'days' | 'sites'>): Day {
  const left = days.map((day, index) => ({ day, beds: bedsLeft(sites, index) }));
  return left.reduce((tightest, each) => (each.beds < tightest.beds ? each : tightest)).day;
}

const MONTHS_AHEAD = 12;
const MOST_SHORTAGES = 12;

/** What is kept of a scenario’s plan. `snapshot`: as the changes have it. */
export function scenarioResult(
  snapshot: Snapshot,
  proposal: Proposal,
  effects: readonly HousingEffect[],
): ScenarioResult {
  const days = [snapshot.day, ...firstDays(snapshot.day, MONTHS_AHEAD)];
  const leaving = new Set(effects.flatMap((effect) => effect.leaving.map(({ id }) => id as string)));
  const count = (is: (workerId: string) => boolean) => {
    const placed = proposal.placements.filter(({ workerId }) => is(workerId)).length;
    return {
      people: placed + proposal.unplaced.filter(({ workerId }) => is(workerId)).length,
      placed,
    };
  };
  const wanted = distinctWants(proposal);
  return {
    measures: proposal.measures,
    days,
    sites: sitesAfter(snapshot, proposal, days),
    fairness: fairnessFigures(proposal.employers),
    shortages: wanted.slice(0, MOST_SHORTAGES),
    shortagesInAll: wanted.length,
    moving: count((id) => leaving.has(id)),
    invented: count(isInvented),
  };
}

function sitesAfter(snapshot: Snapshot, { placements }: Proposal, days: readonly Day[]): SiteAfter[] {
  const siteOfBuilding = new Map(snapshot.buildings.map((building) => [building.id, building.siteId]));
  const siteOfRoom = new Map(snapshot.rooms.map((room) => [room.id, siteOfBuilding.get(room.buildingId)]));
  const none = () => days.map(() => 0);
  const sites = new Map(
    snapshot.sites.map(({ id }) => [
      id,
      { beds: 0, workers: 0, metres: 0, open: none(), taken: none(), given: none() },
    ]),
  );
  const stays = Map.groupBy(snapshot.assignments, ({ bedId }) => bedId);
  const given = Map.groupBy(placements, ({ bedId }) => bedId);
  for (const { siteId, reasons } of placements) {
    const site = sites.get(siteId);
    if (!site) continue;
    site.workers++;
    for (const reason of reasons) if (reason.code === 'near_workplace') site.metres += reason.distanceMetres;
  }
  for (const bed of snapshot.beds) {
    const site = sites.get(siteOfRoom.get(bed.roomId) ?? ('' as SiteId));
    if (!site) continue;
    site.beds++;
    days.forEach((day, index) => {
      const isTaken = holdsOneOf(stays.get(bed.id), day);
      const isGiven = !isTaken && holdsOneOf(given.get(bed.id), day);
      if (isTaken || isGiven || holdsOneOf(bed.availability, day))
        site.open[index] = (site.open[index] ?? 0) + 1;
      if (isTaken) site.taken[index] = (site.taken[index] ?? 0) + 1;
      if (isGiven) site.given[index] = (site.given[index] ?? 0) + 1;
    });
  }
  return [...sites].map(([siteId, { metres, ...site }]) => ({
    siteId,
    ...site,
    meanDistanceMetres: site.workers === 0 ? null : Math.round(metres / site.workers),
  }));
}

const holdsOneOf = (ranges: readonly DayRange[] | undefined, day: Day) =>
  ranges?.some(({ from, to }) => from <= day && (to === null || day < to)) ?? false;

/** Alike workers say the same: it is told once. */
function distinctWants({ unplaced }: Proposal): WantedBeds[] {
  const wants = new Map<string, WantedBeds>();
  for (const { refusal } of unplaced) if (refusal) wants.set(JSON.stringify(refusal.wanted), refusal.wanted);
  return [...wants.values()].sort((one, other) => other.beds - one.beds);
}
