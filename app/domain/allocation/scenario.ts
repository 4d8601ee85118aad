import type { DisplacedStay, OpenDays } from '#app/domain/capacity/bed-days.ts';
import type { Day, DayRange } from '#app/domain/dates.ts';
import { overlaps } from '#app/domain/dates.ts';
import type { BuildingId, EmployerId, PlacementRequestId } from '#app/domain/identity/ids.ts';
import type { LeavingWorker } from '#app/domain/placement/relocation.ts';
import { housingAfter, relocationRequests } from '#app/domain/placement/relocation.ts';
import type { InventedWorkers } from './invented-workers.ts';
import { inventedRequests } from './invented-workers.ts';
import type { PlanOptions, PriorityClass } from './options.ts';
import { defaultOptions, priorityClassOf } from './options.ts';
import type { Snapshot, SnapshotBed } from './snapshot.ts';

/** One thing that a planner supposes. None of it touches the records. */
export type ScenarioChange =
  /** The building’s beds open from that day on, as they will from its own first day. */
  | { readonly kind: 'open_building'; readonly buildingId: BuildingId; readonly from: Day }
  | { readonly kind: 'close_building'; readonly buildingId: BuildingId; readonly from: Day }
  /** Every room holds from that day on what the standard allows; who lives beyond it would have to move. */
  | { readonly kind: 'standard'; readonly standardId: string; readonly from: Day }
  | { readonly kind: 'priority'; readonly whose: PriorityTarget; readonly priority: number }
  | { readonly kind: 'options'; readonly options: PlanOptions }
  | ({ readonly kind: 'more_workers' } & InventedWorkers);

export type PriorityTarget =
  | { readonly kind: 'request'; readonly requestId: PlacementRequestId }
  | { readonly kind: 'employer'; readonly employerId: EmployerId }
  | { readonly kind: 'class'; readonly priorityClass: PriorityClass };

/** What a standard or a closing would do to beds and to who sleeps in them, worked out by the rules of capacity. */
export interface HousingEffect {
  /** Of a standard: the open days of every bed of the rooms that would hold more or fewer. None of a closing. */
  readonly openDays: readonly OpenDays[];
  readonly displaced: readonly DisplacedStay[];
  readonly leaving: readonly LeavingWorker[];
}

/**
 * The snapshot as the changes would have it: standards first, then closings, openings, priorities and further workers,
 * whatever their order. `effects`: of each standard and closing, by the index of its change. Who would have to move seeks
 * a bed as a relocation does, before all others. No change, the same snapshot.
 */
export function withChanges(
  snapshot: Snapshot,
  changes: readonly ScenarioChange[],
  effects: ReadonlyMap<number, HousingEffect> = new Map(),
): Snapshot {
  let changed = withHousing(snapshot, changes, [...effects.values()]);
  for (const change of changes) if (change.kind === 'open_building') changed = withOpened(changed, change);
  for (const change of changes) if (change.kind === 'priority') changed = withPriority(changed, change);
  changes.forEach((change, index) => {
    if (change.kind !== 'more_workers') return;
    const invented = inventedRequests(change, { name: String(index), day: snapshot.day });
    changed = { ...changed, requests: [...changed.requests, ...invented] };
  });
  return changed;
}

/** The options by which a scenario is planned: the last ones it supposes. */
export function optionsOf(changes: readonly ScenarioChange[]): PlanOptions {
  return changes.findLast((change) => change.kind === 'options')?.options ?? defaultOptions;
}

function withHousing(
  snapshot: Snapshot,
  changes: readonly ScenarioChange[],
  effects: readonly HousingEffect[],
): Snapshot {
  const closings = new Map(
    changes
      .filter((change) => change.kind === 'close_building')
      .map((change) => [change.buildingId, change.from]),
  );
  if (effects.length === 0 && closings.size === 0) return snapshot;
  // Who loses a bed to several changes leaves once, by the first of them.
  const displaced = earliest(
    effects.flatMap((effect) => effect.displaced),
    ({ stay }) => stay.assignmentId,
    ({ leavesOn }) => leavesOn,
  );
  const leaving = earliest(
    effects.flatMap((effect) => effect.leaving),
    ({ assignmentId }) => assignmentId,
    ({ from }) => from,
  );
  const openDays = effects.flatMap((effect) => effect.openDays);
  const housing = housingAfter(snapshot, { openDays, displaced });
  const buildingOf = new Map(snapshot.rooms.map((room) => [room.id, room.buildingId]));
  const daysLost = Map.groupBy(leaving, (worker) => worker.id);
  return {
    ...housing,
    beds: housing.beds.map((bed): SnapshotBed => {
      const closesOn = closings.get(buildingOf.get(bed.roomId) ?? ('' as BuildingId));
      const toCome = bed.availability.filter(({ to }) => to === null || to > snapshot.day);
      return { ...bed, availability: closesOn === undefined ? toCome : until(toCome, closesOn) };
    }),
    requests: [
      // Who had a bed on days that a request asks for was no seeker of it: now they seek one for what they lose.
      ...snapshot.requests.map((request) => {
        const workers = request.workers.filter(
          ({ id }) => !daysLost.get(id)?.some((days) => overlaps(days, request)),
        );
        return workers.length === request.workers.length ? request : { ...request, workers };
      }),
      ...relocationRequests(leaving),
    ],
  };
}

function earliest<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  dayOf: (item: Item) => Day,
): Item[] {
  const first = new Map<string, Item>();
  for (const item of items) {
    const known = first.get(keyOf(item));
    if (!known || dayOf(item) < dayOf(known)) first.set(keyOf(item), item);
  }
  return [...first.values()];
}

const until = (ranges: readonly DayRange[], day: Day) =>
  ranges
    .filter((range) => range.from < day)
    .map((range) => (range.to !== null && range.to <= day ? range : { ...range, to: day }));

/** Beds that open on the building’s first day open on the earlier one; those that open later still do so as before. */
function withOpened(
  snapshot: Snapshot,
  { buildingId, from }: Extract<ScenarioChange, { kind: 'open_building' }>,
): Snapshot {
  const rooms = new Set(
    snapshot.rooms.filter((room) => room.buildingId === buildingId).map((room) => room.id),
  );
  const opensOn = snapshot.beds
    .filter((bed) => rooms.has(bed.roomId))
    .flatMap((bed) => bed.availability.map((range) => range.from))
    .reduce<Day | null>((first, day) => (first === null || day < first ? day : first), null);
  if (opensOn === null || opensOn <= from) return snapshot;
  return {
    ...snapshot,
    beds: snapshot.beds.map((bed) =>
      rooms.has(bed.roomId)
        ? {
            ...bed,
            availability: bed.availability.map((range) =>
              range.from === opensOn ? { ...range, from } : range,
            ),
          }
        : bed,
    ),
  };
}

function withPriority(
  snapshot: Snapshot,
  { whose, priority }: Extract<ScenarioChange, { kind: 'priority' }>,
): Snapshot {
  const isMeant = (request: Snapshot['requests'][number]) => {
    switch (whose.kind) {
      case 'request':
        return request.id === whose.requestId;
      case 'employer':
        return request.employerId === whose.employerId;
      case 'class':
        return priorityClassOf(request, snapshot.day, defaultOptions) === whose.priorityClass;
    }
  };
  return {
    ...snapshot,
    requests: snapshot.requests.map((request) => (isMeant(request) ? { ...request, priority } : request)),
  };
}
