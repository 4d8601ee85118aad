import type { Criterion, Scope } from '#app/domain/standards/criterion.ts';
import type { Fact } from '#app/domain/standards/yardstick.ts';
import type { Lift } from './lift.ts';
import { liftOf } from './lift.ts';
import type { Allowance, Judges, Limit } from './limit.ts';
import { judgesOf, limitOf } from './limit.ts';
import type { BuildingFacts, FloorFacts, PlaceFacts, RoomFacts, SiteFacts } from './place-facts.ts';

/** A fact that nobody measured or counted, and the criterion that asks for it. */
interface MissingFact {
  readonly criterionKey: string;
  readonly fact: Fact;
}

/** How many people a place may hold by the criteria of its scope and by what lies within, and why. */
export interface Judgement extends Allowance {
  /** The tightest first; never empty, since what lies within is a limit too. */
  readonly limits: readonly Limit[];
  readonly binding: Limit;
  /** The first limit that allows more than the binding one, though not any number. */
  readonly next: Limit | null;
  /** Null where no facility, area or measurement of this place lifts it. */
  readonly lift: Lift | null;
  /** What would have to be known for the capacity to be certain, as far as this place's own facts go. */
  readonly missing: readonly MissingFact[];
}

interface RoomJudgement extends Judgement {
  readonly id: string;
}

interface FloorJudgement extends Judgement {
  readonly floor: number;
  readonly rooms: readonly RoomJudgement[];
}

export interface BuildingJudgement extends Judgement {
  readonly id: string;
  readonly floors: readonly FloorJudgement[];
}

export interface SiteJudgement extends Judgement {
  readonly id: string;
  readonly buildings: readonly BuildingJudgement[];
}

/** What a page tells of a place: without the limits further behind and the places within. */
export type JudgementSummary = Omit<Judgement, 'limits'>;

export const summaryOf = ({
  certain,
  possible,
  binding,
  next,
  lift,
  missing,
}: JudgementSummary): JudgementSummary => ({ certain, possible, binding, next, lift, missing });

export const judgeRoom = (room: RoomFacts, criteria: readonly Criterion[]): RoomJudgement =>
  roomBy(judgesOf(criteria), room);

export const judgeFloor = (floor: FloorFacts, criteria: readonly Criterion[]): FloorJudgement =>
  floorBy(judgesOf(criteria), floor);

export const judgeBuilding = (building: BuildingFacts, criteria: readonly Criterion[]): BuildingJudgement =>
  buildingBy(judgesOf(criteria), building);

/**
 * A room by itself, and the floor or the building where it is theirs that holds fewer; empty of a room that isn't there.
 * @param boundBy the scope of the criterion that last cut the room's capacity
 */
export function judgementsBehindRoom(
  building: BuildingJudgement,
  { roomId, boundBy }: { roomId: string; boundBy: Scope },
): readonly (JudgementSummary & { readonly scope: Scope })[] {
  for (const floor of building.floors) {
    const room = floor.rooms.find(({ id }) => id === roomId);
    if (!room) continue;
    const own = { scope: 'room', ...summaryOf(room) } as const;
    if (boundBy === 'floor') return [own, { scope: boundBy, ...summaryOf(floor) }];
    return boundBy === 'building' ? [own, { scope: boundBy, ...summaryOf(building) }] : [own];
  }
  return [];
}

export function judgeSite(site: SiteFacts, criteria: readonly Criterion[]): SiteJudgement {
  const judges = judgesOf(criteria);
  const buildings = site.buildings.map((building) => buildingBy(judges, building));
  return { id: site.id, buildings, ...judgementOf('site', judges, site, together(buildings)) };
}

function roomBy(judges: Judges, room: RoomFacts): RoomJudgement {
  const beds = { certain: room.designBeds, possible: room.designBeds };
  return { id: room.id, ...judgementOf('room', judges, room, beds) };
}

function floorBy(judges: Judges, floor: FloorFacts): FloorJudgement {
  const rooms = floor.rooms.map((room) => roomBy(judges, room));
  return { floor: floor.floor, rooms, ...judgementOf('floor', judges, floor, together(rooms)) };
}

function buildingBy(judges: Judges, building: BuildingFacts): BuildingJudgement {
  const floors = building.floors.map((floor) => floorBy(judges, floor));
  return { id: building.id, floors, ...judgementOf('building', judges, building, together(floors)) };
}

const together = (places: readonly Allowance[]): Allowance =>
  places.reduce<Allowance>(
    (sum, each) => ({ certain: sum.certain + each.certain, possible: sum.possible + each.possible }),
    { certain: 0, possible: 0 },
  );

function judgementOf(scope: Scope, judges: Judges, place: PlaceFacts, within: Allowance): Judgement {
  const judged = judges[scope].map((judge) => ({ judge, limit: limitOf(judge, place, within) }));
  const innermost: Limit = { kind: 'within', allows: within };
  const limits = [innermost, ...judged.map(({ limit }) => limit)].sort((one, other) =>
    one.allows.certain < other.allows.certain ? -1 : Number(one.allows.certain > other.allows.certain),
  );
  const binding = limits[0] ?? innermost;
  const { certain } = binding.allows;
  const possible = Math.min(...limits.map((limit) => limit.allows.possible));
  const next = limits.find(({ allows }) => allows.certain > certain && allows.certain < Infinity) ?? null;
  return {
    certain,
    possible,
    limits,
    binding,
    next,
    lift: liftOf(judges[scope], place, { people: certain, within: within.certain }),
    missing: judged.flatMap(({ judge: { yardstick }, limit }) =>
      'fact' in yardstick && limit.allows.certain < Math.min(limit.allows.possible, possible)
        ? [{ criterionKey: limit.criterionKey, fact: yardstick.fact }]
        : [],
    ),
  };
}
