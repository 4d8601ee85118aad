import type { Instance } from '#app/domain/allocation/instance.ts';
import type { AnnealedScoring } from './anneal.ts';
import type { PasPatient, PasProblem, PasRoom } from './pas-file.ts';

/** The published weights, ten times, so that all are whole numbers: README.md. */
export const pasWeights = {
  sexOfRoom: 50,
  mixedNight: 50,
  age: 100,
  departmentSpecialism: 10,
  roomSpecialism: 20,
  roomPriority: 10,
  need: 50,
  wish: 20,
  roomSize: 8,
} as const;

/** Rooms that cost every patient the same. */
export interface RoomClass {
  readonly rooms: readonly number[];
  readonly beds: number;
}

/** A problem as the engine's own: patients are seekers, nights days, departments sites. */
export interface PasEngine {
  readonly problem: PasProblem;
  readonly instance: Instance;
  readonly classes: readonly RoomClass[];
  readonly classOf: Int32Array;
  /** Of the whole stay of a patient in a room of the class: `patient × classes + class`. Nights of both sexes come on top. */
  readonly cost: Int32Array;
}

export function pasEngine(problem: PasProblem): PasEngine {
  const byFacts = new Map<string, number[]>();
  problem.rooms.forEach((room, index) => {
    const sexes = room.policy === 'F' || room.policy === 'M' ? room.policy : '';
    const facts = JSON.stringify([
      room.department,
      room.beds,
      sexes,
      [...room.priorities].sort(),
      room.properties,
    ]);
    byFacts.set(facts, [...(byFacts.get(facts) ?? []), index]);
  });
  const classes = [...byFacts.values()].map((rooms) => ({
    rooms,
    beds: rooms.reduce((sum, room) => sum + problem.rooms[room]!.beds, 0),
  }));
  const classOf = new Int32Array(problem.rooms.length);
  classes.forEach(({ rooms }, index) => rooms.forEach((room) => (classOf[room] = index)));
  const cost = new Int32Array(problem.patients.length * classes.length);
  problem.patients.forEach((patient, index) =>
    classes.forEach(({ rooms }, kind) => {
      cost[index * classes.length + kind] = stayCost(problem, patient, problem.rooms[rooms[0]!]!);
    }),
  );
  return { problem, instance: instanceOf(problem), classes, classOf, cost };
}

/** What a stay in the room costs, whoever else is there. */
function stayCost({ departments }: PasProblem, patient: PasPatient, room: PasRoom): number {
  const department = departments.find(({ id }) => id === room.department)!;
  const isTooYoung = department.minimumAge > 0 && patient.age < department.minimumAge;
  const isTooOld = department.maximumAge > 0 && patient.age > department.maximumAge;
  const missing = (wanted: readonly boolean[]) =>
    wanted.filter((isWanted, property) => isWanted && !room.properties[property]).length;
  const eachNight =
    (room.policy === (patient.isWoman ? 'M' : 'F') ? pasWeights.sexOfRoom : 0) +
    (isTooYoung || isTooOld ? pasWeights.age : 0) +
    pasWeights.need * missing(patient.needs) +
    pasWeights.wish * missing(patient.wishes) +
    (patient.largestRoom > 0 && room.beds > patient.largestRoom ? pasWeights.roomSize : 0);
  return patient.specialisms.reduce((sum, specialism) => {
    if (specialism === 0) return sum + eachNight;
    const priority = room.priorities.get(specialism);
    return (
      sum +
      eachNight +
      (department.specialisms.includes(specialism) ? 0 : pasWeights.departmentSpecialism) +
      (priority === undefined ? pasWeights.roomSpecialism : pasWeights.roomPriority * (priority - 1))
    );
  }, 0);
}

function instanceOf({ nights, departments, rooms, patients }: PasProblem): Instance {
  const departmentOf = Uint16Array.from(rooms, ({ department }) =>
    departments.findIndex(({ id }) => id === department),
  );
  const firstBed = new Int32Array(rooms.length + 1);
  rooms.forEach(({ beds }, room) => (firstBed[room + 1] = firstBed[room]! + beds));
  const beds = firstBed[rooms.length]!;
  const each = (count: number) => Int32Array.from({ length: count }, (_, index) => index);
  const none = new Int32Array(0);
  const people = patients.length;
  return {
    day: 0,
    siteCount: departments.length,
    buildings: { count: departments.length, site: Uint16Array.from(each(departments.length)) },
    rooms: {
      count: rooms.length,
      building: Int32Array.from(departmentOf),
      site: departmentOf,
      floor: Int32Array.from(departmentOf),
      sex: new Uint8Array(rooms.length),
      accessible: new Uint8Array(rooms.length),
      firstBed,
      firstLock: new Int32Array(rooms.length + 1),
    },
    beds: {
      count: beds,
      room: Int32Array.from(rooms.flatMap((room, index) => Array<number>(room.beds).fill(index))),
      upper: new Uint8Array(beds),
      firstWindow: each(beds + 1),
      windowFrom: new Int32Array(beds),
      windowTo: new Int32Array(beds).fill(nights),
    },
    locks: {
      count: 0,
      kind: none,
      from: none,
      to: none,
      bed: none,
      employer: none,
      languages: new Uint16Array(0),
      assignment: none,
    },
    seekers: {
      count: people,
      request: each(people),
      employer: new Int32Array(people),
      priorityClass: new Uint8Array(people),
      // Both sexes may lie in one room here, at a price: to the hard rules all are alike.
      sex: new Uint8Array(people),
      shift: new Uint8Array(people),
      kind: new Int32Array(people),
      stepFree: new Uint8Array(people),
      lowerBed: new Uint8Array(people),
      from: Int32Array.from(patients, ({ from }) => from),
      to: Int32Array.from(patients, ({ to }) => to),
      crew: new Int32Array(people).fill(-1),
      languages: new Uint16Array(people),
    },
    requests: {
      count: people,
      employer: new Int32Array(people),
      firstSeeker: each(people + 1),
      order: each(people),
      commute: new Float64Array(people * departments.length),
    },
    employerCount: 1,
    crewCount: 0,
  };
}

/** The published cost as the engine's scoring: stays by the matrix, and nights on which a room for one sex holds both. */
export function pasScoring(
  { problem, classes, classOf, cost }: PasEngine,
  prices: Float64Array,
): AnnealedScoring {
  const { nights, rooms, patients } = problem;
  const men = new Uint8Array(rooms.length * nights);
  const women = new Uint8Array(rooms.length * nights);
  const isForOneSex = rooms.map(({ policy, beds }) => policy === 'D' && beds > 1);
  const beds = Int32Array.from(rooms, (room) => room.beds);
  const isWoman = Uint8Array.from(patients, (patient) => Number(patient.isWoman));
  const from = Int32Array.from(patients, (patient) => patient.from);
  const to = Int32Array.from(patients, (patient) => patient.to);
  // The rooms that cost a patient least once the beds of its nights are paid for are drawn most often.
  const cheapest = patients.map(({ from, to }, patient) => {
    const priced = classes.map((_, kind) =>
      prices
        .subarray(kind * nights + from, kind * nights + to)
        .reduce((sum, price) => sum + price, cost[patient * classes.length + kind]!),
    );
    return Uint16Array.from(rooms.keys()).sort(
      (one, other) => priced[classOf[one]!]! - priced[classOf[other]!]! || one - other,
    );
  });
  return {
    ranks: 1,
    suggestRoom: (patient, chance) => cheapest[patient]![Math.floor(chance() ** 3 * rooms.length)]!,
    count(patient, room, change) {
      const own = isWoman[patient] === 1 ? women : men;
      for (let night = room * nights + from[patient]!; night < room * nights + to[patient]!; night++)
        own[night]! += change;
    },
    addPresence({ roomOf }, patient, sign, difference) {
      const room = roomOf[patient]!;
      let value = cost[patient * classes.length + classOf[room]!]!;
      if (isForOneSex[room]) {
        const own = isWoman[patient] === 1 ? women : men;
        const others = isWoman[patient] === 1 ? men : women;
        for (let night = room * nights + from[patient]!; night < room * nights + to[patient]!; night++)
          if (own[night]! <= others[night]!) value += pasWeights.mixedNight;
      }
      difference[0]! += sign * value;
    },
    mayHold(room, first, last) {
      for (let night = room * nights + first; night < room * nights + last; night++)
        if (men[night]! + women[night]! > beds[room]!) return false;
      return true;
    },
    clashes: (room, one, other) => isForOneSex[room]! && isWoman[one] !== isWoman[other],
  };
}
