import { sql } from 'kysely';
import type { EmployerShare } from '#app/domain/allocation/proposal.ts';
import type { BedPlace } from '#app/domain/capacity/bed-place.ts';
import type { DayRange } from '#app/domain/dates.ts';
import type {
  AssignmentId,
  BedId,
  EmployerId,
  PlacementRequestId,
  PlanId,
  WorkerId,
} from '#app/domain/identity/ids.ts';
import type { OvertakenCode } from '#app/domain/placement/overtaken.ts';
import { parseDayRange } from '#app/data/day-range.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** What each employer of the plan asked and got, by name; none in plans of the first releases. */
export async function listEmployerShares(
  transaction: ActorTransaction,
  { planId }: { planId: PlanId },
): Promise<(EmployerShare & { readonly employerName: string })[]> {
  const rows = await transaction
    .selectFrom('planEmployer as share')
    .innerJoin('employer', 'employer.id', 'share.employerId')
    .select([
      'share.employerId',
      'employer.name as employerName',
      'share.asked',
      'share.placed',
      'share.firstComePlaced',
    ])
    .where('share.planId', '=', planId)
    .orderBy('employer.name')
    .orderBy('share.employerId')
    .execute();
  return rows.map((row) => ({ ...row, employerId: row.employerId as EmployerId }));
}

interface PlannedMove extends DayRange {
  readonly assignmentId: AssignmentId;
  readonly workerId: WorkerId;
  readonly workerName: string;
  readonly employerName: string;
  readonly siteAr: string;
  readonly siteEn: string;
  readonly fromBed: BedInSite;
  /** Lived in from `from`, the day of the move. */
  readonly bed: BedInSite;
  /** Whom the plan places in the room that is left, from the day of the move on: request by request. */
  readonly roomFor: readonly RoomFor[];
  /** Why the move was left out when the plan was applied. */
  readonly leftOut: OvertakenCode | null;
}

type BedInSite = Pick<BedPlace, 'buildingName' | 'roomName' | 'bedLabel'> & { readonly roomId: string };

interface RoomFor {
  readonly requestId: string;
  readonly requestNumber: number;
  readonly workers: number;
}

/** The housed workers whom the plan moves, by name. */
export async function listMoves(
  transaction: ActorTransaction,
  { planId, limit, offset }: { planId: PlanId; limit: number; offset: number },
): Promise<{ rows: PlannedMove[]; total: number }> {
  const { total } = await transaction
    .selectFrom('planMove')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('planId', '=', planId)
    .executeTakeFirstOrThrow();
  const rows = await transaction
    .selectFrom('planMove as move')
    .innerJoin('worker', 'worker.id', 'move.workerId')
    .innerJoin('employer', 'employer.id', 'worker.employerId')
    .innerJoin('site', 'site.id', 'move.siteId')
    .innerJoin('bed as left', 'left.id', 'move.fromBedId')
    .innerJoin('room as leftRoom', 'leftRoom.id', 'left.roomId')
    .innerJoin('building as leftBuilding', 'leftBuilding.id', 'left.buildingId')
    .innerJoin('bed', 'bed.id', 'move.bedId')
    .innerJoin('room', 'room.id', 'bed.roomId')
    .innerJoin('building', 'building.id', 'bed.buildingId')
    .select([
      'move.assignmentId',
      'move.workerId',
      'worker.fullName as workerName',
      'employer.name as employerName',
      'site.nameAr as siteAr',
      'site.nameEn as siteEn',
      'move.during',
      'move.leftOut',
      'left.roomId as leftRoomId',
      'left.label as leftLabel',
      'leftRoom.name as leftRoomName',
      'leftBuilding.name as leftBuildingName',
      'bed.roomId',
      'bed.label as bedLabel',
      'room.name as roomName',
      'building.name as buildingName',
    ])
    .where('move.planId', '=', planId)
    .orderBy('worker.fullName')
    .orderBy('move.assignmentId')
    .limit(limit)
    .offset(offset)
    .execute();
  const roomFor = await whoFindsRoom(transaction, {
    planId,
    moves: rows.map(({ assignmentId }) => assignmentId),
  });
  return {
    total,
    rows: rows.map(
      ({
        during,
        leftRoomId,
        leftLabel,
        leftRoomName,
        leftBuildingName,
        roomId,
        bedLabel,
        roomName,
        buildingName,
        ...row
      }) => ({
        ...row,
        ...parseDayRange(during),
        assignmentId: row.assignmentId as AssignmentId,
        workerId: row.workerId as WorkerId,
        fromBed: {
          roomId: leftRoomId,
          buildingName: leftBuildingName,
          roomName: leftRoomName,
          bedLabel: leftLabel,
        },
        bed: { roomId, buildingName, roomName, bedLabel },
        roomFor: roomFor.get(row.assignmentId) ?? [],
        leftOut: row.leftOut as OvertakenCode | null,
      }),
    ),
  };
}

/** Whom the plan places in rooms that the movers leave; the plan's placements are read once. */
async function whoFindsRoom(
  transaction: ActorTransaction,
  { planId, moves }: { planId: PlanId; moves: readonly string[] },
): Promise<ReadonlyMap<string, RoomFor[]>> {
  const { rows } = await sql<RoomFor & { assignmentId: string }>`
    select move.assignment_id, request.id as request_id, request.number as request_number, count(*)::int as workers
    from plan_move as move
    join bed as left_bed on left_bed.id = move.from_bed_id
    join bed as given on given.room_id = left_bed.room_id
    join plan_placement as placement
      on placement.plan_id = move.plan_id and placement.bed_id = given.id and placement.during && move.during
    join placement_request as request on request.id = placement.request_id
    where move.plan_id = ${planId} and move.assignment_id = any(${[...moves]}::uuid[])
      and move.left_out is null and placement.left_out is null
    group by move.assignment_id, request.id
    order by request.number
  `.execute(transaction);
  return Map.groupBy(rows, ({ assignmentId }) => assignmentId);
}

/** Where a plan put people: for a plan that is made anew over it. Those whom its application left out are not among them. */
export async function placementsOf(
  transaction: ActorTransaction,
  { planId }: { planId: PlanId },
): Promise<{ workerId: WorkerId; requestId: PlacementRequestId; bedId: BedId }[]> {
  const { rows } = await sql<{ workerId: WorkerId; requestId: PlacementRequestId; bedId: BedId }>`
    select worker_id, request_id, bed_id
    from plan_placement
    where plan_id = ${planId} and bed_id is not null and left_out is null
    order by request_id, worker_id
  `.execute(transaction);
  return rows;
}
