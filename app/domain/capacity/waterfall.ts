import type { Occupancy } from './occupancy.ts';
import type { RoomCapacity } from './judging/room-capacities.ts';

/** Beds that one criterion keeps from counting: in their rooms it is the criterion that binds. */
export interface LostBeds {
  readonly criterionKey: string;
  /** They are lost since nobody measured what the criterion asks for, which may yet turn out to be good. */
  readonly isUnknown: boolean;
  readonly beds: number;
  readonly rooms: number;
}

/** How beds of a place stand on a day, whatever criterion binds. `kept`: beyond what is compliant, for who lives in them. */
export const bedStandings = [
  'design',
  'compliant',
  'closed',
  'kept',
  'available',
  'occupied',
  'reserved',
  'vacant',
] as const;
export type BedStanding = (typeof bedStandings)[number];

/** One bar: beds from `from` to `to` (`from` < `to`), counted from none; a loss hangs from the bar before it. */
export interface WaterfallStep {
  readonly kind: BedStanding | 'criterion';
  /** The criterion of a loss. */
  readonly criterionKey: string | null;
  /** The loss is one of what was not measured. */
  readonly isUnknown: boolean;
  readonly beds: number;
  readonly from: number;
  readonly to: number;
}

/**
 * From the beds that were built to those that are free on a day: what each criterion takes, the heaviest first, then the
 * beds that are closed though the standard allows them, then who sleeps in the rest. Every loss ends where the next step
 * begins, so the bars add up. `kept`: beds that stay open beyond what their rooms may hold, for those who live in them.
 */
export function waterfall(
  lost: readonly LostBeds[],
  { available, occupied, reserved, vacant, closed }: Occupancy,
  { kept }: { kept: number },
): readonly WaterfallStep[] {
  const design = available + closed;
  const steps: WaterfallStep[] = [];
  const bar = { criterionKey: null, isUnknown: false };
  const stand = (kind: WaterfallStep['kind'], beds: number) =>
    steps.push({ ...bar, kind, beds, from: 0, to: beds });
  const lose = (kind: WaterfallStep['kind'], beds: number, left: number) =>
    steps.push({ ...bar, kind, beds, from: left - beds, to: left });

  stand('design', design);
  let left = design;
  for (const { criterionKey, isUnknown, beds } of heaviestFirst(lost)) {
    steps.push({ kind: 'criterion', criterionKey, isUnknown, beds, from: left - beds, to: left });
    left -= beds;
  }
  stand('compliant', left);
  lose('closed', left + kept - available, left);
  if (kept > 0) steps.push({ ...bar, kind: 'kept', beds: kept, from: available - kept, to: available });
  stand('available', available);
  stand('occupied', occupied);
  steps.push({ ...bar, kind: 'reserved', beds: reserved, from: occupied, to: occupied + reserved });
  lose('vacant', vacant, available);
  return steps;
}

/** What each criterion takes of the beds that were built in these rooms, the heaviest first. `beds`: by room. */
export function lostBeds(
  rooms: readonly RoomCapacity[],
  beds: ReadonlyMap<string, number>,
): readonly LostBeds[] {
  const ofRooms = rooms.flatMap(({ roomId, compliantCapacity, bindingReason }) => {
    const lost = (beds.get(roomId) ?? 0) - compliantCapacity;
    if (!bindingReason || lost <= 0) return [];
    const { criterionKey, measured } = bindingReason;
    return [{ criterionKey, isUnknown: measured === null, beds: lost, rooms: 1 }];
  });
  return addLostBeds(ofRooms);
}

/** The sums by criterion, the heaviest first. */
export function addLostBeds(lost: readonly LostBeds[]): readonly LostBeds[] {
  const sums = new Map<string, LostBeds>();
  for (const { criterionKey, isUnknown, beds, rooms } of lost) {
    const key = `${criterionKey} ${isUnknown}`;
    const sum = sums.get(key);
    sums.set(key, {
      criterionKey,
      isUnknown,
      beds: beds + (sum?.beds ?? 0),
      rooms: rooms + (sum?.rooms ?? 0),
    });
  }
  return heaviestFirst([...sums.values()]);
}

const heaviestFirst = (lost: readonly LostBeds[]) =>
  [...lost].sort(
    (one, other) =>
      other.beds - one.beds ||
      (one.criterionKey < other.criterionKey ? -1 : Number(one.criterionKey > other.criterionKey)),
  );
