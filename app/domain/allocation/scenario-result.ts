import type { Day } from '#app/domain/dates.ts';
import { firstDays } from '#app/domain/dates.ts';
import type { BedId, SiteId } from '#app/domain/identity/ids.ts';
import type { HousingEffect } from './scenario.ts';
import { isInvented } from './invented-workers.ts';
import type { EmployerShare, Proposal, ProposalMeasures, WantedBeds } from './proposal.ts';
import type { Snapshot } from './snapshot.ts';

/** What a scenario comes to: figures alone, no names. */
export interface ScenarioResult {
  readonly measures: ProposalMeasures;
  readonly sites: readonly SiteAfter[];
  /** The days on which beds left are counted: that of the snapshot, then the first of each month. */
  readonly days: readonly Day[];
  /** Employers who ask and get alike are one, with how many they are. */
  readonly employers: readonly SharedDot[];
  /** What would place those who get no bed, the most beds first. */
  readonly shortages: readonly WantedBeds[];
  readonly shortagesInAll: number;
  /** Residents who would have to move, and how many of them get another bed. */
  readonly moving: { readonly people: number; readonly placed: number };
  readonly invented: { readonly people: number; readonly placed: number };
}

export interface SiteAfter {
  readonly siteId: SiteId;
  readonly placed: number;
  /** Beds that are open to newcomers or taken on the snapshot’s day. */
  readonly open: number;
  readonly taken: number;
  /** Beds that nobody has, day by day, were the plan applied. */
  readonly vacant: readonly number[];
}

export interface SharedDot extends Omit<EmployerShare, 'employerId'> {
  readonly employers: number;
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
    employers: mergedDots(proposal.employers),
    shortages: wanted.slice(0, MOST_SHORTAGES),
    shortagesInAll: wanted.length,
    moving: count((id) => leaving.has(id)),
    invented: count(isInvented),
  };
}

function sitesAfter(snapshot: Snapshot, { placements }: Proposal, days: readonly Day[]): SiteAfter[] {
  const siteOfBuilding = new Map(snapshot.buildings.map((building) => [building.id, building.siteId]));
  const siteOfRoom = new Map(snapshot.rooms.map((room) => [room.id, siteOfBuilding.get(room.buildingId)]));
  const sites = new Map(
    snapshot.sites.map(({ id }) => [id, { placed: 0, open: 0, taken: 0, vacant: days.map(() => 0) }]),
  );
  const stays = new Map<BedId, { readonly from: Day; readonly to: Day | null }[]>();
  for (const stay of [...snapshot.assignments, ...placements]) {
    const ofBed = stays.get(stay.bedId);
    if (ofBed) ofBed.push(stay);
    else stays.set(stay.bedId, [stay]);
  }
  for (const { siteId } of placements) {
    const site = sites.get(siteId);
    if (site) site.placed++;
  }
  const holds = (range: { readonly from: Day; readonly to: Day | null }, day: Day) =>
    range.from <= day && (range.to === null || day < range.to);
  for (const bed of snapshot.beds) {
    const site = sites.get(siteOfRoom.get(bed.roomId) ?? ('' as SiteId));
    if (!site) continue;
    const ofBed = stays.get(bed.id) ?? [];
    days.forEach((day, index) => {
      const isOpen = bed.availability.some((range) => holds(range, day));
      const isTaken = ofBed.some((stay) => holds(stay, day));
      if (isOpen && !isTaken) site.vacant[index] = (site.vacant[index] ?? 0) + 1;
      if (index > 0) return;
      if (isOpen || isTaken) site.open++;
      if (isTaken) site.taken++;
    });
  }
  return [...sites].map(([siteId, site]) => ({ siteId, ...site }));
}

function mergedDots(employers: readonly EmployerShare[]): SharedDot[] {
  const alike = Map.groupBy(
    employers,
    ({ asked, placed, firstComePlaced }) => `${asked} ${placed} ${firstComePlaced}`,
  );
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { asked, placed, firstComePlaced } = first;
    return [{ asked, placed, firstComePlaced, employers: group.length }];
  });
}

/** Alike workers say the same: it is told once. */
function distinctWants({ unplaced }: Proposal): WantedBeds[] {
  const wants = new Map<string, WantedBeds>();
  for (const { refusal } of unplaced) if (refusal) wants.set(JSON.stringify(refusal.wanted), refusal.wanted);
  return [...wants.values()].sort((one, other) => other.beds - one.beds);
}
