import { sql } from 'kysely';
import type {
  ArrangedBeds,
  BedsOfRoom,
  DisplacedStay,
  OpenDays,
  Stay,
} from '#app/domain/capacity/bed-days.ts';
import { arrangeBeds } from '#app/domain/capacity/bed-days.ts';
import type { ClosingPlace } from '#app/domain/capacity/changes/capacity-change.ts';
import type { SiteFacts } from '#app/domain/capacity/judging/place-facts.ts';
import type { Day, DayRange } from '#app/domain/dates.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { judgeSteps, readSteps, writeSteps } from './capacity-steps.ts';
import type { ScheduledStandard, StepsOfRooms } from './capacity-steps.ts';
import { dayRangeText, endsAfter, parseDayRange } from '#app/data/day-range.ts';
import { readBuildingFacts, readSiteFacts } from '#app/data/places/place-facts.ts';
import type { PlaceScope } from '#app/data/places/place-scope.ts';
import { inScope } from '#app/data/places/place-scope.ts';
import { listScheduledStandards } from '#app/data/standards/standards.ts';
import { rowChunks } from '#app/data/row-chunks.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** A room with its beds, who sleeps in them, and when they are open, from a day on. */
interface ReadRoom extends BedsOfRoom {
  readonly siteId: string;
  readonly buildingId: string;
  readonly floor: number;
  readonly roomId: string;
}

export type Closing = ClosingPlace & DayRange;

/**
 * Holds the places whose beds are about to be opened or closed: their sites, then their rooms, in the order of
 * identifiers. Whoever gives beds holds the rooms too, and waits.
 */
async function lockPlaces(transaction: ActorTransaction, scope: PlaceScope): Promise<void> {
  await sql`
    select from site
    where id in (select site_id from room where ${inScope(scope)})
    order by id for no key update
  `.execute(transaction);
  await sql`select from room where ${inScope(scope)} order by id for update`.execute(transaction);
}

/** The rooms of a place as they stand, with all that reaches into or past `from`. */
export async function readRooms(
  transaction: ActorTransaction,
  scope: PlaceScope,
  { from, steps, closings = [] }: { from: Day; steps: StepsOfRooms; closings?: readonly Closing[] },
): Promise<ReadRoom[]> {
  const { rows } = await sql<Omit<ReadRoom, 'steps' | 'stays' | 'openDays' | 'closed'>>`
    select room.id as room_id, room.site_id, room.building_id, room.floor, building.opened_on as opens_on, beds.beds
    from room
    join building on building.id = room.building_id
    join (
      select room_id, json_agg(json_build_object('id', id, 'label', label)) as beds
      from bed
      where ${inScope(scope)}
      group by room_id
    ) as beds on beds.room_id = room.id
    order by room.id
  `.execute(transaction);
  const stays = await readStays(transaction, scope, { from });
  const openDays = await readOpenDays(transaction, scope, { from });
  const closed = [...(await listClosings(transaction, scope, { from })), ...closings];
  return rows.map((room) => ({
    ...room,
    steps: steps.get(room.roomId) ?? [],
    stays: stays.get(room.roomId) ?? [],
    openDays: openDays.get(room.roomId) ?? [],
    closed: closed.flatMap((closing) =>
      [...bedsWithin(room, closing)].map((bedId) => ({ bedId, from: closing.from, to: closing.to })),
    ),
  }));
}

/** True when the closing is of the room, of a bed of it, or of a place around it. */
export function isWithin(
  room: Pick<ReadRoom, 'siteId' | 'buildingId' | 'floor' | 'roomId'>,
  closing: ClosingPlace,
): boolean {
  return (
    closing.siteId === room.siteId &&
    (closing.buildingId === null || closing.buildingId === room.buildingId) &&
    (closing.floor === null || closing.floor === room.floor) &&
    (closing.roomId === null || closing.roomId === room.roomId)
  );
}

/** The beds of the room that the closing closes. */
export function bedsWithin(
  room: Pick<ReadRoom, 'siteId' | 'buildingId' | 'floor' | 'roomId' | 'beds'>,
  closing: ClosingPlace,
): ReadonlySet<string> {
  if (!isWithin(room, closing)) return new Set();
  return new Set(
    room.beds.map(({ id }) => id).filter((id) => closing.bedId === null || closing.bedId === id),
  );
}

/** By room. What has ended but reaches into the day still holds its bed until then. */
async function readStays(
  transaction: ActorTransaction,
  scope: PlaceScope,
  { from }: { from: Day },
): Promise<ReadonlyMap<string, Stay[]>> {
  const rows = await transaction
    .selectFrom('assignment')
    .select(['id', 'workerId', 'roomId', 'bedId', 'during', 'state'])
    .where(inScope(scope))
    .where(endsAfter(from))
    .execute();
  return groupedByRoom(
    rows.map(({ id, roomId, workerId, bedId, during, state }) => ({
      roomId,
      value: { assignmentId: id, workerId, bedId, ...parseDayRange(during), state },
    })),
  );
}

/** By room; a range that ends on `from` is read too, since what follows may join it. */
async function readOpenDays(
  transaction: ActorTransaction,
  scope: PlaceScope,
  { from }: { from: Day },
): Promise<ReadonlyMap<string, OpenDays[]>> {
  const rows = await transaction
    .selectFrom('bedAvailability')
    .select(['roomId', 'bedId', 'during', 'keptFor'])
    .where(inScope(scope))
    .where(sql<boolean>`(upper_inf(during) or upper(during) >= ${from}::date)`)
    .execute();
  return groupedByRoom(
    rows.map(({ roomId, bedId, during, keptFor }) => ({
      roomId,
      value: { bedId, ...parseDayRange(during), keptFor },
    })),
  );
}

function groupedByRoom<Value>(
  rows: readonly { readonly roomId: string; readonly value: Value }[],
): ReadonlyMap<string, Value[]> {
  const grouped = new Map<string, Value[]>();
  for (const { roomId, value } of rows) {
    const known = grouped.get(roomId);
    if (known) known.push(value);
    else grouped.set(roomId, [value]);
  }
  return grouped;
}

/** Closings that reach into or past a day, of a place, of places in it, and of those around it. */
async function listClosings(
  transaction: ActorTransaction,
  { siteId, buildingId }: PlaceScope,
  { from }: { from: Day },
): Promise<Closing[]> {
  let query = transaction
    .selectFrom('closure')
    .select(['siteId', 'buildingId', 'floor', 'roomId', 'bedId', 'during'])
    .where(sql<boolean>`not isempty(during)`)
    .where(endsAfter(from));
  if (siteId) query = query.where('siteId', '=', siteId);
  if (buildingId)
    query = query.where(({ or, eb }) =>
      or([eb('buildingId', '=', buildingId), eb('buildingId', 'is', null)]),
    );
  const rows = await query.execute();
  return rows.map(({ during, ...place }) => ({ ...place, ...parseDayRange(during) }));
}

/** Rooms as they stand and as they are to stand. */
export interface Arrangement {
  readonly from: Day;
  readonly stepsBefore: StepsOfRooms;
  readonly stepsAfter: StepsOfRooms;
  readonly rooms: readonly { readonly room: ReadRoom; readonly arranged: ArrangedBeds }[];
}

export function displacedBy({ rooms }: Arrangement): readonly DisplacedStay[] {
  return rooms.flatMap(({ arranged }) => arranged.displaced);
}

/**
 * Writes the arrangement: beds that close first, then what rooms may hold, then beds that open, so that the database finds
 * its rules kept at each step. The caller has deferred `nobody_in_a_closed_bed` and ends the stays that lose their bed.
 */
export async function writeArrangement(
  transaction: ActorTransaction,
  { from, stepsBefore, stepsAfter, rooms }: Arrangement,
): Promise<void> {
  const keyOf = (days: OpenDays) => `${days.bedId} ${dayRangeText(days)} ${days.keptFor ?? ''}`;
  const closing: OpenDays[] = [];
  const opening: (OpenDays & { readonly room: ReadRoom })[] = [];
  for (const { room, arranged } of rooms) {
    const stood = new Set(room.openDays.map(keyOf));
    const stands = new Set(arranged.openDays.map(keyOf));
    closing.push(...room.openDays.filter((days) => !stands.has(keyOf(days))));
    opening.push(
      ...arranged.openDays.filter((days) => !stood.has(keyOf(days))).map((days) => ({ ...days, room })),
    );
  }
  for (const part of rowChunks(closing)) {
    await sql`
      delete from bed_availability
      using unnest(${part.map((days) => days.bedId)}::uuid[], ${part.map(dayRangeText)}::daterange[]) as closing (bed_id, during)
      where bed_availability.bed_id = closing.bed_id and bed_availability.during = closing.during
    `.execute(transaction);
  }
  await writeSteps(transaction, { from, before: stepsBefore, after: stepsAfter });
  for (const part of rowChunks(opening)) {
    await sql`
      insert into bed_availability (bed_id, room_id, building_id, site_id, during, kept_for)
      select * from unnest(
        ${part.map((days) => days.bedId)}::uuid[], ${part.map((days) => days.room.roomId)}::uuid[],
        ${part.map((days) => days.room.buildingId)}::uuid[], ${part.map((days) => days.room.siteId)}::uuid[],
        ${part.map(dayRangeText)}::daterange[], ${part.map((days) => days.keptFor)}::uuid[]
      )
    `.execute(transaction);
  }
}

/** Until the function returned is called, people may for a moment be in beds whose days are being written anew. */
export async function deferClosedBeds(transaction: ActorTransaction): Promise<() => Promise<void>> {
  await sql`set constraints nobody_in_a_closed_bed deferred`.execute(transaction);
  return async () => {
    await sql`set constraints nobody_in_a_closed_bed immediate`.execute(transaction);
  };
}

/** A building is judged with its whole site where a criterion counts over the site. */
export async function judgedScope(
  transaction: ActorTransaction,
  { scope, schedule }: { scope: PlaceScope; schedule: readonly ScheduledStandard[] },
): Promise<PlaceScope> {
  const countsSites = schedule.some(({ criteria }) =>
    criteria.some((criterion) => criterion.scope === 'site'),
  );
  if (!scope.buildingId || !countsSites) return scope;
  return transaction
    .selectFrom('building')
    .select('siteId')
    .where('id', '=', scope.buildingId)
    .executeTakeFirstOrThrow();
}

interface JudgedReading {
  readonly readSchedule: () => Promise<ScheduledStandard[]>;
  readonly scopeBy: (schedule: readonly ScheduledStandard[]) => Promise<PlaceScope>;
}

interface Judged {
  readonly scope: PlaceScope;
  readonly schedule: ScheduledStandard[];
}

/**
 * Holds the places that are judged together, and tells by which standards. Whoever adopts a standard holds every place, so
 * that only those read once these are held still stand when the transaction ends.
 */
export async function holdJudged(transaction: ActorTransaction, reading: JudgedReading): Promise<Judged> {
  const held = await readJudged(reading);
  await lockPlaces(transaction, held.scope);
  const judged = await readJudged(reading);
  if (judged.scope.buildingId !== held.scope.buildingId) await lockPlaces(transaction, judged.scope);
  return judged;
}

/** Which places are judged together, and by which standards, as they stand at this moment. */
export async function readJudged({ readSchedule, scopeBy }: JudgedReading): Promise<Judged> {
  const schedule = await readSchedule();
  return { schedule, scope: await scopeBy(schedule) };
}

/** The facts of a place, a building as if its site had no other. */
export async function readFacts(
  transaction: ActorTransaction,
  { buildingId, siteId }: PlaceScope,
): Promise<SiteFacts[]> {
  if (!buildingId) return readSiteFacts(transaction, siteId ? { siteId } : {});
  const found = await readBuildingFacts(transaction, { buildingId });
  return [{ id: found.siteId, buildings: [found.building], facilities: {}, measured: {} }];
}

/**
 * Opens and closes the beds of a building, a site or all after their facts or closings were changed in this transaction,
 * from today on: what the rooms may hold is judged anew by the standard of each day to come.
 * @throws ProblemError people_would_move with `count`, and nothing is written, where beds would close under people
 */
export async function followCapacity(
  transaction: ActorTransaction,
  { today, ...scope }: PlaceScope & { today: Day },
): Promise<void> {
  const { scope: judged, schedule } = await holdJudged(transaction, {
    readSchedule: () => listScheduledStandards(transaction, { from: today }),
    scopeBy: (standards) => judgedScope(transaction, { scope, schedule: standards }),
  });
  const facts = await readFacts(transaction, judged);
  const stepsBefore = await readSteps(transaction, judged, { from: today });
  const stepsAfter = judgeSteps(facts, { from: today, schedule, before: stepsBefore });
  const rooms = await readRooms(transaction, judged, { from: today, steps: stepsAfter });
  const cause = {
    from: today,
    residentsUntil: today,
    keeps: new Map<string, Day>(),
    closing: new Set<string>(),
  };
  const arrangement: Arrangement = {
    from: today,
    stepsBefore,
    stepsAfter,
    rooms: rooms.map((room) => ({ room, arranged: arrangeBeds(room, cause) })),
  };
  const displaced = displacedBy(arrangement);
  if (displaced.length > 0) throw new ProblemError('people_would_move', { count: displaced.length });
  const check = await deferClosedBeds(transaction);
  await writeArrangement(transaction, arrangement);
  await check();
}
