import { sql } from 'kysely';
import { audit } from '#app/data/audit.ts';
import { adoptionOn } from '#app/data/standards/standards.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import type { Day } from '#app/domain/dates.ts';
import type { InspectionReason, InspectionState } from '#app/domain/inspection/day-pack.ts';
import { hindranceOf, mayBeSent } from '#app/domain/inspection/schedule.ts';
import { inTravelOrder } from '#app/domain/inspection/travel.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { listInspectors } from './inspectors.ts';

export interface Visit {
  readonly id: string;
  readonly number: number;
  readonly reason: InspectionReason;
  readonly state: InspectionState;
  readonly day: Day;
  readonly visitOrder: number | null;
  readonly inspectorId: string | null;
  readonly inspectorName: string | null;
  readonly secondInspectorId: string | null;
  readonly secondInspectorName: string | null;
  readonly siteId: string;
  readonly siteKey: string;
  readonly siteAr: string;
  readonly siteEn: string;
  /** Null for a whole site. */
  readonly buildingId: string | null;
  readonly buildingName: string | null;
  /** Degrees; of the site where no building is named. */
  readonly longitude: number;
  readonly latitude: number;
  /** The only rooms to look at; 0 for all. */
  readonly rooms: number;
}

const visits = (transaction: ActorTransaction) =>
  transaction
    .selectFrom('inspection')
    .innerJoin('site', 'site.id', 'inspection.siteId')
    .leftJoin('building', 'building.id', 'inspection.buildingId')
    .leftJoin('account as inspector', 'inspector.id', 'inspection.inspectorId')
    .leftJoin('account as second', 'second.id', 'inspection.secondInspectorId')
    .select((eb) => [
      'inspection.id',
      'inspection.number',
      'inspection.reason',
      'inspection.state',
      'inspection.scheduledOn as day',
      'inspection.visitOrder',
      'inspection.inspectorId',
      'inspector.displayName as inspectorName',
      'inspection.secondInspectorId',
      'second.displayName as secondInspectorName',
      'inspection.siteId',
      'site.key as siteKey',
      'site.nameAr as siteAr',
      'site.nameEn as siteEn',
      'building.id as buildingId',
      'building.name as buildingName',
      eb.fn.coalesce('building.longitude', 'site.longitude').as('longitude'),
      eb.fn.coalesce('building.latitude', 'site.latitude').as('latitude'),
      eb
        .selectFrom('inspectionRoom')
        .whereRef('inspectionRoom.inspectionId', '=', 'inspection.id')
        .select(({ fn }) => fn.countAll<number>().as('rooms'))
        .$asScalar()
        .$notNull()
        .as('rooms'),
    ])
    .orderBy('inspection.scheduledOn')
    .orderBy(sql`inspection.visit_order nulls last`)
    .orderBy('inspection.number');

/** The visits of some days, in the order of each inspector's way (inspection_day serves it). */
export function listVisits(
  transaction: ActorTransaction,
  { from, to }: { from: Day; to: Day },
): Promise<readonly Visit[]> {
  return visits(transaction)
    .where('inspection.scheduledOn', '>=', from)
    .where('inspection.scheduledOn', '<=', to)
    .execute();
}

/** Visits whose day has passed and that nobody began. */
export function listMissedVisits(
  transaction: ActorTransaction,
  { today }: { today: Day },
): Promise<readonly Visit[]> {
  return visits(transaction)
    .where('inspection.state', '=', 'scheduled')
    .where('inspection.scheduledOn', '<', today)
    .execute();
}

/** What an inspector's calendar shows: visits of their own from a day on, whatever became of them. */
export function listVisitsOf(
  transaction: ActorTransaction,
  { accountId, from }: { accountId: string; from: Day },
): Promise<readonly Visit[]> {
  return visits(transaction)
    .where('inspection.scheduledOn', '>=', from)
    .where(({ or, eb }) =>
      or([eb('inspection.inspectorId', '=', accountId), eb('inspection.secondInspectorId', '=', accountId)]),
    )
    .execute();
}

interface WantedVisit {
  readonly buildingId: string;
  readonly inspectorId: string;
  readonly secondInspectorId?: string | null;
  readonly day: Day;
  readonly reason: InspectionReason;
  readonly roomIds?: readonly string[];
}

/**
 * Plans visits, all or none, by the standard in force on each day, and puts each inspector's days in travel order.
 * @throws ProblemError inspector_has_conflict, inspector_was_there_last, building_has_visit, visit_day_passed,
 * no_standard_adopted or not_found
 */
export async function planVisits(
  transaction: ActorTransaction,
  { wanted, scheduledBy, today }: { wanted: readonly WantedVisit[]; scheduledBy: string; today: Day },
): Promise<void> {
  if (wanted.some(({ day }) => day < today)) throw new ProblemError('visit_day_passed');
  await expectNotPlanned(transaction, wanted, today);
  await expectMayGo(transaction, wanted);
  const standardOn = new Map<Day, string>();
  for (const day of new Set(wanted.map((visit) => visit.day))) {
    const adopted = await adoptionOn(transaction, day).select('standardId').executeTakeFirst();
    if (!adopted) throw new ProblemError('no_standard_adopted');
    standardOn.set(day, adopted.standardId);
  }
  for (const visit of wanted) {
    const inserted = await transaction
      .insertInto('inspection')
      .columns([
        'siteId',
        'buildingId',
        'standardId',
        'reason',
        'scheduledOn',
        'inspectorId',
        'secondInspectorId',
        'scheduledBy',
      ])
      .expression((eb) =>
        eb
          .selectFrom('building')
          .select(({ val, ref }) => [
            ref('building.siteId').as('siteId'),
            ref('building.id').as('buildingId'),
            sql<string>`${standardOn.get(visit.day)}::uuid`.as('standardId'),
            sql<InspectionReason>`${visit.reason}::inspection_reason`.as('reason'),
            sql<Day>`${visit.day}::date`.as('scheduledOn'),
            sql<string>`${visit.inspectorId}::uuid`.as('inspectorId'),
            sql<string | null>`${visit.secondInspectorId ?? null}::uuid`.as('secondInspectorId'),
            sql<string>`${val(scheduledBy)}::uuid`.as('scheduledBy'),
          ])
          .where('building.id', '=', visit.buildingId),
      )
      .returning('id')
      .executeTakeFirst();
    if (!inserted) throw new ProblemError('not_found');
    if (visit.roomIds?.length)
      await transaction
        .insertInto('inspectionRoom')
        .columns(['inspectionId', 'roomId'])
        .expression((eb) =>
          eb
            .selectFrom('room')
            .select([sql<string>`${inserted.id}::uuid`.as('inspectionId'), 'room.id as roomId'])
            .where('room.buildingId', '=', visit.buildingId)
            .where('room.id', 'in', visit.roomIds ?? []),
        )
        .execute();
    await audit(transaction, {
      action: 'inspection.scheduled',
      subjectKind: 'inspection',
      subjectId: inserted.id,
      details: { from: visit.day },
    });
  }
  await orderDays(transaction, wanted);
}

/**
 * Moves a visit that hasn't begun to another day or inspector.
 * @returns where it stood before @throws ProblemError inspector_has_conflict, inspector_was_there_last,
 * inspector_goes_already, visit_day_passed, visit_under_way, no_standard_adopted or not_found
 */
export async function moveVisit(
  transaction: ActorTransaction,
  { id, day, inspectorId, today }: { id: string; day: Day; inspectorId: string; today: Day },
): Promise<{ day: Day; inspectorId: string | null }> {
  const before = await transaction
    .selectFrom('inspection')
    .select([
      'scheduledOn as day',
      'inspectorId',
      'secondInspectorId',
      'reason',
      'buildingId',
      'standardId',
      'followsId',
    ])
    .where('id', '=', id)
    .where('state', '=', 'scheduled')
    .forUpdate()
    .executeTakeFirst();
  // Row-level security locks for the schedule what hasn't begun alone.
  if (!before) throw await notScheduled(transaction, id);
  if (day < today) throw new ProblemError('visit_day_passed');
  if (before.secondInspectorId === inspectorId) throw new ProblemError('inspector_goes_already');
  const adopted = await adoptionOn(transaction, day).select('standardId').executeTakeFirst();
  if (!adopted) throw new ProblemError('no_standard_adopted');
  // What was found is looked at again by the standard that it failed, whatever day that is.
  const { standardId } = before.followsId === null ? adopted : before;
  if (before.buildingId !== null && inspectorId !== before.inspectorId)
    await expectMayGo(transaction, [
      { buildingId: before.buildingId, inspectorId, day, reason: before.reason },
    ]);
  await transaction
    .updateTable('inspection')
    .set({ scheduledOn: day, inspectorId, standardId, visitOrder: null })
    .where('id', '=', id)
    .execute();
  await audit(transaction, {
    action: 'inspection.moved',
    subjectKind: 'inspection',
    subjectId: id,
    details: { from: day },
  });
  await orderDays(transaction, [before, { day, inspectorId }]);
  return before;
}

/** Takes a visit that hasn't begun off the schedule. @throws ProblemError visit_under_way or not_found */
export async function callOffVisit(transaction: ActorTransaction, { id }: { id: string }): Promise<void> {
  const gone = await transaction
    .deleteFrom('inspection')
    .where('id', '=', id)
    .where('state', '=', 'scheduled')
    .returning(['scheduledOn as day', 'inspectorId'])
    .executeTakeFirst();
  if (!gone) throw await notScheduled(transaction, id);
  await audit(transaction, {
    action: 'inspection.called_off',
    subjectKind: 'inspection',
    subjectId: id,
    details: { from: gone.day },
  });
  await orderDays(transaction, [gone]);
}

/** Why a visit can't be changed: it has begun, or there is none. */
async function notScheduled(transaction: ActorTransaction, id: string): Promise<ProblemError> {
  const begun = await transaction
    .selectFrom('inspection')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  return new ProblemError(begun ? 'visit_under_way' : 'not_found');
}

/** Who made the last check of each of these buildings. */
export async function listLastInspectors(
  transaction: ActorTransaction,
  { buildingIds }: { buildingIds: readonly string[] },
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (buildingIds.length === 0) return new Map();
  // inspection_building serves it.
  const { rows } = await sql<{ buildingId: string; inspectorIds: string[] }>`
    select distinct on (building_id) building_id,
      array_remove(array[inspector_id, second_inspector_id], null) as inspector_ids
    from inspection
    where building_id = any (${buildingIds}::uuid[]) and submitted_at is not null
    order by building_id, submitted_at desc, id desc
  `.execute(transaction);
  return new Map(rows.map(({ buildingId, inspectorIds }) => [buildingId, inspectorIds]));
}

/** Makes whoever else plans visits wait until the transaction ends, and then see what was planned. */
export async function takeTurnToPlan(transaction: ActorTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('plans_visits'))`.execute(transaction);
}

/**
 * A proposal that two planners confirm, or one twice, is planned once: one after the other they ask whether a building
 * has a visit to come (of a proposal), or one on that very day.
 * @throws ProblemError building_has_visit
 */
async function expectNotPlanned(
  transaction: ActorTransaction,
  wanted: readonly WantedVisit[],
  today: Day,
): Promise<void> {
  await takeTurnToPlan(transaction);
  const planned = await visits(transaction)
    .where('inspection.scheduledOn', '>=', today)
    .where('inspection.state', 'in', ['scheduled', 'under_way'])
    .where(
      'inspection.buildingId',
      'in',
      wanted.map(({ buildingId }) => buildingId),
    )
    .execute();
  for (const visit of planned)
    if (
      wanted.some(
        ({ buildingId, reason, day }) =>
          buildingId === visit.buildingId && (reason === 'risk' || day === visit.day),
      )
    )
      throw new ProblemError('building_has_visit', { building: visit.buildingName ?? '' });
}

/** @throws ProblemError inspector_has_conflict or inspector_was_there_last; not_found where no inspector is called so */
async function expectMayGo(transaction: ActorTransaction, wanted: readonly WantedVisit[]): Promise<void> {
  const inspectors = new Map(
    (await listInspectors(transaction)).map((inspector) => [inspector.accountId, inspector]),
  );
  const buildingIds = [...new Set(wanted.map(({ buildingId }) => buildingId))];
  const lastInspectors = await listLastInspectors(transaction, { buildingIds });
  const buildings = await transaction
    .selectFrom('building')
    .select(['id', 'siteId', 'name'])
    .where('id', 'in', buildingIds)
    .execute();
  const buildingOf = new Map(buildings.map((building) => [building.id, building]));
  for (const { buildingId, inspectorId, secondInspectorId, reason } of wanted) {
    const building = buildingOf.get(buildingId);
    if (!building) throw new ProblemError('not_found');
    for (const accountId of [inspectorId, secondInspectorId ?? []].flat()) {
      const inspector = inspectors.get(accountId);
      if (!inspector) throw new ProblemError('not_found');
      const hindrance = hindranceOf(inspector, {
        siteId: building.siteId,
        buildingId,
        lastInspectorIds: lastInspectors.get(buildingId) ?? [],
      });
      if (!mayBeSent(hindrance, reason))
        throw new ProblemError(
          hindrance === 'conflict' ? 'inspector_has_conflict' : 'inspector_was_there_last',
          { inspector: inspector.displayName, building: building.name },
        );
    }
  }
}

/** Puts the visits of these inspectors on these days in travel order. */
async function orderDays(
  transaction: ActorTransaction,
  rounds: readonly { readonly day: Day; readonly inspectorId: string | null }[],
): Promise<void> {
  const seen = new Set<string>();
  for (const { day, inspectorId } of rounds) {
    if (inspectorId === null || seen.has(`${day} ${inspectorId}`)) continue;
    seen.add(`${day} ${inspectorId}`);
    const stops = await visits(transaction)
      .where('inspection.scheduledOn', '=', day)
      .where('inspection.inspectorId', '=', inspectorId)
      .where('inspection.state', '=', 'scheduled')
      .execute();
    for (const [index, { id, visitOrder }] of inTravelOrder(stops).entries())
      if (visitOrder !== index + 1)
        await transaction
          .updateTable('inspection')
          .set({ visitOrder: index + 1 })
          .where('id', '=', id)
          .execute();
  }
}

/** The rooms of a building by their doors, floor by floor. */
export function listRoomNames(
  transaction: ActorTransaction,
  { buildingId }: { buildingId: string },
): Promise<readonly { readonly id: string; readonly name: string; readonly floor: number }[]> {
  return transaction
    .selectFrom('room')
    .select(['id', 'name', 'floor'])
    .where('buildingId', '=', buildingId)
    .orderBy('floor')
    .orderBy('name')
    .execute();
}
