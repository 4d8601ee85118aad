import type { Polygon } from 'geojson';
import { judgeRoom } from '#app/domain/capacity/judging/judgement.ts';
import type { BuildingFacts, FloorFacts, RoomFacts } from '#app/domain/capacity/judging/place-facts.ts';
import type { RoomCapacity } from '#app/domain/capacity/judging/room-capacities.ts';
import { roomCapacities } from '#app/domain/capacity/judging/room-capacities.ts';
import type { Day } from '#app/domain/dates.ts';
import { addDays } from '#app/domain/dates.ts';
import type { SexDesignation } from '#app/domain/placement/people.ts';
import type { Criterion } from '#app/domain/standards/criterion.ts';
import type { ReferenceSite } from '#db/reference/reference.ts';
import type { Chance } from './random.ts';
import { PLACED_WITHIN_DAYS } from './requests.ts';

export interface MadeSite {
  readonly id: string;
  readonly reference: ReferenceSite;
  readonly boundary: Polygon;
  readonly areaM2: number;
}

export interface MadeBuilding {
  readonly id: string;
  readonly siteId: string;
  readonly name: string;
  readonly floorCount: number;
  readonly sex: SexDesignation;
  readonly accessibleEntrance: boolean;
  readonly openedOn: Day;
  readonly longitude: number;
  readonly latitude: number;
}

export interface MadeRoom extends RoomFacts, RoomCapacity {
  readonly building: MadeBuilding;
  readonly accessible: boolean;
  readonly beds: readonly MadeBed[];
}

/** A room that no standard has judged yet. */
type UnjudgedRoom = Omit<MadeRoom, keyof RoomCapacity | 'beds'> & {
  readonly beds: readonly Omit<MadeBed, 'isOpen'>[];
};

export interface MadeBed {
  readonly id: string;
  readonly label: string;
  readonly position: 'single' | 'lower' | 'upper';
  /** Within the room's compliant capacity. */
  readonly isOpen: boolean;
}

interface MadeFacility {
  readonly siteId: string;
  readonly buildingId: string | null;
  readonly floor: number | null;
  readonly kind: string;
  readonly count: number;
}

export interface MadePlaces {
  readonly sites: readonly MadeSite[];
  readonly buildings: readonly MadeBuilding[];
  readonly rooms: readonly MadeRoom[];
  readonly facilities: readonly MadeFacility[];
}

const METRES_PER_DEGREE_LATITUDE = 111_320;
const STREET_GRID_M = { across: 95, along: 70 } as const;
/** The sites' shares of all buildings, as they stand in the reference: some larger, some smaller. */
const SITE_SHARES = [0.22, 0.18, 0.17, 0.16, 0.15, 0.12] as const;

/** Makes up buildings, rooms and beds on the six sites. Positions and areas are illustrations, marked as estimates. */
export function makePlaces(
  chance: Chance,
  {
    references,
    buildingCount,
    criteria,
    today,
  }: {
    references: readonly ReferenceSite[];
    buildingCount: number;
    criteria: readonly Criterion[];
    today: Day;
  },
): MadePlaces {
  const sites: MadeSite[] = [];
  const buildings: MadeBuilding[] = [];
  const rooms: MadeRoom[] = [];
  const facilities: MadeFacility[] = [];
  references.forEach((reference, siteIndex) => {
    const count = Math.round(buildingCount * (SITE_SHARES[siteIndex] ?? 0));
    const columns = Math.ceil(Math.sqrt(count * 1.3));
    const rowsOfBuildings = Math.ceil(count / columns);
    const [halfWidth, halfHeight] = [
      ((columns + 1) / 2) * STREET_GRID_M.across,
      ((rowsOfBuildings + 1) / 2) * STREET_GRID_M.along,
    ];
    const at = metresFrom(reference);
    const site = {
      id: chance.id(),
      reference,
      boundary: outlineAround(at, halfWidth, halfHeight, chance),
      areaM2: Math.round(halfWidth * halfHeight * 4),
    };
    sites.push(site);
    const clinic = Math.max(1, Math.round(count / 40));
    facilities.push({ siteId: site.id, buildingId: null, floor: null, kind: 'clinic', count: clinic });
    const unjudged: UnjudgedRoom[] = [];
    const buildingFacts: BuildingFacts[] = [];
    for (let index = 0; index < count; index++) {
      const [longitude, latitude] = at(
        ((index % columns) - (columns - 1) / 2) * STREET_GRID_M.across,
        (Math.floor(index / columns) - (rowsOfBuildings - 1) / 2) * STREET_GRID_M.along,
      );
      const building: MadeBuilding = {
        id: chance.id(),
        siteId: site.id,
        name: `${String.fromCharCode(65 + siteIndex)}-${String(index + 1).padStart(count > 99 ? 4 : 2, '0')}`,
        floorCount: chance.pick([3, 3, 4]),
        sex: index % 7 === 3 ? 'women' : 'men',
        accessibleEntrance: chance.happens(0.75),
        openedOn: addDays(
          today,
          index % 19 === 11 ? chance.whole(20, 200) : -chance.whole(PLACED_WITHIN_DAYS + 10, 1095),
        ),
        longitude,
        latitude,
      };
      buildings.push(building);
      facilities.push({
        siteId: site.id,
        buildingId: building.id,
        floor: null,
        kind: 'first_aid_room',
        count: 1,
      });
      const floors = Array.from({ length: building.floorCount }, (_, floor) => {
        const made = makeFloor(chance, building, floor, criteria);
        unjudged.push(...made.rooms);
        facilities.push(...made.facilities);
        return made.facts;
      });
      buildingFacts.push({ ...building, floors, facilities: { first_aid_room: 1 }, measured: {} });
    }
    const facts = { id: site.id, buildings: buildingFacts, facilities: { clinic }, measured: {} };
    rooms.push(...judged(unjudged, roomCapacities(facts, criteria)));
  });
  return { sites, buildings, rooms, facilities };
}

/** Each room with what it may hold, its first beds open. */
function judged(rooms: readonly UnjudgedRoom[], capacities: readonly RoomCapacity[]): MadeRoom[] {
  const capacityOf = new Map(capacities.map((capacity) => [capacity.roomId, capacity]));
  return rooms.map((room) => {
    const capacity = capacityOf.get(room.id);
    if (!capacity) throw new Error(`room ${room.id} was not judged`);
    const beds = room.beds.map((bed, index) => ({ ...bed, isOpen: index < capacity.compliantCapacity }));
    return { ...room, ...capacity, beds };
  });
}

function makeFloor(
  chance: Chance,
  building: MadeBuilding,
  floor: number,
  criteria: readonly Criterion[],
): { facts: FloorFacts; rooms: UnjudgedRoom[]; facilities: MadeFacility[] } {
  const drafts = Array.from({ length: chance.whole(6, 8) }, (_, index) => {
    const designBeds = chance.happens(0.2) ? 6 : 4;
    const name = `${floor}-${String(index + 1).padStart(2, '0')}`;
    const facts = {
      id: name,
      name,
      floor,
      floorAreaM2: chance.whole(designBeds === 6 ? 1700 : 1500, designBeds === 6 ? 2700 : 2300) / 100,
      ceilingHeightM: chance.happens(0.01) ? 2.05 : chance.whole(260, 310) / 100,
      windows: chance.whole(1, 2),
      designBeds,
      upperBeds: chance.happens(0.55) ? designBeds / 2 : 0,
      facilities: {},
      measured: {},
    };
    return { facts, accessible: floor === 0 && index < 2 };
  });
  const together = drafts.reduce((sum, { facts }) => sum + judgeRoom(facts, criteria).certain, 0);
  // On one floor in twelve the washrooms are one short, and bind.
  const served = Math.max(1, Math.ceil(together / 8) - (chance.happens(1 / 12) ? 1 : 0));
  const counts = { toilet: served, shower: served, washbasin: served + 1 };
  const rooms = drafts.map(({ facts, accessible }): UnjudgedRoom => {
    const id = chance.id();
    const beds = Array.from({ length: facts.designBeds }, (_, bed) => ({
      id: chance.id(),
      label: String(bed + 1),
      position:
        facts.upperBeds === 0 ? ('single' as const) : bed % 2 === 0 ? ('lower' as const) : ('upper' as const),
    }));
    return { ...facts, id, building, accessible, beds };
  });
  return {
    facts: { floor, rooms, facilities: counts, measured: {} },
    rooms,
    facilities: Object.entries(counts).map(([kind, count]) => ({
      siteId: building.siteId,
      buildingId: building.id,
      floor,
      kind,
      count,
    })),
  };
}

function metresFrom({ lon, lat }: ReferenceSite): (east: number, north: number) => [number, number] {
  const perDegreeLongitude = METRES_PER_DEGREE_LATITUDE * Math.cos((lat * Math.PI) / 180);
  const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
  return (east, north) => [
    rounded(lon + east / perDegreeLongitude),
    rounded(lat + north / METRES_PER_DEGREE_LATITUDE),
  ];
}

/** An eight-cornered outline that takes in the street grid. */
function outlineAround(
  at: (east: number, north: number) => [number, number],
  halfWidth: number,
  halfHeight: number,
  chance: Chance,
): Polygon {
  const corner = (east: number, north: number) =>
    at(halfWidth * east * (1.1 + chance.share() * 0.2), halfHeight * north * (1.1 + chance.share() * 0.2));
  const ring = [
    corner(-1, -0.9),
    corner(-0.4, -1.1),
    corner(0.5, -1.1),
    corner(1, -0.9),
    corner(1, 0.9),
    corner(0.4, 1.1),
    corner(-0.5, 1.1),
    corner(-1, 0.9),
  ];
  return { type: 'Polygon', coordinates: [[...ring, ring[0] ?? [0, 0]]] };
}
