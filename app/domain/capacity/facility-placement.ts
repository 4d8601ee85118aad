import type { Criterion } from '#app/domain/standards/criterion.ts';
import { liftOf } from './judging/lift.ts';
import type { Judges } from './judging/limit.ts';
import { judgesOf, tightestOf } from './judging/limit.ts';
import type { BuildingFacts, Facilities, FloorFacts, SiteFacts } from './judging/place-facts.ts';
import { sumOf } from './judging/share-out.ts';

/** More facilities of one kind in one place: on a floor, in a building (no floor) or on the site (no building). */
export interface PlacedFacilities {
  readonly buildingId: string | null;
  readonly floor: number | null;
  readonly kind: string;
  readonly count: number;
}

export interface FacilityPlacement {
  readonly site: SiteFacts;
  /** In the order in which places were first given some. */
  readonly placed: readonly PlacedFacilities[];
  /** Those that would lift nothing anywhere, by kind. */
  readonly left: Facilities;
}

/** Facilities that let a place hold at least one more, and how many more its building, or site, then holds. */
interface Offer {
  readonly facilities: ReadonlyMap<string, number>;
  readonly size: number;
  readonly people: number;
  readonly floor: number | null;
  readonly becomes: BuildingHeld;
}

interface BuildingHeld {
  readonly building: BuildingFacts;
  readonly floors: readonly FloorHeld[];
  readonly people: number;
}

/** `rooms`: what its rooms certainly hold by themselves; `people`: what the floor does. */
interface FloorHeld {
  readonly rooms: number;
  readonly people: number;
}

/**
 * Distributes further facilities over a site, step by step: each step is the fewest facilities by which one floor holds
 * more, of all kinds that bind there together. The step with most people a facility comes first; among equals the first
 * by building and floor, and a building as a whole after its floors. Where building or site bind, a floor's gain counts
 * only as far as they allow, and steps of their own are taken. What is unknown lifts nothing on a floor, and doesn't
 * limit around it.
 */
export function placeFacilities(
  site: SiteFacts,
  criteria: readonly Criterion[],
  further: Facilities,
): FacilityPlacement {
  const judges = judgesOf(criteria);
  const left = new Map(Object.entries(further).filter(([, count]) => count > 0));
  const placed = new Map<string, PlacedFacilities>();
  const take = (facilities: ReadonlyMap<string, number>, buildingId: string | null, floor: number | null) => {
    for (const [kind, by] of facilities) {
      const place = `${buildingId}/${floor}/${kind}`;
      placed.set(place, { buildingId, floor, kind, count: (placed.get(place)?.count ?? 0) + by });
      left.set(kind, (left.get(kind) ?? 0) - by);
    }
  };
  const held = left.size > 0 ? site.buildings.map((building) => heldBy(building, judges)) : [];
  const offers = held.map((each) => offersOf(each, judges));
  let result = site;
  for (;;) {
    const together = sumOf(held.map(({ people }) => people));
    const allowed = tightestOf(judges.site, result, { certain: together, possible: together }).possible;
    if (together > allowed) {
      const facilities = furtherFor(judges.site, result, allowed, together);
      if (!facilities || !isThere(facilities, left)) break;
      result = withMore(result, facilities);
      take(facilities, null, null);
      continue;
    }
    const best = bestOf(offers, left);
    if (!best) break;
    held[best.index] = best.offer.becomes;
    offers[best.index] = offersOf(best.offer.becomes, judges);
    const buildings = held.map(({ building }) => building);
    result = { ...result, buildings };
    take(best.offer.facilities, best.offer.becomes.building.id, best.offer.floor);
  }
  return {
    site: result,
    placed: [...placed.values()],
    left: Object.fromEntries([...left].filter(([, count]) => count > 0)),
  };
}

function heldBy(building: BuildingFacts, judges: Judges): BuildingHeld {
  const floors = building.floors.map((floor) => {
    const rooms = sumOf(
      floor.rooms.map((room) => {
        const beds = { certain: room.designBeds, possible: room.designBeds };
        return tightestOf(judges.room, room, beds).certain;
      }),
    );
    return { rooms, people: certainOf(floor, rooms, judges) };
  });
  return { building, floors, people: togetherIn(building, floors, judges) };
}

const certainOf = (floor: FloorFacts, rooms: number, judges: Judges) =>
  tightestOf(judges.floor, floor, { certain: rooms, possible: rooms }).certain;

function togetherIn(building: BuildingFacts, floors: readonly FloorHeld[], judges: Judges): number {
  const together = sumOf(floors.map(({ people }) => people));
  return tightestOf(judges.building, building, { certain: together, possible: together }).possible;
}

/** What would let each floor of a building, and the building as a whole, hold more. */
function offersOf(held: BuildingHeld, judges: Judges): readonly Offer[] {
  const { building, floors, people } = held;
  const offer = (
    facilities: ReadonlyMap<string, number> | null,
    floor: number | null,
    become: (facilities: ReadonlyMap<string, number>) => BuildingHeld,
  ): readonly Offer[] => {
    if (!facilities) return [];
    const becomes = become(facilities);
    const size = sumOf([...facilities.values()]);
    return becomes.people > people
      ? [{ facilities, size, people: becomes.people - people, floor, becomes }]
      : [];
  };
  const ofFloors = building.floors.flatMap((floor, index) => {
    const { rooms, people: onFloor } = floors[index] ?? { rooms: 0, people: 0 };
    return offer(furtherFor(judges.floor, floor, onFloor, rooms), floor.floor, (facilities) => {
      const fuller = withMore(floor, facilities);
      const changed = { ...building, floors: building.floors.with(index, fuller) };
      const then = floors.with(index, { rooms, people: certainOf(fuller, rooms, judges) });
      return { building: changed, floors: then, people: togetherIn(changed, then, judges) };
    });
  });
  const together = sumOf(floors.map((floor) => floor.people));
  const ofBuilding = offer(furtherFor(judges.building, building, people, together), null, (facilities) => {
    const fuller = withMore(building, facilities);
    return { building: fuller, floors, people: togetherIn(fuller, floors, judges) };
  });
  return [...ofFloors, ...ofBuilding];
}

/** The fewest further facilities by which a place holds one more than `people`; null where not facilities alone do that. */
function furtherFor(
  judges: Judges['floor'],
  place: FloorFacts | BuildingFacts | SiteFacts,
  people: number,
  within: number,
): ReadonlyMap<string, number> | null {
  if (within <= people) return null;
  const lift = liftOf(judges, place, { people, within: people + 1 });
  if (!lift) return null;
  const steps = lift.steps.map((step) =>
    step.kind === 'more' && step.fact.kind === 'facility' ? ([step.fact.key, step.by] as const) : null,
  );
  return steps.every((step) => step !== null) && steps.length > 0 ? new Map(steps) : null;
}

const isThere = (facilities: ReadonlyMap<string, number>, left: ReadonlyMap<string, number>) =>
  [...facilities].every(([kind, by]) => (left.get(kind) ?? 0) >= by);

/** The first of those with most people a facility, among those for which enough is left. */
function bestOf(
  offers: readonly (readonly Offer[])[],
  left: ReadonlyMap<string, number>,
): { readonly index: number; readonly offer: Offer } | null {
  let best: { index: number; offer: Offer } | null = null;
  for (const [index, ofBuilding] of offers.entries()) {
    for (const offer of ofBuilding) {
      const isBetter = !best || offer.people * best.offer.size > best.offer.people * offer.size;
      if (isBetter && isThere(offer.facilities, left)) best = { index, offer };
    }
  }
  return best;
}

function withMore<Place extends { readonly facilities: Facilities }>(
  place: Place,
  facilities: ReadonlyMap<string, number>,
): Place {
  const more = [...facilities].map(([kind, by]) => [kind, (place.facilities[kind] ?? 0) + by] as const);
  return { ...place, facilities: { ...place.facilities, ...Object.fromEntries(more) } };
}
