import type { Insertable } from 'kysely';
import { sql } from 'kysely';
import type { CapacityChange as CapacityChangeTable } from '#db/schema.ts';
import type {
  CapacityChangeKind,
  CapacityChangeState,
  ChangedRoom,
  ChangePreview,
  ClosingPlace,
} from '#app/domain/capacity/changes/capacity-change.ts';
import type { ChangeDays } from '#app/domain/capacity/changes/change-days.ts';
import type { NamedPlace } from '#app/domain/capacity/changes/closing-place.ts';
import type { FactsChange } from '#app/domain/capacity/judging/facts-change.ts';
import type { Day } from '#app/domain/dates.ts';
import type { AccountId, CapacityChangeId, InspectionId } from '#app/domain/identity/ids.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { audit } from '#app/data/audit.ts';
import { placeNames } from './place-names.ts';
import { isAdoptionDay } from '#app/data/standards/standards.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

interface Proposed {
  readonly effectiveFrom: Day;
  /** The day by which those who live in a bed that closes have left; by default the day of effect. */
  readonly residentsUntil?: Day;
  readonly reason: string;
  readonly proposedBy: AccountId;
  /** The inspection that causes it. */
  readonly inspectionId?: InspectionId | null;
}

async function propose(
  transaction: ActorTransaction,
  values: Insertable<CapacityChangeTable>,
): Promise<CapacityChangeId> {
  const { id } = await transaction
    .insertInto('capacityChange')
    .values(values)
    .returning('id')
    .executeTakeFirstOrThrow();
  await audit(transaction, {
    action: 'capacity_change.proposed',
    subjectKind: 'capacity_change',
    subjectId: id,
    details: { from: values.effectiveFrom },
  });
  return id as CapacityChangeId;
}

/** Proposes that a standard be adopted; it is then to be prepared. */
export function proposeAdoption(
  transaction: ActorTransaction,
  {
    standardId,
    effectiveFrom,
    residentsUntil = effectiveFrom,
    ...rest
  }: Proposed & { readonly standardId: string },
): Promise<CapacityChangeId> {
  return propose(transaction, { kind: 'adoption', standardId, effectiveFrom, residentsUntil, ...rest });
}

/** Proposes that a place be closed until a day, or until it is opened again; it is then to be prepared. */
export function proposeClosure(
  transaction: ActorTransaction,
  {
    place,
    effectiveFrom,
    residentsUntil = effectiveFrom,
    ...rest
  }: Proposed & { readonly place: ClosingPlace; readonly closedUntil: Day | null },
): Promise<CapacityChangeId> {
  const { siteId, buildingId, floor, roomId, bedId } = place;
  return propose(transaction, {
    kind: 'closure',
    siteId,
    buildingId,
    floor,
    roomId,
    bedId,
    effectiveFrom,
    residentsUntil,
    ...rest,
  });
}

/** Proposes that measured facts stand as told from a day on; it is then to be prepared. */
export function proposeMeasurement(
  transaction: ActorTransaction,
  {
    facts,
    effectiveFrom,
    residentsUntil = effectiveFrom,
    ...rest
  }: Proposed & { readonly facts: FactsChange },
): Promise<CapacityChangeId> {
  return propose(transaction, {
    kind: 'measurement',
    facts: JSON.stringify(facts),
    effectiveFrom,
    residentsUntil,
    ...rest,
  });
}

export interface CapacityChange extends ChangeDays {
  readonly id: CapacityChangeId;
  readonly number: number;
  readonly kind: CapacityChangeKind;
  readonly state: CapacityChangeState;
  readonly reason: string;
  /** Of an adoption. */
  readonly standard: { readonly name: string; readonly nameAr: string | null } | null;
  /** What a closure closes; of a measurement its site. */
  readonly place: NamedPlace | null;
  readonly proposedBy: AccountId;
  readonly proposedByName: string;
  readonly proposedAt: Date;
  readonly preview: ChangePreview | null;
  readonly preparedAt: Date | null;
  /** Stands for the preview that was shown: who signs it agrees to that one and to no other. */
  readonly previewMark: string;
  /** Kept when a signed change could not take effect and is proposed again. */
  readonly signedByName: string | null;
  readonly signedAt: Date | null;
  readonly tookEffectAt: Date | null;
  readonly withdrawnByName: string | null;
  readonly withdrawnAt: Date | null;
  /** The day from which what it closed is open again, once somebody has opened it. */
  readonly reopenedOn: Day | null;
  readonly failure: string | null;
}

const previewMark = sql<string>`coalesce(change.prepared_at::text, '')`;

function changes(transaction: ActorTransaction) {
  return transaction
    .selectFrom('capacityChange as change')
    .innerJoin('account as proposer', 'proposer.id', 'change.proposedBy')
    .leftJoin('account as signer', 'signer.id', 'change.signedBy')
    .leftJoin('account as withdrawer', 'withdrawer.id', 'change.withdrawnBy')
    .leftJoin('standard', 'standard.id', 'change.standardId')
    .leftJoin('site', (join) =>
      join.on(sql<boolean>`site.id = coalesce(change.site_id, (change.facts ->> 'siteId')::uuid)`),
    )
    .leftJoin('building', 'building.id', 'change.buildingId')
    .leftJoin('room', 'room.id', 'change.roomId')
    .leftJoin('bed', 'bed.id', 'change.bedId')
    .select([
      'change.id',
      'change.number',
      'change.kind',
      'change.state',
      'change.effectiveFrom',
      'change.residentsUntil',
      'change.closedUntil',
      'change.reason',
      'site.id as siteId',
      'change.buildingId',
      'change.floor',
      'change.roomId',
      'change.bedId',
      'change.proposedBy',
      'change.proposedAt',
      'change.preview',
      'change.preparedAt',
      previewMark.as('previewMark'),
      'change.signedAt',
      'change.tookEffectAt',
      'change.withdrawnAt',
      'change.failure',
      'proposer.displayName as proposedByName',
      'signer.displayName as signedByName',
      'withdrawer.displayName as withdrawnByName',
      'standard.name as standardName',
      'standard.nameAr as standardNameAr',
      // What was closed and opened on one day leaves an empty range.
      sql<Day | null>`(
        select case when isempty(during) then change.effective_from else upper(during) end
        from closure
        where closure.change_id = change.id and reopened_at is not null
        limit 1
      )`.as('reopenedOn'),
      ...placeNames,
    ]);
}

type ChangeRow = Awaited<ReturnType<ReturnType<typeof changes>['executeTakeFirstOrThrow']>>;

function toChange(row: ChangeRow): CapacityChange {
  const { siteId, buildingId, floor, roomId, bedId, siteKey, siteAr, siteEn, ...rest } = row;
  const { buildingName, roomName, bedLabel, standardName, standardNameAr, ...change } = rest;
  return {
    ...change,
    id: change.id as CapacityChangeId,
    proposedBy: change.proposedBy as AccountId,
    preview: change.preview as unknown as ChangePreview | null,
    standard: standardName === null ? null : { name: standardName, nameAr: standardNameAr },
    place:
      siteId === null
        ? null
        : {
            siteId,
            buildingId,
            floor,
            roomId,
            bedId,
            siteKey: siteKey ?? '',
            siteAr: siteAr ?? '',
            siteEn: siteEn ?? '',
            buildingName,
            roomName,
            bedLabel,
          },
  };
}

/** Changes in one of these states, the newest first. */
export async function listChanges(
  transaction: ActorTransaction,
  { states, limit, offset }: { states: readonly CapacityChangeState[]; limit: number; offset: number },
): Promise<{ rows: CapacityChange[]; total: number }> {
  const { total } = await transaction
    .selectFrom('capacityChange')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('state', 'in', [...states])
    .executeTakeFirstOrThrow();
  const rows = await changes(transaction)
    .where('change.state', 'in', [...states])
    .orderBy('change.number', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return { rows: rows.map(toChange), total };
}

/** @throws ProblemError not_found */
export async function getChange(
  transaction: ActorTransaction,
  { changeId }: { changeId: CapacityChangeId },
): Promise<CapacityChange> {
  const row = await changes(transaction).where('change.id', '=', changeId).executeTakeFirst();
  if (!row) throw new ProblemError('not_found');
  return toChange(row);
}

/** Rooms whose capacity the change alters, those that lose most first. */
export async function listChangedRooms(
  transaction: ActorTransaction,
  { changeId, limit, offset }: { changeId: CapacityChangeId; limit: number; offset: number },
): Promise<{ rows: ChangedRoom[]; total: number }> {
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from capacity_change_room where change_id = ${changeId}
  `.execute(transaction);
  // The primary key of capacity_change_room serves the rooms, that of room_capacity each one's reason before.
  const { rows } = await sql<ChangedRoom>`
    select room.id as room_id, room.name as room_name, room.floor, building.id as building_id, building.name as building_name,
      site.key as site_key, site.name_ar as site_ar, site.name_en as site_en,
      changed.capacity_before, changed.capacity_after, before.binding_reason as reason_before,
      changed.binding_reason as reason_after
    from capacity_change_room as changed
    join capacity_change as change on change.id = changed.change_id
    join room on room.id = changed.room_id
    join building on building.id = changed.building_id
    join site on site.id = changed.site_id
    left join lateral (
      select binding_reason
      from room_capacity
      where room_capacity.room_id = changed.room_id and from_day < change.effective_from
      order by from_day desc
      limit 1
    ) as before on true
    where changed.change_id = ${changeId}
    order by changed.capacity_after - changed.capacity_before, site.key, building.name, room.floor, room.name
    limit ${limit} offset ${offset}
  `.execute(transaction);
  return { rows, total: counted.rows[0]?.total ?? 0 };
}

/** Where the change stands, held until this transaction ends. @throws ProblemError not_found */
async function lockChange(transaction: ActorTransaction, changeId: CapacityChangeId) {
  const change = await transaction
    .selectFrom('capacityChange as change')
    .select(['change.kind', 'change.state', 'change.effectiveFrom', 'change.proposedBy', 'change.datedBy'])
    .select(previewMark.as('previewMark'))
    .where('change.id', '=', changeId)
    .forUpdate()
    .executeTakeFirst();
  if (!change) throw new ProblemError('not_found');
  return change;
}

/**
 * Moves the days of a proposed change; it is then to be prepared anew.
 * @throws ProblemError change_not_in_state
 */
export async function rescheduleChange(
  transaction: ActorTransaction,
  {
    changeId,
    effectiveFrom,
    residentsUntil,
    closedUntil,
    datedBy,
  }: { changeId: CapacityChangeId; datedBy: AccountId } & ChangeDays,
): Promise<void> {
  const { kind, state } = await lockChange(transaction, changeId);
  if (state !== 'proposed' && state !== 'failed') throw new ProblemError('change_not_in_state');
  await transaction
    .updateTable('capacityChange')
    .set({
      state: 'preparing',
      effectiveFrom,
      residentsUntil,
      closedUntil: kind === 'closure' ? closedUntil : null,
      datedBy,
      preview: null,
      preparedAt: null,
      signedBy: null,
      signedAt: null,
      failure: null,
    })
    .where('id', '=', changeId)
    .execute();
  await audit(transaction, {
    action: 'capacity_change.rescheduled',
    subjectKind: 'capacity_change',
    subjectId: changeId,
    details: { from: effectiveFrom },
  });
}

/**
 * Signs a proposed change, which is then to take effect. An adoption is signed by a planner who neither proposed it nor
 * moved its days.
 * @throws ProblemError change_not_in_state, change_own_signature, change_prepared_anew, change_day_passed,
 *   adoption_day_taken where another standard is adopted from that day, or change_people_nowhere with `count` while nothing was decided for them
 */
export async function signChange(
  transaction: ActorTransaction,
  {
    changeId,
    signer,
    agreedTo,
    today,
  }: { changeId: CapacityChangeId; signer: AccountId; agreedTo: string; today: Day },
): Promise<void> {
  const change = await lockChange(transaction, changeId);
  if (change.state !== 'proposed') throw new ProblemError('change_not_in_state');
  if (change.kind === 'adoption' && (change.proposedBy === signer || change.datedBy === signer))
    throw new ProblemError('change_own_signature');
  if (change.previewMark !== agreedTo) throw new ProblemError('change_prepared_anew');
  if (change.kind !== 'measurement' && change.effectiveFrom < today)
    throw new ProblemError('change_day_passed');
  if (change.kind === 'adoption' && (await isAdoptionDay(transaction, { day: change.effectiveFrom })))
    throw new ProblemError('adoption_day_taken');
  const { count } = await transaction
    .selectFrom('relocation')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('changeId', '=', changeId)
    .where('bedId', 'is', null)
    .where('decision', 'is', null)
    .executeTakeFirstOrThrow();
  if (count > 0) throw new ProblemError('change_people_nowhere', { count });
  await transaction
    .updateTable('capacityChange')
    .set({ state: 'taking_effect', signedBy: signer, signedAt: new Date() })
    .where('id', '=', changeId)
    .execute();
  await audit(transaction, {
    action: 'capacity_change.signed',
    subjectKind: 'capacity_change',
    subjectId: changeId,
  });
}

/** @throws ProblemError change_not_in_state once it was signed or withdrawn */
export async function withdrawChange(
  transaction: ActorTransaction,
  { changeId, withdrawnBy }: { changeId: CapacityChangeId; withdrawnBy: AccountId },
): Promise<void> {
  const { state } = await lockChange(transaction, changeId);
  if (state !== 'preparing' && state !== 'proposed' && state !== 'failed')
    throw new ProblemError('change_not_in_state');
  await transaction
    .updateTable('capacityChange')
    .set({ state: 'withdrawn', withdrawnBy, withdrawnAt: new Date() })
    .where('id', '=', changeId)
    .execute();
  await audit(transaction, {
    action: 'capacity_change.withdrawn',
    subjectKind: 'capacity_change',
    subjectId: changeId,
  });
}
