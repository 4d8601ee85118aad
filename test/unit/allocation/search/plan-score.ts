import type { Compiled } from '#app/domain/allocation/compile.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import type {
  SnapshotBed,
  SnapshotBuilding,
  SnapshotRoom,
  SnapshotWorker,
} from '#app/domain/allocation/snapshot.ts';
import type { Snapshot } from '#app/domain/allocation/snapshot.ts';
import { overlaps } from '#app/domain/dates.ts';
import type { DayRange } from '#app/domain/dates.ts';

interface Placed extends DayRange {
  readonly crew: string | null;
  readonly bed: SnapshotBed;
  readonly room: SnapshotRoom;
  readonly building: SnapshotBuilding;
  readonly languages: NonNullable<SnapshotWorker['languages']>;
  readonly metres: number;
}

/** The objectives of the allocation README, from identifiers alone: slow, and without anything that the search uses. */
export function scoreOf(snapshot: Snapshot, compiled: Compiled, { bedOf }: Pick<Occupancy, 'bedOf'>) {
  const { instance } = compiled;
  const placed: Placed[] = [];
  compiled.seekers.forEach((worker, seeker) => {
    const bed = compiled.beds[bedOf[seeker]!];
    if (!bed) return;
    const request = compiled.requests[instance.seekers.request[seeker]!]!;
    const room = snapshot.rooms.find(({ id }) => id === bed.roomId)!;
    const building = snapshot.buildings.find(({ id }) => id === room.buildingId)!;
    const site = compiled.sites.findIndex(({ id }) => id === building.siteId);
    placed.push({
      from: request.from,
      to: request.to,
      crew: worker.crew === null ? null : `${request.id} ${worker.crew}`,
      bed,
      room,
      building,
      languages: worker.languages ?? [],
      metres: instance.requests.commute[instance.seekers.request[seeker]! * instance.siteCount + site]!,
    });
  });
  const today = { from: snapshot.day, to: null };
  const roomOfBed = (bedId: string) => snapshot.beds.find(({ id }) => id === bedId)?.roomId;
  const stays = snapshot.assignments.filter((stay) => overlaps(stay, today));
  const hasStays = new Set(stays.map(({ bedId }) => roomOfBed(bedId)));
  const buildingHasStays = new Set(
    snapshot.rooms.filter(({ id }) => hasStays.has(id)).map(({ buildingId }) => buildingId),
  );

  let crews = 0;
  for (const crew of new Set(placed.map((each) => each.crew))) {
    const members = placed.filter((each) => each.crew === crew);
    if (crew === null || members.length < 2) continue;
    const different = (of: (each: Placed) => string) => new Set(members.map(of)).size > 1;
    const apart = different((each) => each.building.siteId)
      ? 4
      : different((each) => each.building.id)
        ? 3
        : different((each) => `${each.building.id} ${each.room.floor}`)
          ? 2
          : different((each) => each.room.id)
            ? 1
            : 0;
    crews += apart * members.length;
  }
  const lonely = placed.filter((each) => {
    const others = [
      ...placed.filter((other) => other !== each && other.room === each.room),
      ...snapshot.assignments.filter(({ bedId }) => roomOfBed(bedId) === each.room.id),
    ].filter((other) => overlaps(other, each));
    return (
      others.length > 0 &&
      !others.some((other) => (other.languages ?? []).some((language) => each.languages.includes(language)))
    );
  });
  const opened = new Set(placed.map(({ room }) => room.id).filter((id) => !hasStays.has(id)));
  const openedBuildings = new Set(
    placed.map(({ building }) => building.id).filter((id) => !buildingHasStays.has(id)),
  );
  return {
    commute: placed.reduce((sum, { metres }) => sum + metres, 0),
    crews,
    free_rooms: opened.size + 10 * openedBuildings.size,
    languages: lonely.length,
  };
}

/** Of rooms of three or more with somebody placed, the part in which one language is spoken by all. */
export function oneLanguagePart(snapshot: Snapshot, compiled: Compiled, { bedOf }: Pick<Occupancy, 'bedOf'>) {
  const rooms = new Map<string, string[][]>();
  compiled.seekers.forEach((worker, seeker) => {
    const bed = compiled.beds[bedOf[seeker]!];
    if (bed) rooms.set(bed.roomId, [...(rooms.get(bed.roomId) ?? []), [...(worker.languages ?? [])]]);
  });
  for (const stay of snapshot.assignments) {
    const room = rooms.get(snapshot.beds.find(({ id }) => id === stay.bedId)?.roomId ?? '');
    if (overlaps(stay, { from: snapshot.day, to: null })) room?.push([...(stay.languages ?? [])]);
  }
  const large = [...rooms.values()].filter((people) => people.length > 2);
  const oneLanguage = large.filter(([first, ...others]) =>
    first!.some((language) => others.every((other) => other.includes(language))),
  );
  return large.length === 0 ? 0 : oneLanguage.length / large.length;
}
