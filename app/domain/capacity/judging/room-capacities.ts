import type { Criterion, Scope } from '#app/domain/standards/criterion.ts';
import type { Allowance, CriterionLimit, Judge, Judges } from './limit.ts';
import { judgesOf, limitOf, tightestOf } from './limit.ts';
import type { PlaceFacts, RoomFacts, SiteFacts } from './place-facts.ts';
import { shareOut, sumOf } from './share-out.ts';

/** The criterion that last cut a room's capacity, and what it allows in the room, floor, building or site that it binds. */
export interface BindingReason extends Pick<
  CriterionLimit,
  'criterionKey' | 'standardKey' | 'operator' | 'threshold' | 'unit' | 'measured'
> {
  readonly allows: number;
  readonly scope: Scope;
}

export interface RoomCapacity {
  readonly roomId: string;
  /** People who may certainly live in it, after sharing out what floor, building and site allow. */
  readonly compliantCapacity: number;
  /** The same if everything unknown were in order. */
  readonly possibleCapacity: number;
  /** Null where the room holds all its beds. */
  readonly bindingReason: BindingReason | null;
}

/**
 * What each room of a site may hold, building by building, floor by floor, in the order of names, which is the order in
 * which what floor, building and site allow is shared out.
 */
export function roomCapacities(site: SiteFacts, criteria: readonly Criterion[]): readonly RoomCapacity[] {
  const judges = judgesOf(criteria);
  const ofBuildings = inOrder(site.buildings, byName).flatMap((building) => {
    const ofFloors = inOrder(building.floors, (one, other) => one.floor - other.floor).flatMap((floor) => {
      const ofRooms = inOrder(floor.rooms, byName).map((room) => ownCapacity(room, judges));
      return cutTo('floor', floor, ofRooms, judges);
    });
    return cutTo('building', building, ofFloors, judges);
  });
  return cutTo('site', site, ofBuildings, judges);
}

function ownCapacity(room: RoomFacts, judges: Judges): RoomCapacity {
  const beds = { certain: room.designBeds, possible: room.designBeds };
  const { certain, possible, binding } = tightestOf(judges.room, room, beds);
  return {
    roomId: room.id,
    compliantCapacity: certain,
    possibleCapacity: possible,
    bindingReason: binding && reasonOf(binding, 'room', room, beds),
  };
}

/** The rooms of a place, cut to what the place allows; a room that gives up beds names the criterion of the place. */
function cutTo(
  scope: Scope,
  place: PlaceFacts,
  rooms: readonly RoomCapacity[],
  judges: Judges,
): readonly RoomCapacity[] {
  if (judges[scope].length === 0) return rooms;
  const certain = rooms.map((room) => room.compliantCapacity);
  const possible = rooms.map((room) => room.possibleCapacity);
  const within = { certain: sumOf(certain), possible: sumOf(possible) };
  const limit = tightestOf(judges[scope], place, within);
  if (limit.certain === within.certain && limit.possible === within.possible) return rooms;
  const compliant = shareOut(certain, limit.certain);
  // What is certain of a room stays possible, whatever turns out elsewhere.
  const hoped = shareOut(possible, limit.possible, compliant);
  const reason = limit.binding && reasonOf(limit.binding, scope, place, within);
  return rooms.map((room, index) => {
    const compliantCapacity = compliant[index] ?? 0;
    const isCut = compliantCapacity < room.compliantCapacity;
    return {
      roomId: room.roomId,
      compliantCapacity,
      possibleCapacity: hoped[index] ?? 0,
      bindingReason: isCut ? reason : room.bindingReason,
    };
  });
}

function reasonOf(judge: Judge, scope: Scope, place: PlaceFacts, within: Allowance): BindingReason {
  const { criterionKey, standardKey, operator, threshold, unit, measured, allows } = limitOf(
    judge,
    place,
    within,
  );
  return { criterionKey, standardKey, operator, threshold, unit, measured, allows: allows.certain, scope };
}

const inOrder = <Place>(places: readonly Place[], compare: (one: Place, other: Place) => number) =>
  [...places].sort(compare);

/** By code units, so that the order is the same everywhere. */
const byName = (one: { readonly name: string }, other: { readonly name: string }) =>
  one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
