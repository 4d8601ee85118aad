import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { dayRange } from '#app/data/day-range.ts';
import type { Database } from '#app/data/transaction.ts';
import type { Day, DayRange } from '#app/domain/dates.ts';
import type { Role, SignedInActor } from '#app/domain/identity/actor.ts';
import type { AccountId, EmployerId } from '#app/domain/identity/ids.ts';
import type { Sex, SexDesignation, Shift } from '#app/domain/placement/people.ts';

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
      compliantCapacity: beds,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
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
    .values(rows.map(({ id, ...place }) => ({ bedId: id, ...place, during: dayRange({ from, to }) })))
    .execute();
  return rows;
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

export async function aWorker(
  owner: Database,
  { employerId, sex = 'male', shift = 'day' }: { employerId: EmployerId; sex?: Sex; shift?: Shift },
): Promise<{ id: string; employerId: EmployerId; sex: Sex; shift: Shift }> {
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
  worker: { id: string; employerId: EmployerId; sex: Sex; shift: Shift },
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
