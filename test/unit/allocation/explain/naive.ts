import type { Proposal } from '#app/domain/allocation/proposal.ts';
import type { Snapshot } from '#app/domain/allocation/snapshot.ts';
import { covers, overlaps } from '#app/domain/dates.ts';
import type { DayRange } from '#app/domain/dates.ts';
import { designationOf, workerLanguages } from '#app/domain/placement/people.ts';

/** Somebody in a bed once the plan is applied. */
export interface Resident extends DayRange {
  readonly bedId: string;
  readonly roomId: string;
  readonly shift: string;
  readonly employerId: string;
  readonly languages: readonly string[];
  /** Of the plan, not housed before. */
  readonly placed: boolean;
  readonly crew: string | null;
}

export const bedOf = (snapshot: Snapshot, bedId: string) => {
  const bed = snapshot.beds.find(({ id }) => id === bedId)!;
  const room = snapshot.rooms.find(({ id }) => id === bed.roomId)!;
  const building = snapshot.buildings.find(({ id }) => id === room.buildingId)!;
  return { bed, room, building };
};

export const workerOf = (
  snapshot: Snapshot,
  { requestId, workerId }: { requestId: string; workerId: string },
) => {
  const request = snapshot.requests.find(({ id }) => id === requestId)!;
  return { request, worker: request.workers.find(({ id }) => id === workerId)! };
};
type Asked = ReturnType<typeof workerOf>;

export function residentsOf(snapshot: Snapshot, placements: Proposal['placements']): Resident[] {
  const roomOf = new Map(snapshot.beds.map(({ id, roomId }) => [id, roomId]));
  return [
    ...snapshot.assignments.map((stay) => ({
      ...stay,
      roomId: roomOf.get(stay.bedId)!,
      languages: stay.languages ?? [],
      placed: false,
      crew: null,
    })),
    ...placements.map((placement) => {
      const { request, worker } = workerOf(snapshot, placement);
      return {
        ...placement,
        roomId: roomOf.get(placement.bedId)!,
        shift: worker.shift,
        employerId: request.employerId,
        languages: worker.languages ?? [],
        placed: true,
        crew: worker.crew === null ? null : `${request.id} ${worker.crew}`,
      };
    }),
  ];
}

/** The hard rules that the bed would break for the worker, each by itself, in the order of the README. */
export function rulesBroken(
  snapshot: Snapshot,
  residents: readonly Resident[],
  { request, worker }: Asked,
  bedId: string,
  sharedRooms: boolean,
): string[] {
  const { bed, room, building } = bedOf(snapshot, bedId);
  const company = residents.filter((each) => each.roomId === room.id && overlaps(each, request));
  const broken = {
    other_sex_building: building.sex !== designationOf[worker.sex],
    not_accessible: worker.stepFree && !(room.accessible && building.accessibleEntrance),
    upper_bed: worker.lowerBed && bed.upper,
    bed_closed: !bed.availability.some((range) => covers(range, request)),
    bed_taken: company.some((each) => each.bedId === bedId),
    room_other_shift: company.some(({ shift }) => shift !== worker.shift),
    room_other_employer: !sharedRooms && company.some(({ employerId }) => employerId !== request.employerId),
  };
  return Object.entries(broken).flatMap(([rule, isBroken]) => (isBroken ? [rule] : []));
}

/** Objectives 4, 6 and 7 of the README, and the mix, from who lives where. */
export function measuresByHand(snapshot: Snapshot, placements: Proposal['placements']) {
  const residents = residentsOf(snapshot, placements);
  const placed = residents.filter((each) => each.placed);
  const placeOf = (bedId: string) => {
    const { room, building } = bedOf(snapshot, bedId);
    return [building.siteId, building.id, `${building.id} ${room.floor}`, room.id];
  };
  const crews = [...Map.groupBy(placed, ({ crew }) => crew)].flatMap(([crew, members]) => {
    if (crew === null || members.length < 2) return [];
    const places = members.map(({ bedId }) => placeOf(bedId));
    const together = [3, 2, 1, 0].findIndex((scope) => new Set(places.map((each) => each[scope])).size === 1);
    return [{ members: members.length, apartness: together < 0 ? 4 : together }];
  });
  const lived = residents
    .filter((each) => !each.placed && (each.to === null || each.to > snapshot.day))
    .map(({ bedId }) => placeOf(bedId));
  const newly = (scope: number) =>
    new Set(
      placed
        .map(({ bedId }) => placeOf(bedId)[scope])
        .filter((place) => !lived.some((each) => each[scope] === place)),
    ).size;
  const alone = placed.filter((each) => {
    const others = residents.filter(
      (other) => other !== each && other.roomId === each.roomId && overlaps(other, each),
    );
    return (
      others.length > 0 &&
      !others.some(({ languages }) => languages.some((one) => each.languages.includes(one)))
    );
  });
  const rooms = [...Map.groupBy(residents, ({ roomId }) => roomId).values()]
    .map((people) => people.filter((each) => each.placed || each.to === null || each.to > snapshot.day))
    .filter((people) => people.length >= 3 && people.some((each) => each.placed));
  return {
    crews: crews.reduce((sum, { members, apartness }) => sum + members * apartness, 0),
    crewCounts: [0, 1, 2, 3, 4].map((each) => crews.filter(({ apartness }) => apartness === each).length),
    freeRooms: newly(3) + 10 * newly(1),
    alone: alone.length,
    mix: {
      rooms: rooms.length,
      oneLanguageRooms: rooms.filter((people) =>
        workerLanguages.some((language) => people.every(({ languages }) => languages.includes(language))),
      ).length,
    },
  };
}
