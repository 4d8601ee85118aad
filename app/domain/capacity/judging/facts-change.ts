import type { BuildingFacts, Facilities, FloorFacts, Measured, RoomFacts, SiteFacts } from './place-facts.ts';

/** A place within a site: what is null lies around it. */
export interface PlaceWithin {
  readonly buildingId: string | null;
  readonly floor: number | null;
  readonly roomId: string | null;
}

/** Facts of places of one site as they will stand; null says that a fact is not known any more. */
export interface FactsChange {
  readonly siteId: string;
  readonly rooms: readonly ({ readonly roomId: string } & Partial<
    Pick<RoomFacts, 'floorAreaM2' | 'ceilingHeightM' | 'windows'>
  >)[];
  readonly facilities: readonly (PlaceWithin & { readonly kind: string; readonly count: number | null })[];
  readonly measured: readonly (PlaceWithin & {
    readonly key: string;
    readonly value: number | boolean | null;
  })[];
}

/** The site as it is once the facts stand. */
export function withFacts(site: SiteFacts, change: FactsChange): SiteFacts {
  const measuredOf = new Map(change.rooms.map(({ roomId, ...facts }) => [roomId, facts]));
  const facilitiesOf = Map.groupBy(change.facilities, placeKey);
  const factsOf = Map.groupBy(change.measured, placeKey);
  const at = <Place extends { readonly facilities: Facilities; readonly measured: Measured }>(
    place: Place,
    within: PlaceWithin,
  ): Place => {
    const key = placeKey(within);
    return {
      ...place,
      facilities: changed(
        place.facilities,
        (facilitiesOf.get(key) ?? []).map(({ kind, count }) => [kind, count] as const),
      ),
      measured: changed(
        place.measured,
        (factsOf.get(key) ?? []).map(({ key: fact, value }) => [fact, value] as const),
      ),
    };
  };
  const roomWith = (room: RoomFacts, buildingId: string): RoomFacts => ({
    ...at(room, { buildingId, floor: room.floor, roomId: room.id }),
    ...measuredOf.get(room.id),
  });
  const floorWith = (floor: FloorFacts, buildingId: string): FloorFacts => ({
    ...at(floor, { buildingId, floor: floor.floor, roomId: null }),
    rooms: floor.rooms.map((room) => roomWith(room, buildingId)),
  });
  const buildingWith = (building: BuildingFacts): BuildingFacts => ({
    ...at(building, { buildingId: building.id, floor: null, roomId: null }),
    floors: building.floors.map((floor) => floorWith(floor, building.id)),
  });
  return {
    ...at(site, { buildingId: null, floor: null, roomId: null }),
    buildings: site.buildings.map(buildingWith),
  };
}

const placeKey = ({ buildingId, floor, roomId }: PlaceWithin) =>
  `${buildingId ?? ''}/${floor ?? ''}/${roomId ?? ''}`;

function changed<Value>(
  facts: Readonly<Record<string, Value>>,
  changes: readonly (readonly [string, Value | null])[],
): Readonly<Record<string, Value>> {
  const result = new Map(Object.entries(facts));
  for (const [key, value] of changes) {
    if (value === null) result.delete(key);
    else result.set(key, value);
  }
  return Object.fromEntries(result);
}
