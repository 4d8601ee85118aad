import { createHash } from 'node:crypto';
import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type {
  Snapshot,
  SnapshotBed,
  SnapshotRequest,
  SnapshotWorker,
} from '#app/domain/allocation/snapshot.ts';
import type { Day, DayRange } from '#app/domain/dates.ts';
import type {
  AssignmentId,
  BedId,
  BuildingId,
  EmployerId,
  PlacementRequestId,
  PlanId,
  RoomId,
  SiteId,
  WorkerId,
} from '#app/domain/identity/ids.ts';
import type { WorkerLanguage } from '#app/domain/placement/people.ts';
import { plannableStates } from '#app/domain/placement/states.ts';
import { endsAfter, parseDayRange } from '#app/data/day-range.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** All that the allocator may look at for one plan: places, who is in them from `day` on, and the plan's requests. */
export async function takeSnapshot(
  transaction: ActorTransaction,
  { planId, day }: { planId: PlanId; day: Day },
): Promise<Snapshot> {
  const housing = await readHousing(transaction, { day });
  const ofPlan = sql<boolean>`request.id in (select request_id from plan_request where plan_id = ${planId})`;
  return { ...housing, requests: await requestsWhere(transaction, ofPlan) };
}

/** The same for every request that a plan might take, with the sites of `opening` as if they were open. */
export async function takeWholeSnapshot(
  transaction: ActorTransaction,
  { day, opening }: { day: Day; opening: readonly BuildingId[] },
): Promise<Snapshot> {
  const housing = await readHousing(transaction, { day, opening });
  return { ...housing, requests: await requestsWhere(transaction, sql<boolean>`true`) };
}

/**
 * The places, and who is in them from `day` on. A bed that is kept for its resident is open to nobody. `opening`: buildings
 * whose sites count as open.
 */
export async function readHousing(
  transaction: ActorTransaction,
  { day, opening = [] }: { day: Day; opening?: readonly BuildingId[] },
): Promise<Omit<Snapshot, 'requests'>> {
  const isOpen = sql<boolean>`(
    site.status = 'open' or site.id in (select site_id from building where id = any(${[...opening]}::uuid[]))
  )`;
  const sites = await transaction
    .selectFrom('site')
    .select(['id', 'longitude', 'latitude'])
    .where(isOpen)
    .execute();
  const buildings = await transaction
    .selectFrom('building')
    .innerJoin('site', 'site.id', 'building.siteId')
    .where(isOpen)
    .select(['building.id', 'building.siteId', 'building.sex', 'building.accessibleEntrance'])
    .execute();
  const rooms = await transaction
    .selectFrom('room')
    .innerJoin('site', 'site.id', 'room.siteId')
    .where(isOpen)
    .select(['room.id', 'room.buildingId', 'room.floor', 'room.accessible'])
    .execute();
  const beds = await transaction
    .selectFrom('bed')
    .innerJoin('site', 'site.id', 'bed.siteId')
    .where(isOpen)
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
    .innerJoin('worker', 'worker.id', 'assignment.workerId')
    .select([
      'assignment.id',
      'assignment.bedId',
      'assignment.workerId',
      'assignment.employerId',
      'assignment.sex',
      'assignment.shift',
      'assignment.during',
      'worker.accessNeeds',
      'worker.languages',
    ])
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
    assignments: assignments.map(({ during, accessNeeds, languages, ...rest }) => ({
      ...rest,
      ...parseDayRange(during),
      ...needsOf(accessNeeds),
      id: rest.id as AssignmentId,
      languages: languages as WorkerLanguage[],
      bedId: rest.bedId as BedId,
      workerId: rest.workerId as WorkerId,
      employerId: rest.employerId as EmployerId,
    })),
  };
}

async function requestsWhere(
  transaction: ActorTransaction,
  isChosen: RawBuilder<boolean>,
): Promise<Snapshot['requests']> {
  const requests = await transaction
    .selectFrom('placementRequest as request')
    .innerJoin('workplace', 'workplace.id', 'request.workplaceId')
    .select([
      'request.id',
      'request.employerId',
      'request.workplaceId',
      'workplace.longitude',
      'workplace.latitude',
      'request.priority',
      'request.submittedAt',
      'request.during',
    ])
    .where(isChosen)
    .where('request.state', 'in', [...plannableStates])
    .execute();
  const members = await transaction
    .selectFrom('placementRequest as request')
    .innerJoin('placementRequestWorker as member', 'member.requestId', 'request.id')
    .innerJoin('worker', 'worker.id', 'member.workerId')
    .select([
      'member.requestId',
      'member.crew',
      'worker.id',
      'worker.sex',
      'worker.shift',
      'worker.accessNeeds',
      'worker.languages',
    ])
    .where(isChosen)
    .where('request.state', 'in', [...plannableStates])
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
  const minutesOf = await travelMinutesOf(transaction, isChosen);
  return requests.map(({ during, submittedAt, workplaceId, ...request }) => ({
    ...request,
    ...parseDayRange(during ?? ''),
    ...minutesOf(workplaceId),
    id: request.id as PlacementRequestId,
    employerId: request.employerId as EmployerId,
    submittedAt: submittedAt?.toISOString() ?? '',
    workers: (membersOf.get(request.id) ?? []).map(
      ({ id, sex, shift, crew, accessNeeds, languages }): SnapshotWorker => ({
        id: id as WorkerId,
        sex,
        shift,
        crew,
        ...needsOf(accessNeeds),
        languages: languages as WorkerLanguage[],
      }),
    ),
  }));
}

const needsOf = (accessNeeds: readonly string[]) => ({
  stepFree: accessNeeds.includes('step_free'),
  lowerBed: accessNeeds.includes('lower_bed'),
});

/** What the ministry's table says of the requests' workplaces, for the requests that it says something of. */
async function travelMinutesOf(
  transaction: ActorTransaction,
  isChosen: RawBuilder<boolean>,
): Promise<(workplaceId: string | null) => Pick<SnapshotRequest, 'travelMinutes'>> {
  const { rows } = await sql<{ workplaceId: string; minutes: Record<SiteId, number> }>`
    select workplace_id, jsonb_object_agg(site_id, minutes) as minutes
    from travel_time
    where workplace_id in (
      select request.workplace_id from placement_request as request where ${isChosen}
    )
    group by workplace_id
  `.execute(transaction);
  const minutesOf = new Map<string | null, Record<SiteId, number>>(
    rows.map(({ workplaceId, minutes }) => [workplaceId, minutes]),
  );
  return (workplaceId) => {
    const travelMinutes = minutesOf.get(workplaceId);
    return travelMinutes ? { travelMinutes } : {};
  };
}

/** Reads a `datemultirange` as Postgres prints it: disjoint ranges, those that touch already joined. */
function parseDayRanges(text: string | null): DayRange[] {
  return [...(text ?? '').matchAll(/\[[^)]*\)/g)].map(([range]) => parseDayRange(range));
}

/** Tells two snapshots apart: the same places, people and requests give the same digest. */
export function digestOf(snapshot: Snapshot): string {
  const hash = createHash('sha256');
  const { sites, buildings, rooms, beds, assignments, requests } = snapshot;
  for (const list of [sites, buildings, rooms, beds, assignments, requests]) {
    for (const line of list.map((item) => JSON.stringify(item)).sort()) hash.update(line);
  }
  return hash.digest('hex');
}
