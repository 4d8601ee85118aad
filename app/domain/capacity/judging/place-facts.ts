/** What was measured, by the key of the fact; absent = not measured = unknown. */
export type Measured = Readonly<Record<string, number | boolean>>;

/** How many there are, by kind; absent = not counted = unknown, 0 = counted, none. */
export type Facilities = Readonly<Record<string, number>>;

interface Facts {
  readonly facilities: Facilities;
  readonly measured: Measured;
}

export interface RoomFacts extends Facts {
  readonly id: string;
  readonly name: string;
  readonly floor: number;
  readonly floorAreaM2: number | null;
  readonly ceilingHeightM: number | null;
  readonly windows: number | null;
  readonly designBeds: number;
  /** Design beds that stand above another. */
  readonly upperBeds: number;
}

export interface FloorFacts extends Facts {
  readonly floor: number;
  readonly rooms: readonly RoomFacts[];
}

export interface BuildingFacts extends Facts {
  readonly id: string;
  readonly name: string;
  readonly floorCount: number;
  readonly floors: readonly FloorFacts[];
}

export interface SiteFacts extends Facts {
  readonly id: string;
  readonly buildings: readonly BuildingFacts[];
}

export type PlaceFacts = RoomFacts | FloorFacts | BuildingFacts | SiteFacts;

/** The places that a place is made of; none in a room. */
export function placesWithin(place: PlaceFacts): readonly PlaceFacts[] {
  if ('rooms' in place) return place.rooms;
  if ('floors' in place) return place.floors;
  if ('buildings' in place) return place.buildings;
  return [];
}
