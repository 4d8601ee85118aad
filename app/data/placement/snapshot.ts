import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Snapshot, SnapshotBed, SnapshotWorker } from '#app/domain/allocation/snapshot.ts';
import type { Day, DayRange } from '#app/domain/dates.ts';
import type {
  BedId,
  BuildingId,
  EmployerId,
  PlacementRequestId,
  PlanId,
  RoomId,
  SiteId,
  WorkerId,
} from '#app/domain/identity/ids.ts';
import { endsAfter, parseDayRange } from '#app/data/day-range.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** All that the allocator may look at for one plan: places, who is in them from `day` on, and the plan's requests. */
export async function takeSnapshot(
  transaction: ActorTransaction,
  { planId, day }: { planId: PlanId; day: Day },
): Promise<Snapshot> {
  const housing = await readHousing(transaction, { day });
  return { ...housing, requests: await requestsOf(transaction, planId) };
}

/** The places, and who is in them from `day` on. A bed that is kept for its resident is open to nobody. */
export async function readHousing(
  transaction: ActorTransaction,
  { day }: { day: Day },
): Promise<Omit<Snapshot, 'requests'>> {
  const sites = await transaction
    .selectFrom('site')
    .select(['id', 'longitude', 'latitude'])
    .where('status', '=', 'open')
    .execute();
  const buildings = await transaction
    .selectFrom('building')
    .innerJoin('site', 'site.id', 'building.siteId')
    .where('site.status', '=', 'open')
    .select(['building.id', 'building.siteId', 'building.sex', 'building.accessibleEntrance'])
    .execute();
  const rooms = await transaction
    .selectFrom('room')
    .innerJoin('site', 'site.id', 'room.siteId')
    .where('site.status', '=', 'open')
    .select(['room.id', 'room.buildingId', 'room.floor', 'room.accessible'])
    .execute();
  const beds = await transaction
    .selectFrom('bed')
    .innerJoin('site', 'site.id', 'bed.siteId')
    .where('site.status', '=', 'open')
    .leftJoin('bedAvailability', (join) =>
      join
        .onRef('bedAvailability.bedId', '=', 'bed.id')
        .on('bedAvailability.keptFor', 'is', null)
        .on(endsAfter(day)),
    )
    .select([
      'bed.id',
      'bed.roomId',
      'bed.position',
      sql<string | null>`range_agg(bed_availability.during)::text`.as('availability'),
    ])
    .groupBy('bed.id')
    .execute();
  const assignments = await transaction
    .selectFrom('assignment')
    .select(['bedId', 'workerId', 'employerId', 'sex', 'shift', 'during'])
    .where(endsAfter(day))
    .execute();
  return {
    day,
    sites: sites.map((site) => ({ ...site, id: site.id as SiteId })),
    buildings: buildings.map((building) => ({
      ...building,
      id: building.id as BuildingId,
      siteId: building.siteId as SiteId,
    })),
    rooms: rooms.map((room) => ({
      ...room,
      id: room.id as RoomId,
      buildingId: room.buildingId as BuildingId,
    })),
    beds: beds.map((bed): SnapshotBed => ({
      id: bed.id as BedId,
      roomId: bed.roomId as RoomId,
      upper: bed.position === 'upper',
      availability: parseDayRanges(bed.availability),
    })),
    assignments: assignments.map(({ during, ...rest }) => ({
      ...rest,
      ...parseDayRange(during),
      bedId: rest.bedId as BedId,
      workerId: rest.workerId as WorkerId,
      employerId: rest.employerId as EmployerId,
    })),
  };
}

async function requestsOf(transaction: ActorTransaction, planId: PlanId): Promise<Snapshot['requests']> {
  const requests = await transaction
    .selectFrom('planRequest')
    .innerJoin('placementRequest as request', 'request.id', 'planRequest.requestId')
    .innerJoin('workplace', 'workplace.id', 'request.workplaceId')
    .select([
      'request.id',
      'request.employerId',
      'workplace.longitude',
      'workplace.latitude',
      'request.priority',
      'request.submittedAt',
      'request.during',
    ])
    .where('planRequest.planId', '=', planId)
    .where('request.state', 'in', ['accepted', 'partly_placed'])
    .execute();
  const members = await transaction
    .selectFrom('planRequest')
    .innerJoin('placementRequestWorker as member', 'member.requestId', 'planRequest.requestId')
    .innerJoin('worker', 'worker.id', 'member.workerId')
    .select([
      'member.requestId',
      'member.crew',
      'worker.id',
      'worker.sex',
      'worker.shift',
      'worker.accessNeeds',
    ])
    .where('planRequest.planId', '=', planId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('assignment')
            .select('assignment.id')
            .whereRef('assignment.requestId', '=', 'member.requestId')
            .whereRef('assignment.workerId', '=', 'member.workerId'),
        ),
      ),
    )
    .execute();
  const membersOf = Map.groupBy(members, (member) => member.requestId);
  return requests.map(({ during, submittedAt, ...request }) => ({
    ...request,
    ...parseDayRange(during ?? ''),
    id: request.id as PlacementRequestId,
    employerId: request.employerId as EmployerId,
    submittedAt: submittedAt?.toISOString() ?? '',
    workers: (membersOf.get(request.id) ?? []).map(
      ({ id, sex, shift, crew, accessNeeds }): SnapshotWorker => ({
        id: id as WorkerId,
        sex,
        shift,
        crew,
        stepFree: accessNeeds.includes('step_free'),
        lowerBed: accessNeeds.includes('lower_bed'),
      }),
    ),
  }));
}

/** Reads a `datemultirange` as Postgres prints it: disjoint ranges, those that touch already joined. */
function parseDayRanges(text: string | null): DayRange[] {
  return [...(text ?? '').matchAll(/\[[^)]*\)/g)].map(([range]) => parseDayRange(range));
}

/** Tells two snapshots apart: the same places, people and requests give the same digest. */
export function digestOf(snapshot: Snapshot): string {
  const hash = createHash('sha256');
  for (const list of [snapshot.beds, snapshot.assignments, snapshot.requests]) {
    for (const line of list.map((item) => JSON.stringify(item)).sort()) hash.update(line);
  }
  return hash.digest('hex');
}
