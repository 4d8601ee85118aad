import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { dayRange } from '#app/data/day-range.ts';
import type { Database } from '#app/data/transaction.ts';
import type { Day, DayRange } from '#app/domain/dates.ts';
import type { Role, SignedInActor } from '#app/domain/identity/actor.ts';
import type { AccountId, EmployerId, PlacementRequestId, PlanId } from '#app/domain/identity/ids.ts';
import type { Sex, SexDesignation, Shift } from '#app/domain/placement/people.ts';
import type { PlacementRequestState } from '#app/domain/placement/states.ts';

/** Builders of records, written by the owner past row-level security: each gives one valid record, changed where told. */

let serial = 0;
const next = () => ++serial;

export interface BuiltBed {
  readonly id: string;
  readonly roomId: string;
  readonly buildingId: string;
  readonly siteId: string;
}

export async function aSite(owner: Database): Promise<string> {
  const key = `site-${next()}`;
  const site = await owner
    .insertInto('site')
    .values({
      key,
      nameAr: key,
      nameEn: key,
      governorateAr: 'الجهراء',
      governorateEn: 'Jahra',
      status: 'open',
      longitude: 47.6,
      latitude: 29.3,
      locationQuality: 'estimate',
      locationNote: 'made up',
      boundary: JSON.stringify({ type: 'Polygon', coordinates: [] }),
      boundaryQuality: 'estimate',
      areaM2: 1000,
      areaQuality: 'estimate',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return site.id;
}

/** A room in a building and site of its own, with `beds` beds that are available from `from` on. */
export async function aRoom(
  owner: Database,
  {
    beds = 4,
    sex = 'men',
    from = '2020-01-01',
    to = null,
  }: { beds?: number; sex?: SexDesignation; from?: Day; to?: Day | null } = {},
): Promise<readonly BuiltBed[]> {
  const siteId = await aSite(owner);
  const building = await owner
    .insertInto('building')
    .values({
      siteId,
      name: `B${next()}`,
      floorCount: 1,
      sex,
      accessibleEntrance: true,
      openedOn: from,
      longitude: 47.6,
      latitude: 29.3,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const room = await owner
    .insertInto('room')
    .values({
      siteId,
      buildingId: building.id,
      floor: 0,
      name: '0-01',
      floorAreaM2: 30,
      ceilingHeightM: 3,
      windows: 1,
      accessible: true,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await owner
    .insertInto('roomCapacity')
    .values({
      siteId,
      buildingId: building.id,
      roomId: room.id,
      fromDay: from,
      compliantCapacity: beds,
      possibleCapacity: beds,
    })
    .execute();
  const rows = await owner
    .insertInto('bed')
    .values(
      Array.from({ length: beds }, (_, index) => ({
        siteId,
        buildingId: building.id,
        roomId: room.id,
        label: String(index + 1),
        position: 'single' as const,
      })),
    )
    .returning(['id', 'roomId', 'buildingId', 'siteId'])
    .execute();
  await owner
    .insertInto('bedAvailability')
    .values(rows.map((bed) => availabilityOf(bed, { from, to })))
    .execute();
  return rows;
}

/**
 * A site of two buildings with two floors each, on each two rooms of four beds; none measured but by their area, all open
 * and of capacity four from 2020 on.
 */
export async function aFurnishedSite(owner: Database): Promise<(BuiltBed & { floor: number })[]> {
  const siteId = await aSite(owner);
  const { rows } = await sql<BuiltBed & { floor: number }>`
    with built as (
      insert into building (site_id, name, floor_count, sex, accessible_entrance, opened_on, longitude, latitude)
      select ${siteId}, 'B' || number, 2, 'men', true, '2020-01-01', 47.6, 29.3 from generate_series(1, 2) as number
      returning id
    ), rooms as (
      insert into room (site_id, building_id, floor, name, floor_area_m2, accessible)
      select ${siteId}, built.id, floor, floor || '-0' || number, 20, true
      from built, generate_series(0, 1) as floor, generate_series(1, 2) as number
      returning *
    ), capacities as (
      insert into room_capacity (room_id, building_id, site_id, from_day, compliant_capacity, possible_capacity)
      select id, building_id, site_id, '2020-01-01', 4, 4 from rooms
    ), beds as (
      insert into bed (site_id, building_id, room_id, label, position)
      select rooms.site_id, rooms.building_id, rooms.id, label::text, 'single' from rooms, generate_series(1, 4) as label
      returning *
    ), opened as (
      insert into bed_availability (bed_id, room_id, building_id, site_id, during)
      select id, room_id, building_id, site_id, '[2020-01-01,)' from beds
    )
    select beds.id, beds.room_id, beds.building_id, beds.site_id, rooms.floor
    from beds
    join rooms on rooms.id = beds.room_id
    order by beds.room_id, beds.label
  `.execute(owner);
  return rows;
}

/** A standard that asks these numbers of every room: at most where the key says so, else at least. */
export async function aStandard(owner: Database, rules: Readonly<Record<string, number>>): Promise<string> {
  const { id } = await owner
    .insertInto('standard')
    .values({ key: `standard-${next()}`, name: `Standard ${serial}`, confidence: 'composed' })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const [position, [key, threshold]] of Object.entries(rules).entries())
    await owner
      .insertInto('criterion')
      .values({
        standardId: id,
        key,
        operator: key.startsWith('max_') ? 'max' : 'min',
        threshold: JSON.stringify(threshold),
        scope: 'room',
        severity: 'critical',
        sourceStandard: 'kw-pam-2025',
        position,
      })
      .execute();
  return id;
}

/** The values of days on which this bed may be slept in. */
export function availabilityOf({ id, ...place }: BuiltBed, during: DayRange) {
  return { bedId: id, ...place, during: dayRange(during) };
}

export async function anEmployer(owner: Database): Promise<EmployerId> {
  const employer = await owner
    .insertInto('employer')
    .values({
      fileNumber: `F-${next()}`,
      name: `Employer ${serial}`,
      contactName: 'C',
      contactEmail: 'c@example.com',
      contactPhone: '1',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return employer.id as EmployerId;
}

export interface BuiltWorker {
  readonly id: string;
  readonly employerId: EmployerId;
  readonly sex: Sex;
  readonly shift: Shift;
}

export async function aWorker(
  owner: Database,
  { employerId, sex = 'male', shift = 'day' }: { employerId: EmployerId; sex?: Sex; shift?: Shift },
): Promise<BuiltWorker> {
  const worker = await owner
    .insertInto('worker')
    .values({
      employerId,
      fullName: `Worker ${next()}`,
      civilIdEncrypted: Buffer.from('sealed'),
      civilIdHash: randomBytes(32),
      sex,
      shift,
      birthDate: '1990-01-01',
      languages: ['hi'],
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id: worker.id, employerId, sex, shift };
}

export async function anAccount(
  owner: Database,
  { role, employerId = null }: { role: Role; employerId?: EmployerId | null },
): Promise<SignedInActor> {
  const displayName = `${role} ${next()}`;
  const account = await owner
    .insertInto('account')
    .values({ email: `account-${serial}@example.com`, displayName, passwordHash: 'none', role, employerId })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { kind: 'person', accountId: account.id as AccountId, role, employerId, displayName };
}

/** The values of an assignment of this worker to this bed. */
export function assignmentOf(
  worker: BuiltWorker,
  bed: BuiltBed,
  during: DayRange = { from: '2026-01-01', to: '2027-01-01' },
) {
  return {
    bedId: bed.id,
    roomId: bed.roomId,
    buildingId: bed.buildingId,
    siteId: bed.siteId,
    workerId: worker.id,
    employerId: worker.employerId,
    sex: worker.sex,
    shift: worker.shift,
    during: sql<string>`${dayRange(during)}`,
  };
}

/** A request of the employer for these workers, in this state. */
export async function aRequest(
  owner: Database,
  {
    employerId,
    workers,
    state = 'accepted',
    during = { from: '2026-01-01', to: '2027-01-01' },
  }: {
    employerId: EmployerId;
    workers: readonly { id: string }[];
    state?: PlacementRequestState;
    during?: DayRange;
  },
): Promise<PlacementRequestId> {
  const workplace = await owner
    .insertInto('workplace')
    .values({ employerId, name: `Workplace ${next()}`, longitude: 47.9, latitude: 29.3 })
    .returning('id')
    .executeTakeFirstOrThrow();
  const request = await owner
    .insertInto('placementRequest')
    .values({
      employerId,
      workplaceId: workplace.id,
      during: dayRange(during),
      state,
      submittedAt: state === 'draft' ? null : new Date(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (workers.length > 0) {
    await owner
      .insertInto('placementRequestWorker')
      .values(workers.map((worker) => ({ requestId: request.id, workerId: worker.id, employerId })))
      .execute();
  }
  return request.id as PlacementRequestId;
}

/** A plan that proposes these beds and awaits its second signature. */
export async function aProposedPlan(
  owner: Database,
  {
    startedBy,
    placements,
    moves = [],
    verified = true,
    sharedRooms = true,
    during = { from: '2026-01-01', to: '2027-01-01' },
  }: {
    startedBy: AccountId;
    placements: readonly { bed: BuiltBed; workerId: string; requestId: PlacementRequestId }[];
    /** Of stays, each to the bed, from the day on to the stay's end. */
    moves?: readonly { stayId: string; bed: BuiltBed; on: Day }[];
    verified?: boolean;
    sharedRooms?: boolean;
    during?: DayRange;
  },
): Promise<PlanId> {
  const plan = await owner
    .insertInto('plan')
    .values({
      startedBy,
      options: JSON.stringify({ sharedRooms }),
      snapshotDay: during.from,
      measures: '{}',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (placements.length > 0) {
    await owner
      .insertInto('planRequest')
      .values(
        [...new Set(placements.map(({ requestId }) => requestId))].map((requestId) => ({
          planId: plan.id,
          requestId,
        })),
      )
      .execute();
    await owner
      .insertInto('planPlacement')
      .values(
        placements.map(({ bed, workerId, requestId }) => ({
          planId: plan.id,
          workerId,
          requestId,
          bedId: bed.id,
          siteId: bed.siteId,
          during: dayRange(during),
          reasons: '[]',
        })),
      )
      .execute();
  }
  for (const { stayId, bed, on } of moves)
    await sql`
      insert into plan_move (plan_id, assignment_id, worker_id, from_bed_id, bed_id, site_id, during)
      select ${plan.id}, id, worker_id, bed_id, ${bed.id}, site_id, daterange(${on}, upper(during))
      from assignment where id = ${stayId}
    `.execute(owner);
  await owner
    .updateTable('plan')
    .set({ state: 'proposed', verifiedAt: verified ? new Date() : null, brokenRules: verified ? '[]' : null })
    .where('id', '=', plan.id)
    .execute();
  return plan.id as PlanId;
}
