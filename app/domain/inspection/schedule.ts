import type { Position } from '#app/domain/allocation/distance.ts';
import { distanceMetres } from '#app/domain/allocation/distance.ts';
import type { Day } from '#app/domain/dates.ts';
import { addDays } from '#app/domain/dates.ts';
import type { InspectionReason } from './day-pack.ts';
import { inTravelOrder } from './travel.ts';

export interface Inspector {
  readonly accountId: string;
  /** The sites where they work. */
  readonly siteIds: readonly string[];
  /** Where they may not go; the whole site where the building is null. */
  readonly conflicts: readonly { readonly siteId: string; readonly buildingId: string | null }[];
}

export interface BuildingToVisit extends Position {
  readonly siteId: string;
  readonly buildingId: string;
  /** Who made the last check there. */
  readonly lastInspectorIds: readonly string[];
}

export const schedulingHindrances = ['conflict', 'twice_in_a_row', 'outside_area'] as const;
export type SchedulingHindrance = (typeof schedulingHindrances)[number];

/** Why an inspector should not be sent to a building, the gravest reason alone; null where nothing stands against it. */
export function hindranceOf(
  inspector: Inspector,
  {
    siteId,
    buildingId,
    lastInspectorIds,
  }: Pick<BuildingToVisit, 'siteId' | 'lastInspectorIds'> & {
    /** Null for the whole site. */
    readonly buildingId: string | null;
  },
): SchedulingHindrance | null {
  const hasConflict = inspector.conflicts.some(
    (conflict) =>
      conflict.siteId === siteId && (conflict.buildingId === null || conflict.buildingId === buildingId),
  );
  if (hasConflict) return 'conflict';
  if (lastInspectorIds.includes(inspector.accountId)) return 'twice_in_a_row';
  return inspector.siteIds.includes(siteId) ? null : 'outside_area';
}

/**
 * Whether somebody may send an inspector there by hand all the same: outside their area always, and back to what they
 * found themselves where it is looked at again.
 */
export function mayBeSent(hindrance: SchedulingHindrance | null, reason: InspectionReason): boolean {
  return (
    hindrance === null ||
    hindrance === 'outside_area' ||
    (hindrance === 'twice_in_a_row' && reason === 'follow_up')
  );
}

const SUNDAY_TO_THURSDAY = 5;

/** The first day of a day's week in Kuwait, a Sunday. */
export function weekOf(day: Day): Day {
  return addDays(day, -new Date(`${day}T00:00:00Z`).getUTCDay());
}

/** The working days of a day's week in Kuwait: Sunday to Thursday. */
export function workingDaysOf(day: Day): Day[] {
  const sunday = weekOf(day);
  return Array.from({ length: SUNDAY_TO_THURSDAY }, (_, index) => addDays(sunday, index));
}

/** Visits that an inspector makes on a day: our proposal, from no source. */
export const VISITS_A_DAY = 4;
/** A building that was checked since is not proposed by its risk: our proposal, from no source. */
export const DAYS_BETWEEN_CHECKS = 30;

/** A day of an inspector costs as much as this way when it is begun for one building that lies near another's stops. */
const METRES_TO_BEGIN_A_DAY = 3_000;
/** So much farther may somebody go for a building to be visited a day earlier. */
const METRES_A_DAY_EARLIER = 300;

interface ProposedVisit<Building extends BuildingToVisit = BuildingToVisit> {
  readonly building: Building;
  readonly inspectorId: string;
  readonly day: Day;
}

export interface ProposedWeek<Building extends BuildingToVisit = BuildingToVisit> {
  /** By day and inspector, in the order of the way. */
  readonly visits: readonly ProposedVisit<Building>[];
  /** Buildings that would have been visited had anybody been free to: by the reason that stood against each inspector. */
  readonly leftOut: readonly {
    readonly building: Building;
    readonly hindrances: readonly SchedulingHindrance[];
  }[];
}

/**
 * A week's visits: the riskiest building chooses first. It gets the nearest day of an inspector who works at its site, has
 * no conflict of interest there and didn't make the last check; days that have begun nearby come before new ones, early
 * before late. What is scheduled already stays and takes its place.
 */
export function proposeWeek<Building extends BuildingToVisit>({
  buildings,
  inspectors,
  days,
  visitsADay = VISITS_A_DAY,
  scheduled,
}: {
  /** The riskiest first. */
  readonly buildings: readonly Building[];
  readonly inspectors: readonly Inspector[];
  readonly days: readonly Day[];
  readonly visitsADay?: number;
  readonly scheduled: readonly (Position & { readonly inspectorId: string; readonly day: Day })[];
}): ProposedWeek<Building> {
  const rounds = days.flatMap((day, dayIndex) =>
    inspectors.map((inspector) => {
      const stops: Position[] = scheduled.filter(
        (visit) => visit.inspectorId === inspector.accountId && visit.day === day,
      );
      return { day, dayIndex, inspector, stops, chosen: [] as Building[] };
    }),
  );
  const isFree = ({ stops, chosen }: (typeof rounds)[number]) => stops.length + chosen.length < visitsADay;
  const leftOut: { building: Building; hindrances: SchedulingHindrance[] }[] = [];
  for (const building of buildings) {
    const free = rounds.filter(isFree);
    if (free.length === 0) break;
    const open = free.filter(({ inspector }) => hindranceOf(inspector, building) === null);
    const round = leastOf(open, ({ dayIndex, stops, chosen }) => {
      const near = [...stops, ...chosen].map((stop) => distanceMetres(stop, building));
      return (
        dayIndex * METRES_A_DAY_EARLIER + (near.length === 0 ? METRES_TO_BEGIN_A_DAY : Math.min(...near))
      );
    });
    if (round) round.chosen.push(building);
    else {
      const hindrances = inspectors.flatMap((inspector) => hindranceOf(inspector, building) ?? []);
      // Where somebody may go but has no day left, the week is full for them: that is no hindrance.
      if (hindrances.length === inspectors.length)
        leftOut.push({ building, hindrances: [...new Set(hindrances)] });
    }
  }
  const visits = rounds.flatMap(({ day, inspector, chosen }) =>
    inTravelOrder(chosen).map((building) => ({ building, inspectorId: inspector.accountId, day })),
  );
  return { visits, leftOut };
}

function leastOf<Item>(items: readonly Item[], cost: (item: Item) => number): Item | undefined {
  let least: { item: Item; cost: number } | undefined;
  for (const item of items) {
    const itsCost = cost(item);
    if (least === undefined || itsCost < least.cost) least = { item, cost: itsCost };
  }
  return least?.item;
}

/** What stands against each inspector whom something stands against, by account. */
export function hindrancesOf(
  inspectors: readonly Inspector[],
  place: Parameters<typeof hindranceOf>[1],
): Record<string, SchedulingHindrance> {
  return Object.fromEntries(
    inspectors.flatMap((inspector) => {
      const hindrance = hindranceOf(inspector, place);
      return hindrance === null ? [] : [[inspector.accountId, hindrance]];
    }),
  );
}
