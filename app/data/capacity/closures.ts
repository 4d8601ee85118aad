import { sql } from 'kysely';
import type { ClosingPlace } from '#app/domain/capacity/changes/capacity-change.ts';
import type { NamedPlace } from '#app/domain/capacity/changes/closing-place.ts';
import type { Day, DayRange } from '#app/domain/dates.ts';
import type { AccountId, ClosureId } from '#app/domain/identity/ids.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { audit } from '#app/data/audit.ts';
import { followCapacity } from './bed-days.ts';
import { placeNames } from './place-names.ts';
import { dayRange, endsAfter, parseDayRange } from '#app/data/day-range.ts';
import { isInPlace } from '#app/data/places/place-scope.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

export interface Closure extends DayRange {
  readonly id: ClosureId;
  readonly place: NamedPlace;
  readonly reason: string;
  /** Null for a bed that was closed before closings were recorded. */
  readonly changeId: string | null;
}

function closures(transaction: ActorTransaction) {
  return transaction
    .selectFrom('closure')
    .innerJoin('site', 'site.id', 'closure.siteId')
    .leftJoin('building', 'building.id', 'closure.buildingId')
    .leftJoin('room', 'room.id', 'closure.roomId')
    .leftJoin('bed', 'bed.id', 'closure.bedId')
    .where(sql<boolean>`not isempty(during)`);
}

const shown = [
  'closure.id',
  'closure.siteId',
  'closure.buildingId',
  'closure.floor',
  'closure.roomId',
  'closure.bedId',
  'closure.during',
  'closure.reason',
  'closure.changeId',
  ...placeNames,
] as const;

type Row = NamedPlace & Pick<Closure, 'reason' | 'changeId'> & { id: string; during: string };

const toClosure = ({ id, during, reason, changeId, ...place }: Row): Closure => ({
  id: id as ClosureId,
  ...parseDayRange(during),
  reason,
  changeId,
  place,
});

/**
 * Places that are closed on the day or will be, the widest in front, then those that close first. `within` leaves those that hold the
 * place, are it, or lie in it.
 */
export async function listClosures(
  transaction: ActorTransaction,
  {
    within = {},
    day,
    limit,
    offset = 0,
  }: {
    within?: Partial<Pick<ClosingPlace, 'siteId' | 'buildingId' | 'floor' | 'roomId'>>;
    day: Day;
    limit: number;
    offset?: number;
  },
): Promise<{ rows: Closure[]; total: number }> {
  let query = closures(transaction).where(endsAfter(day));
  // closure_site serves this.
  if (within.siteId) query = query.where('closure.siteId', '=', within.siteId);
  for (const level of ['buildingId', 'floor', 'roomId'] as const) {
    const wanted = within[level] ?? null;
    if (wanted === null) continue;
    query = query.where(({ or, eb }) =>
      or([eb(`closure.${level}`, 'is', null), eb(`closure.${level}`, '=', wanted as never)]),
    );
  }
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await query
    .select(shown)
    .orderBy(sql`num_nonnulls(closure.building_id, closure.floor, closure.room_id, closure.bed_id)`)
    .orderBy(sql`lower(during)`)
    .orderBy('closure.id')
    .limit(limit)
    .offset(offset)
    .execute();
  return { total, rows: rows.map(toClosure) };
}

/** A place that closes or was closed. @throws ProblemError not_found, also where it never closed after all */
export async function getClosure(
  transaction: ActorTransaction,
  { closureId }: { closureId: ClosureId },
): Promise<Closure> {
  const row = await closures(transaction)
    .select(shown)
    .where('closure.id', '=', closureId)
    .executeTakeFirst();
  if (!row) throw new ProblemError('not_found');
  return toClosure(row);
}

/**
 * Ends a closure on the day, from which its beds are open again as far as the standard allows. Where that is no later
 * than its first day, the place never closes.
 * @param on today or later, and before the day on which it would open anyway
 * @throws ProblemError not_found, or closure_ended where it is open again by then
 */
export async function reopenClosure(
  transaction: ActorTransaction,
  { closureId, on, reopenedBy, today }: { closureId: ClosureId; on: Day; reopenedBy: AccountId; today: Day },
): Promise<void> {
  const closure = await transaction
    .selectFrom('closure')
    .select(['siteId', 'buildingId', 'during'])
    .where('id', '=', closureId)
    .forUpdate()
    .executeTakeFirst();
  if (!closure) throw new ProblemError('not_found');
  if (closure.during === 'empty') throw new ProblemError('closure_ended');
  const { from, to } = parseDayRange(closure.during);
  if (to !== null && to <= on) throw new ProblemError('closure_ended');
  await transaction
    .updateTable('closure')
    .set({ during: dayRange({ from, to: on > from ? on : from }), reopenedBy, reopenedAt: new Date() })
    .where('id', '=', closureId)
    .execute();
  await audit(transaction, {
    action: 'closure.reopened',
    subjectKind: 'closure',
    subjectId: closureId,
    details: { from: on },
  });
  const { siteId, buildingId } = closure;
  await followCapacity(transaction, { ...(buildingId ? { buildingId } : { siteId }), today });
}

/**
 * The place that is to be closed, by its identifiers or, of a floor, its number; what holds it is found.
 * @throws ProblemError not_found
 */
export async function getClosingPlace(
  transaction: ActorTransaction,
  { siteKey, buildingId, floor, roomId, bedId }: { siteKey: string } & Omit<ClosingPlace, 'siteId'>,
): Promise<NamedPlace> {
  const found = await sql<NamedPlace>`
    select site.id as site_id, site.key as site_key, site.name_ar as site_ar, site.name_en as site_en,
      building.id as building_id, building.name as building_name,
      coalesce(room.floor, ${floor}::int) as floor, room.id as room_id, room.name as room_name,
      bed.id as bed_id, bed.label as bed_label
    from site
    left join bed on bed.id = ${bedId}
    left join room on room.id = coalesce(bed.room_id, ${roomId}::uuid)
    left join building on building.id = coalesce(room.building_id, ${buildingId}::uuid)
    where site.key = ${siteKey} and (building.id is null or building.site_id = site.id)
  `.execute(transaction);
  const place = found.rows[0];
  const isThere =
    place &&
    (bedId === null || place.bedId !== null) &&
    (roomId === null || place.roomId === roomId) &&
    (buildingId === null || place.buildingId === buildingId) &&
    (floor === null || (place.floor === floor && (await hasRooms(transaction, place))));
  if (!isThere) throw new ProblemError('not_found');
  return place;
}

async function hasRooms(transaction: ActorTransaction, place: NamedPlace): Promise<boolean> {
  if (place.buildingId === null || place.floor === null) return false;
  const room = await transaction
    .selectFrom('room')
    .select('id')
    .where('buildingId', '=', place.buildingId)
    .where('floor', '=', place.floor)
    .limit(1)
    .executeTakeFirst();
  return room !== undefined;
}

/** How many people have a bed in the place on the day or later, and how many of them are yet to move in. */
export async function countPeopleIn(
  transaction: ActorTransaction,
  { place, day }: { place: ClosingPlace; day: Day },
): Promise<{ people: number; reserved: number }> {
  const { rows } = await sql<{ people: number; reserved: number }>`
    select count(distinct worker_id)::int as people,
      count(distinct worker_id) filter (where state = 'reserved')::int as reserved
    from assignment
    where ${isInPlace(place)} and ${endsAfter(day)}
  `.execute(transaction);
  return rows[0] ?? { people: 0, reserved: 0 };
}
