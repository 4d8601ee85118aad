import type {
  BuildingFacts,
  FloorFacts,
  PlaceFacts,
  RoomFacts,
  SiteFacts,
} from '#app/domain/capacity/judging/place-facts.ts';
import type { Criterion } from '#app/domain/standards/criterion.ts';

export const aCriterion = (criterion: Partial<Criterion> & Pick<Criterion, 'key'>): Criterion => ({
  operator: 'max',
  threshold: true,
  unit: null,
  scope: 'room',
  severity: 'critical',
  standardKey: 'test',
  appliesAbove: null,
  ...criterion,
});

/** A room of four beds on the ground floor, in which nothing was measured. */
export const aRoom = (room: Partial<RoomFacts> = {}): RoomFacts => ({
  id: room.name ?? '0-01',
  name: '0-01',
  floor: 0,
  floorAreaM2: null,
  ceilingHeightM: null,
  windows: null,
  designBeds: 4,
  upperBeds: 0,
  facilities: {},
  measured: {},
  ...room,
});

export const aFloor = (rooms: readonly RoomFacts[], floor: Partial<FloorFacts> = {}): FloorFacts => ({
  floor: 0,
  rooms,
  facilities: {},
  measured: {},
  ...floor,
});

export const aBuilding = (
  floors: readonly FloorFacts[],
  building: Partial<BuildingFacts> = {},
): BuildingFacts => ({
  id: building.name ?? 'A',
  name: 'A',
  floorCount: floors.length,
  floors,
  facilities: {},
  measured: {},
  ...building,
});

export const aSite = (buildings: readonly BuildingFacts[], site: Partial<SiteFacts> = {}): SiteFacts => ({
  id: 'site',
  buildings,
  facilities: {},
  measured: {},
  ...site,
});

/** As many rooms of so many beds, by their names in order. */
export const rooms = (count: number, designBeds: number): RoomFacts[] =>
  Array.from({ length: count }, (_, index) =>
    aRoom({ name: `0-${String(index + 1).padStart(4, '0')}`, designBeds }),
  );

/** A place with one of the places in it, or itself, changed. */
export function withChange<Place extends PlaceFacts>(
  place: Place,
  changed: PlaceFacts,
  change: Partial<RoomFacts & BuildingFacts>,
): Place {
  const inside = <Inner extends PlaceFacts>(places: readonly Inner[]) =>
    places.map((each) => withChange(each, changed, change));
  if (place === changed) return { ...place, ...change };
  if ('rooms' in place) return { ...place, rooms: inside(place.rooms) };
  if ('floors' in place) return { ...place, floors: inside(place.floors) };
  if ('buildings' in place) return { ...place, buildings: inside(place.buildings) };
  return place;
}
