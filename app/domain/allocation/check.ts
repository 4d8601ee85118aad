import type { DayRange } from '#app/domain/dates.ts';
import { covers, overlaps } from '#app/domain/dates.ts';
import { designationOf } from '#app/domain/placement/people.ts';
import type { Proposal } from './proposal.ts';
import type { Snapshot } from './snapshot.ts';

interface BrokenRule {
  readonly rule: string;
  readonly workerId: string;
  readonly bedId: string;
}

interface Occupant extends DayRange {
  readonly bedId: string;
  readonly workerId: string;
  readonly sex: string;
  readonly shift: string;
}

/** Every hard rule that a proposal breaks, found without anything that the allocator uses to keep them. */
export function brokenRules(snapshot: Snapshot, proposal: Proposal): BrokenRule[] {
  const beds = new Map(snapshot.beds.map((bed) => [bed.id as string, bed]));
  const rooms = new Map(snapshot.rooms.map((room) => [room.id as string, room]));
  const buildings = new Map(snapshot.buildings.map((building) => [building.id as string, building]));
  const requests = new Map(snapshot.requests.map((request) => [request.id as string, request]));
  const broken: BrokenRule[] = [];
  const occupants: Occupant[] = [...snapshot.assignments];
  const byBed = new Map<string, Occupant[]>();
  const byWorker = new Map<string, Occupant[]>();
  const byRoom = new Map<string, Occupant[]>();
  const add = (map: Map<string, Occupant[]>, key: string, occupant: Occupant) => {
    const others = map.get(key);
    if (others) others.push(occupant);
    else map.set(key, [occupant]);
    return (others ?? []).filter((other) => other !== occupant && overlaps(other, occupant));
  };
  const settle = (occupant: Occupant, isNew: boolean) => {
    const { workerId, bedId } = occupant;
    const room = beds.get(occupant.bedId)?.roomId ?? '';
    const inBed = add(byBed, occupant.bedId, occupant);
    const ofWorker = add(byWorker, workerId, occupant);
    const inRoom = add(byRoom, room, occupant);
    if (!isNew) return;
    if (inBed.length > 0) broken.push({ rule: 'two in one bed', workerId, bedId });
    if (ofWorker.length > 0) broken.push({ rule: 'one in two beds', workerId, bedId });
    if (inRoom.some((other) => other.sex !== occupant.sex))
      broken.push({ rule: 'two sexes in a room', workerId, bedId });
    if (inRoom.some((other) => other.shift !== occupant.shift))
      broken.push({ rule: 'two shifts in a room', workerId, bedId });
  };
  for (const occupant of occupants) settle(occupant, false);

  for (const placement of proposal.placements) {
    const { workerId, bedId } = placement;
    const request = requests.get(placement.requestId);
    const worker = request?.workers.find((each) => each.id === workerId);
    const bed = beds.get(placement.bedId);
    const room = rooms.get(bed?.roomId ?? '');
    const building = buildings.get(room?.buildingId ?? '');
    if (!request || !worker || !bed || !room || !building) {
      broken.push({ rule: 'unknown record', workerId, bedId });
      continue;
    }
    if (placement.from !== request.from || placement.to !== request.to)
      broken.push({ rule: 'other days than asked', workerId, bedId });
    if (placement.siteId !== building.siteId) broken.push({ rule: 'bed of another site', workerId, bedId });
    if (!bed.availability.some((range) => covers(range, placement)))
      broken.push({ rule: 'closed bed', workerId, bedId });
    if (building.sex !== designationOf[worker.sex])
      broken.push({ rule: 'building for the other sex', workerId, bedId });
    if (worker.stepFree && !(building.accessibleEntrance && room.accessible))
      broken.push({ rule: 'not accessible', workerId, bedId });
    if (worker.lowerBed && bed.upper) broken.push({ rule: 'upper bed', workerId, bedId });
    settle(
      {
        bedId: bed.id,
        workerId,
        sex: worker.sex,
        shift: worker.shift,
        from: placement.from,
        to: placement.to,
      },
      true,
    );
  }
  return broken;
}
