import type { Day, DayRange } from '#app/domain/dates.ts';
import { addDays, overlaps } from '#app/domain/dates.ts';

/** What a room may hold from a day on, until its next step. */
export interface CapacityStep {
  readonly from: Day;
  readonly capacity: number;
}

/** Days on which a bed may be slept in: by anyone, or only by the resident for whom it is kept a while longer. */
export interface OpenDays extends DayRange {
  readonly bedId: string;
  /** The worker for whom the bed is kept; null where newcomers may be given it. */
  readonly keptFor: string | null;
}

export interface Stay extends DayRange {
  readonly assignmentId: string;
  readonly workerId: string;
  readonly bedId: string;
  /** A reservation until somebody moves in; what has ended holds its bed to its end. */
  readonly state: 'reserved' | 'occupied' | 'ended';
}

export interface BedsOfRoom {
  /** In the order of their days; before the first one the room holds nobody. */
  readonly steps: readonly CapacityStep[];
  readonly opensOn: Day;
  readonly beds: readonly { readonly id: string; readonly label: string }[];
  /** Days on which a bed is closed, whatever the room may hold. */
  readonly closed: readonly (DayRange & { readonly bedId: string })[];
  /** Stays that reach into or past the day from which beds are arranged. */
  readonly stays: readonly Stay[];
  /** As it stands. */
  readonly openDays: readonly OpenDays[];
}

/** A stay whose bed closes under it. */
export interface DisplacedStay {
  readonly stay: Stay;
  /** The first day without the bed; the stay's own first day where it loses the bed altogether. */
  readonly leavesOn: Day;
}

/** Why beds are arranged anew. */
export interface ArrangementCause {
  readonly from: Day;
  readonly residentsUntil: Day;
  /** By assignment: until when a planner lets somebody stay. */
  readonly keeps: ReadonlyMap<string, Day>;
  /** The beds that a closure closes; none where the cause is another. */
  readonly closing: ReadonlySet<string>;
}

export interface ArrangedBeds {
  /** The open days of every bed, the past before `from` as it was. */
  readonly openDays: readonly OpenDays[];
  readonly displaced: readonly DisplacedStay[];
}

/**
 * Decides which beds of a room are open on each day from `from` on, so that never more are than the room may hold. Beds
 * that nobody sleeps in close first, of these the ones that were closed before, then the last by label. Where too many
 * people live in a room, those stay who moved in, the earliest first. Who has to leave may stay until `residentsUntil`
 * if they lived there before `from`, until the day decided for them (`keeps`, by assignment), or until the day that
 * was granted before; for so long every bed of an overfull room is kept for who sleeps in it. A closure doesn't wait for
 * what was granted before: nobody stays behind in a place that closes because a standard let them stay in it.
 */
export function arrangeBeds(
  room: BedsOfRoom,
  { from, residentsUntil, keeps, closing }: ArrangementCause,
): ArrangedBeds {
  const graceOf = new Map(
    room.stays.map((stay) => [
      stay.assignmentId,
      graceEnd(room, stay, { from, residentsUntil, keeps, closing }),
    ]),
  );
  const labelled = [...room.beds].sort((one, other) => byText(one.label, other.label));
  const rankOfBed = new Map(labelled.map((bed, rank) => [bed.id, rank]));
  const displaced = new Map<string, DisplacedStay>();
  const arranged: OpenDays[] = [];
  let openBefore: ReadonlySet<string> = openOn(room.openDays, addDays(from, -1));

  for (const segment of segmentsOf(room, from, graceOf)) {
    const allowed = new Set(
      labelled
        .filter((bed) => !room.closed.some((shut) => shut.bedId === bed.id && overlaps(shut, segment)))
        .map((bed) => bed.id),
    );
    const capacity = segment.from < room.opensOn ? 0 : capacityOn(room.steps, segment.from);
    const present = room.stays
      .filter((stay) => !displaced.has(stay.assignmentId) && overlaps(stay, segment))
      .sort(
        (one, other) =>
          Number(one.state === 'reserved') - Number(other.state === 'reserved') ||
          byText(one.from, other.from) ||
          (rankOfBed.get(one.bedId) ?? 0) - (rankOfBed.get(other.bedId) ?? 0),
      );
    const regular = present.filter((stay) => allowed.has(stay.bedId)).slice(0, capacity);
    const kept: Stay[] = [];
    for (const stay of present) {
      if (regular.includes(stay)) continue;
      if ((graceOf.get(stay.assignmentId) ?? '') > segment.from) kept.push(stay);
      else displaced.set(stay.assignmentId, { stay, leavesOn: segment.from });
    }
    const spare = capacity - regular.length - kept.length;
    const taken = new Set([...regular, ...kept].map((stay) => stay.bedId));
    const openNow = openOn(room.openDays, segment.from);
    const vacant = labelled
      .filter((bed) => allowed.has(bed.id) && !taken.has(bed.id))
      .sort(
        (one, other) =>
          Number(openBefore.has(other.id)) - Number(openBefore.has(one.id)) ||
          Number(openNow.has(other.id)) - Number(openNow.has(one.id)),
      )
      .slice(0, Math.max(0, spare))
      .map((bed) => bed.id);
    const isOverfull = spare < 0;
    for (const stay of regular)
      arranged.push({ ...segment, bedId: stay.bedId, keptFor: isOverfull ? stay.workerId : null });
    for (const stay of kept) arranged.push({ ...segment, bedId: stay.bedId, keptFor: stay.workerId });
    for (const bedId of vacant) arranged.push({ ...segment, bedId, keptFor: null });
    openBefore = new Set([...regular.map((stay) => stay.bedId), ...vacant]);
  }
  const past = room.openDays.flatMap((days) =>
    days.from >= from ? [] : [{ ...days, to: days.to === null || days.to > from ? from : days.to }],
  );
  return { openDays: joined([...past, ...arranged]), displaced: [...displaced.values()] };
}

/** Until when a resident may stay though the bed closes. Nobody who moved in leaves on the day they came. */
function graceEnd(
  room: BedsOfRoom,
  stay: Stay,
  { from, residentsUntil, keeps, closing }: ArrangementCause,
): Day {
  const granted = room.openDays
    .filter(() => !closing.has(stay.bedId))
    .filter((days) => days.keptFor === stay.workerId && days.bedId === stay.bedId)
    .map((days) => days.to ?? from);
  const days = [
    ...granted,
    keeps.get(stay.assignmentId) ?? from,
    stay.from < from ? residentsUntil : from,
    stay.state === 'reserved' ? from : addDays(stay.from, 1),
    (stay.state === 'ended' ? stay.to : null) ?? from,
  ];
  return days.reduce((latest, day) => (day > latest ? day : latest));
}

/** The stretches of days from `from` on in which nothing changes; the last one has no end. */
function segmentsOf(room: BedsOfRoom, from: Day, graceOf: ReadonlyMap<string, Day>): DayRange[] {
  const ranges: readonly DayRange[] = [...room.stays, ...room.closed, ...room.openDays];
  const days = [
    from,
    room.opensOn,
    ...room.steps.map((step) => step.from),
    ...ranges.flatMap((range) => (range.to === null ? [range.from] : [range.from, range.to])),
    ...graceOf.values(),
  ];
  const starts = [...new Set(days)].filter((day) => day >= from).sort();
  return starts.map((start, index) => ({ from: start, to: starts[index + 1] ?? null }));
}

function capacityOn(steps: readonly CapacityStep[], day: Day): number {
  return steps.findLast((step) => step.from <= day)?.capacity ?? 0;
}

function openOn(openDays: readonly OpenDays[], day: Day): Set<string> {
  const onDay = { from: day, to: addDays(day, 1) };
  return new Set(
    openDays.filter((days) => days.keptFor === null && overlaps(days, onDay)).map((days) => days.bedId),
  );
}

/** Ranges of one bed and one keeping that touch are one. */
function joined(openDays: readonly OpenDays[]): OpenDays[] {
  const ordered = [...openDays].sort(
    (one, other) => byText(one.bedId, other.bedId) || byText(one.from, other.from),
  );
  const result: OpenDays[] = [];
  for (const days of ordered) {
    const last = result.at(-1);
    if (last && last.bedId === days.bedId && last.keptFor === days.keptFor && last.to === days.from)
      result[result.length - 1] = { ...last, to: days.to };
    else result.push(days);
  }
  return result;
}

const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
