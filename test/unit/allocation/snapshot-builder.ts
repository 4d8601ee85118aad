import type { DayRange } from '#app/domain/dates.ts';
import type {
  Snapshot,
  SnapshotAssignment,
  SnapshotRequest,
  SnapshotWorker,
} from '#app/domain/allocation/snapshot.ts';
import type { Id } from '#app/domain/identity/ids.ts';
import type { SexDesignation } from '#app/domain/placement/people.ts';

const id = <Name extends string>(text: string) => text as Id<Name>;

export const SNAPSHOT_DAY = '2026-01-01';

export interface RoomShape {
  readonly beds: number;
  readonly bunks?: boolean;
  readonly accessible?: boolean;
  readonly floor?: number;
  readonly availability?: readonly DayRange[];
}

export interface BuildingShape {
  readonly sex?: SexDesignation;
  readonly accessibleEntrance?: boolean;
  readonly rooms: readonly RoomShape[];
}

export interface SiteShape {
  readonly longitude: number;
  readonly latitude: number;
  readonly buildings: readonly BuildingShape[];
}

/** A snapshot of these sites; identifiers tell the place: `s0-b1-r2-1` is bed 1 of room 2 of building 1 of site 0. */
export function aSnapshot({
  sites,
  requests = [],
  assignments = [],
}: {
  sites: readonly SiteShape[];
  requests?: readonly SnapshotRequest[];
  assignments?: readonly SnapshotAssignment[];
}): Snapshot {
  const open = [{ from: '2020-01-01', to: null }];
  const buildings = sites.flatMap((site, s) =>
    site.buildings.map((building, b) => ({ building, siteId: `s${s}`, id: `s${s}-b${b}` })),
  );
  const rooms = buildings.flatMap((parent) =>
    parent.building.rooms.map((room, r) => ({ room, buildingId: parent.id, id: `${parent.id}-r${r}` })),
  );
  return {
    day: SNAPSHOT_DAY,
    sites: sites.map(({ longitude, latitude }, s) => ({ id: id<'site'>(`s${s}`), longitude, latitude })),
    buildings: buildings.map(({ building, siteId, id: key }) => ({
      id: id<'building'>(key),
      siteId: id<'site'>(siteId),
      sex: building.sex ?? 'men',
      accessibleEntrance: building.accessibleEntrance ?? false,
    })),
    rooms: rooms.map(({ room, buildingId, id: key }) => ({
      id: id<'room'>(key),
      buildingId: id<'building'>(buildingId),
      floor: room.floor ?? 0,
      accessible: room.accessible ?? false,
    })),
    beds: rooms.flatMap(({ room, id: key }) =>
      Array.from({ length: room.beds }, (_, bed) => ({
        id: id<'bed'>(`${key}-${bed}`),
        roomId: id<'room'>(key),
        upper: Boolean(room.bunks) && bed % 2 === 1,
        availability: room.availability ?? open,
      })),
    ),
    assignments,
    requests,
  };
}

let serial = 0;

export function aWorker(facts: Partial<SnapshotWorker> = {}): SnapshotWorker {
  return {
    id: id<'worker'>(`w${String(++serial).padStart(5, '0')}`),
    sex: 'male',
    shift: 'day',
    stepFree: false,
    lowerBed: false,
    crew: null,
    ...facts,
  };
}

export function aRequest(
  facts: Partial<SnapshotRequest> & { workers: readonly SnapshotWorker[] },
): SnapshotRequest {
  return {
    id: id<'placement_request'>(`q${String(++serial).padStart(5, '0')}`),
    employerId: id<'employer'>('e0'),
    longitude: 47.9,
    latitude: 29.3,
    priority: 0,
    submittedAt: '2025-12-01T08:00:00Z',
    from: '2026-02-01',
    to: '2026-08-01',
    ...facts,
  };
}

export const near = { longitude: 47.91, latitude: 29.31 };
export const far = { longitude: 48.33, latitude: 28.6 };
