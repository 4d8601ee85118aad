import type { Day, DayRange } from '#app/domain/dates.ts';
import { daysBetween, kuwaitDay } from '#app/domain/dates.ts';
import { contradictionsOf, setAside } from './contradictions.ts';
import type { PlanOptions, PriorityClass } from './options.ts';
import type { Proposal, ProposedMove, ProposedPlacement } from './proposal.ts';
import type {
  Snapshot,
  SnapshotAssignment,
  SnapshotBed,
  SnapshotBuilding,
  SnapshotRequest,
  SnapshotRoom,
  SnapshotWorker,
} from './snapshot.ts';
import type { Mismatch, RestatedMeasures } from './verify-measures.ts';
import { mismatchesOf, restate } from './verify-measures.ts';
import { clashesOf } from './verify-overlaps.ts';

export type RuleCode =
  /** README, *Hard rules* 1 to 8. */
  | 'closed_bed'
  | 'two_in_bed'
  | 'one_in_two_beds'
  | 'other_sex_building'
  | 'other_shift_in_room'
  | 'other_employer_in_room'
  | 'not_step_free'
  | 'upper_bed'
  /** Of moves. */
  | 'too_many_moves'
  | 'move_to_other_site'
  | 'move_on_other_day'
  | 'move_of_other_stay'
  /** A plan places seekers of the snapshot in its beds, for the days of their requests, and tells of each once. */
  | 'unknown_bed'
  | 'unknown_seeker'
  | 'other_days'
  | 'other_site'
  | 'contradictory_request'
  | 'answered_twice'
  | 'not_answered';

export interface BrokenRule {
  readonly rule: RuleCode;
  readonly workerId: string;
  /** Null where the rule is about no bed. */
  readonly bedId: string | null;
}

export interface Verification {
  readonly broken: readonly BrokenRule[];
  readonly restated: RestatedMeasures;
  /** What the proposal states of itself and is not so. */
  readonly mismatches: readonly Mismatch[];
}

/** A bed with the places around it. */
export interface Home {
  readonly bed: SnapshotBed;
  readonly room: SnapshotRoom;
  readonly building: SnapshotBuilding;
}

/** A worker of a request. */
export interface Member {
  readonly request: SnapshotRequest;
  readonly worker: SnapshotWorker;
  readonly priorityClass: PriorityClass;
  /** Whoever has a stay on some of the days, or whose request contradicts itself, seeks no bed. */
  readonly state: 'seeks' | 'housed' | 'set_aside';
  /** How often the snapshot lists the worker in the request. */
  asked: number;
  answered: number;
  home: Home | null;
}

/** Somebody in a bed once the plan is applied. `to` is never null, so that days compare as text. */
export interface Occupancy {
  readonly from: Day;
  readonly to: Day;
  readonly workerId: string;
  readonly employerId: string;
  readonly shift: string;
  readonly languages: readonly string[];
  readonly bedId: string;
  /** Null where the snapshot does not hold the bed of a stay. */
  readonly home: Home | null;
  /** A stay was decided before the plan, and is not its doing. */
  readonly by: 'stay' | 'move' | 'placement';
}

const NEVER: Day = '9999-12-31';

/**
 * Checks a proposal against README.md alone: every hard rule, and every figure that the proposal states of itself. It
 * shares nothing with the solver, so that an error of the one does not hide in the other.
 * @throws ProblemError `contradictory_input` where places or stays contradict themselves
 */
export function verify(snapshot: Snapshot, options: PlanOptions, proposal: Proposal): Verification {
  const broken: BrokenRule[] = [];
  const note: Note = (rule, workerId, bedId) => broken.push({ rule, workerId, bedId: bedId ?? null });
  const homes = homesOf(snapshot);
  const members = membersOf(snapshot, options);
  const occupancies = [
    ...settleStays(snapshot, proposal.moves, { options, homes }, note),
    ...settleSeekers(proposal.placements, { members, homes }, note),
  ];
  checkAnswers(proposal, members, note);
  for (const { rule, occupancy } of clashesOf(occupancies, options))
    note(rule, occupancy.workerId, occupancy.bedId);
  const restated = restate({
    snapshot,
    occupancies,
    moves: proposal.moves.length,
    members: [...members.values()],
  });
  return { broken, restated, mismatches: mismatchesOf(proposal, restated) };
}

type Note = (rule: RuleCode, workerId: string, bedId?: string) => void;
type Homes = ReadonlyMap<string, Home>;
type Members = ReadonlyMap<string, Member>;

function homesOf({ buildings, rooms, beds }: Snapshot): Homes {
  const buildingOf = new Map(buildings.map((building) => [building.id, building]));
  const roomOf = new Map(rooms.map((room) => [room.id, room]));
  const homes = new Map<string, Home>();
  for (const bed of beds) {
    const room = roomOf.get(bed.roomId);
    const building = room && buildingOf.get(room.buildingId);
    if (building) homes.set(bed.id, { bed, room, building });
  }
  return homes;
}

const keyOf = (requestId: string, workerId: string) => `${requestId} ${workerId}`;

function membersOf(snapshot: Snapshot, options: PlanOptions): Members {
  const refused = setAside(snapshot, contradictionsOf(snapshot)).setAside;
  const aside = new Set(refused.map(({ requestId }) => requestId));
  const asking = new Set(snapshot.requests.flatMap(({ workers }) => workers.map(({ id }) => id)));
  const staysOf = Map.groupBy(
    snapshot.assignments.filter(({ workerId }) => asking.has(workerId)),
    ({ workerId }) => workerId,
  );
  const members = new Map<string, Member>();
  for (const request of snapshot.requests) {
    const priorityClass = classOf(request, snapshot.day, options);
    for (const worker of request.workers) {
      const key = keyOf(request.id, worker.id);
      const twin = members.get(key);
      if (twin) twin.asked++;
      if (twin) continue;
      const isHoused = staysOf.get(worker.id)?.some((stay) => shareADay(stay, request));
      const state = aside.has(request.id) ? 'set_aside' : isHoused ? 'housed' : 'seeks';
      members.set(key, { request, worker, priorityClass, state, asked: 1, answered: 0, home: null });
    }
  }
  return members;
}

const shareADay = (one: DayRange, other: DayRange) =>
  one.from < (other.to ?? NEVER) && other.from < (one.to ?? NEVER);

/** README, objective 1. Who waits since no known instant waits since today. */
function classOf(request: SnapshotRequest, today: Day, { waitingDays }: PlanOptions): PriorityClass {
  const { priority, submittedAt } = request;
  if (priority >= 100) return 'danger';
  if (priority >= 50) return 'unsafe';
  const isDayAlone = /^\d{4}-\d\d-\d\d$/.test(submittedAt);
  const since = submittedAt === '' ? today : isDayAlone ? submittedAt : kuwaitDay(new Date(submittedAt));
  const waited = daysBetween(since, today);
  if (waited >= waitingDays.long || priority >= 20) return 'waited_long';
  if (waited >= waitingDays.some || priority >= 10) return 'waited';
  return 'recent';
}

/** The stays as the moves leave them: one that is moved ends on the day of the move, and goes on in the other bed. */
function settleStays(
  { assignments, day }: Snapshot,
  moves: readonly ProposedMove[],
  { options, homes }: { options: PlanOptions; homes: Homes },
  note: Note,
): Occupancy[] {
  const byId = new Map(assignments.flatMap((stay) => (stay.id ? [[stay.id, stay] as const] : [])));
  const movedOn = new Map<SnapshotAssignment, Day>();
  const settled: Occupancy[] = [];
  for (const [index, move] of moves.entries()) {
    const { workerId, bedId } = move;
    const [stay, home] = [byId.get(move.assignmentId), homes.get(bedId)];
    if (index >= options.mostMoves) note('too_many_moves', workerId, bedId);
    if (!home) note('unknown_bed', workerId, bedId);
    const isOfStay =
      stay &&
      !movedOn.has(stay) &&
      stay.workerId === workerId &&
      stay.bedId === move.fromBedId &&
      stay.bedId !== bedId &&
      stay.to === move.to;
    if (!isOfStay) note('move_of_other_stay', workerId, bedId);
    if (!home || !isOfStay) continue;
    const isWithinStay = move.from > stay.from && move.from < (stay.to ?? NEVER);
    if (move.from <= day || !isWithinStay) note('move_on_other_day', workerId, bedId);
    if (home.building.siteId !== homes.get(stay.bedId)?.building.siteId)
      note('move_to_other_site', workerId, bedId);
    if (home.building.siteId !== move.siteId) note('other_site', workerId, bedId);
    checkHome(home, stay, move, note);
    movedOn.set(stay, move.from);
    settled.push(occupancyOf(stay, { home, bedId, from: move.from, to: stay.to, by: 'move' }));
  }
  for (const stay of assignments) {
    const { bedId, from } = stay;
    const home = homes.get(bedId) ?? null;
    settled.push(occupancyOf(stay, { home, bedId, from, to: movedOn.get(stay) ?? stay.to, by: 'stay' }));
  }
  return settled;
}

function settleSeekers(
  placements: readonly ProposedPlacement[],
  { members, homes }: { members: Members; homes: Homes },
  note: Note,
): Occupancy[] {
  const settled: Occupancy[] = [];
  for (const placement of placements) {
    const { workerId, bedId } = placement;
    const member = members.get(keyOf(placement.requestId, workerId));
    const home = homes.get(bedId);
    if (!member) note('unknown_seeker', workerId, bedId);
    if (!home) note('unknown_bed', workerId, bedId);
    if (!member || !home) continue;
    const { request, worker, state } = member;
    if (placement.from !== request.from || placement.to !== request.to) note('other_days', workerId, bedId);
    if (placement.siteId !== home.building.siteId) note('other_site', workerId, bedId);
    if (state === 'set_aside') note('contradictory_request', workerId, bedId);
    checkHome(home, worker, placement, note);
    member.home ??= home;
    const { shift, languages } = worker;
    const person = { workerId, employerId: request.employerId, shift, languages };
    const { from, to } = placement;
    settled.push(occupancyOf(person, { bedId, home, from, to, by: 'placement' }));
  }
  return settled;
}

type Person = Pick<SnapshotAssignment, 'workerId' | 'employerId' | 'shift' | 'languages'>;
type Lodging = DayRange & Pick<Occupancy, 'bedId' | 'home' | 'by'>;

const occupancyOf = (
  { workerId, employerId, shift, languages = [] }: Person,
  { bedId, home, from, to, by }: Lodging,
): Occupancy => ({ workerId, employerId, shift, languages, bedId, home, from, to: to ?? NEVER, by });

type Needs = Pick<SnapshotAssignment, 'sex' | 'stepFree' | 'lowerBed'>;

/** The rules that one bed keeps or breaks for one person, whoever else lives there. */
function checkHome(
  { bed, room, building }: Home,
  person: Needs,
  lodging: DayRange & { readonly workerId: string },
  note: Note,
): void {
  const { workerId } = lodging;
  if (!isOpen(bed, lodging)) note('closed_bed', workerId, bed.id);
  if (building.sex !== (person.sex === 'female' ? 'women' : 'men'))
    note('other_sex_building', workerId, bed.id);
  if (person.stepFree && !(room.accessible && building.accessibleEntrance))
    note('not_step_free', workerId, bed.id);
  if (person.lowerBed && bed.upper) note('upper_bed', workerId, bed.id);
}

function isOpen({ availability }: SnapshotBed, { from, to }: DayRange): boolean {
  let reached = from;
  for (const range of [...availability].sort((one, other) => (one.from < other.from ? -1 : 1)))
    if (range.from <= reached && (range.to ?? NEVER) > reached) reached = range.to ?? NEVER;
  return reached >= (to ?? NEVER);
}

function checkAnswers({ placements, unplaced }: Proposal, members: Members, note: Note): void {
  for (const { requestId, workerId } of unplaced)
    if (!members.has(keyOf(requestId, workerId))) note('unknown_seeker', workerId);
  for (const { requestId, workerId } of [...placements, ...unplaced]) {
    const member = members.get(keyOf(requestId, workerId));
    if (member && ++member.answered > member.asked) note('answered_twice', workerId);
  }
  for (const { worker, asked, answered } of members.values())
    if (answered < asked) note('not_answered', worker.id);
}
