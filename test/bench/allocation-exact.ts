import { compile } from '#app/domain/allocation/compile.ts';
import type { Instance } from '#app/domain/allocation/instance.ts';
import type { LinearProgram } from '#app/domain/allocation/linear-program.ts';
import { withLinearProgram } from '#app/domain/allocation/linear-program.ts';
import { defaultOptions, priorityClasses } from '#app/domain/allocation/options.ts';
import type { Scale } from './allocation-snapshot.ts';
import { allocationSnapshot } from './allocation-snapshot.ts';

/** A level that was solved to the optimum, all levels before it kept. */
export interface ExactLevel {
  readonly level: (typeof priorityClasses)[number] | 'fairness' | 'commute';
  readonly value: number;
  /** Of processors, since the start, the building of the model included. */
  readonly seconds: number;
  readonly columns: number;
  readonly rows: number;
}

/** Beds of a room that are alike: upper or not, open and free on the same days. */
interface BedClass {
  readonly room: number;
  readonly upper: boolean;
  readonly windows: readonly { readonly from: number; readonly to: number }[];
  beds: number;
}

/**
 * The whole problem as one mixed-integer program: a column for each worker and each class of beds of each room that it may
 * have; rows for the beds of a class on each day on which somebody arrives (as many as the most who are there at once suffice,
 * since the stays in alike beds can always be laid end to end) and for the shift that a room has on the day. Placement by class,
 * then the spread between employers (its squares in unit steps, which is exact), then the commute. Crews and the rest are left out.
 */
function solveExactly(scale: Scale, tell: (level: ExactLevel) => void): void {
  const started = process.cpuUsage();
  const { instance } = compile(allocationSnapshot(scale), defaultOptions);
  withLinearProgram('minimize', (program) => {
    let [columns, rows] = [0, 0];
    const counted: LinearProgram = {
      ...program,
      addColumn: (...asked) => (columns++, program.addColumn(...asked)),
      addRow: (...asked) => (rows++, program.addRow(...asked)),
    };
    const chosen = addHousing(counted, instance);
    // Σ n² / D, which the spread is measured from.
    let commonShare = 0;
    for (const { level, terms, asked } of objectivesOf(counted, instance, chosen)) {
      const sign = asked === undefined ? 1 : -1;
      for (const [column, weight] of terms) counted.setCost(column, sign * weight);
      const { status, objective } = counted.solve({ gap: 0 });
      if (status !== 'optimal') throw new Error(`HiGHS ended at ${level} with ${status}.`);
      for (const [column] of terms) counted.setCost(column, 0);
      const slack = asked === undefined ? 1e-6 * Math.max(1, objective) : 0.5;
      const kept = counted.addRow(-Infinity, objective + slack);
      for (const [column, weight] of terms) counted.setEntry(kept, column, sign * weight);
      const { user, system } = process.cpuUsage(started);
      if (asked !== undefined) commonShare += Math.round(objective) ** 2 / asked;
      const value =
        level === 'fairness' ? Math.max(0, objective - commonShare) : Math.round(sign * objective);
      tell({ level, value, seconds: (user + system) / 1e6, columns, rows });
    }
  });
}

/** A column by which a seeker is in a class of beds. */
interface Choice {
  readonly seeker: number;
  readonly column: number;
}

function addHousing(program: LinearProgram, instance: Instance): (Choice & { room: number })[] {
  const { seekers, rooms } = instance;
  const all = Array.from({ length: seekers.count }, (_, seeker) => seeker);
  const arrivals = [...new Set(seekers.from)].sort((one, other) => one - other);
  const isThere = (seeker: number, day: number) => seekers.from[seeker]! <= day && day < seekers.to[seeker]!;
  const bedOf = all.map(() => program.addRow(-Infinity, 1));
  const chosen: (Choice & { room: number })[] = [];
  const inRoom = new Map<number, Choice[]>();
  for (const bedClass of bedClassesOf(instance)) {
    const { room, beds } = bedClass;
    const choices = all
      .filter((seeker) => mayHave(instance, seeker, bedClass))
      .map((seeker) => ({ seeker, column: program.addColumn(0, 0, 1, true) }));
    for (const { seeker, column } of choices) program.setEntry(bedOf[seeker]!, column, 1);
    for (const day of arrivals) {
      const there = choices.filter(({ seeker }) => isThere(seeker, day));
      if (there.length <= beds) continue;
      const row = program.addRow(-Infinity, beds);
      for (const { column } of there) program.setEntry(row, column, 1);
    }
    inRoom.set(room, [...(inRoom.get(room) ?? []), ...choices]);
    for (const choice of choices) chosen.push({ ...choice, room });
  }
  for (const [room, choices] of inRoom) {
    const beds = rooms.firstBed[room + 1]! - rooms.firstBed[room]!;
    for (const day of arrivals) {
      const there = choices.filter(({ seeker }) => isThere(seeker, day));
      const kinds = new Set(there.map(({ seeker }) => seekers.kind[seeker]!));
      if (kinds.size < 2) continue;
      const oneKind = program.addRow(-Infinity, 1);
      for (const kind of kinds) {
        const hasKind = program.addColumn(0, 0, 1, true);
        program.setEntry(oneKind, hasKind, 1);
        const row = program.addRow(-Infinity, 0);
        program.setEntry(row, hasKind, -beds);
        for (const { seeker, column } of there)
          if (seekers.kind[seeker] === kind) program.setEntry(row, column, 1);
      }
    }
  }
  return chosen;
}

function bedClassesOf({ beds }: Instance): BedClass[] {
  const classes = new Map<string, BedClass>();
  for (let bed = 0; bed < beds.count; bed++) {
    const windows = Array.from(
      { length: beds.firstWindow[bed + 1]! - beds.firstWindow[bed]! },
      (_, window) => ({
        from: beds.windowFrom[beds.firstWindow[bed]! + window]!,
        to: beds.windowTo[beds.firstWindow[bed]! + window]!,
      }),
    );
    const [room, upper] = [beds.room[bed]!, beds.upper[bed] === 1];
    const key = JSON.stringify([room, upper, windows]);
    const known = classes.get(key);
    if (known) known.beds++;
    else classes.set(key, { room, upper, windows, beds: 1 });
  }
  return [...classes.values()];
}

function mayHave({ seekers, rooms, locks }: Instance, seeker: number, { room, upper, windows }: BedClass) {
  const [from, to] = [seekers.from[seeker]!, seekers.to[seeker]!];
  if (rooms.sex[room] !== seekers.sex[seeker]) return false;
  if (seekers.stepFree[seeker] === 1 && rooms.accessible[room] === 0) return false;
  if (seekers.lowerBed[seeker] === 1 && upper) return false;
  for (let lock = rooms.firstLock[room]!; lock < rooms.firstLock[room + 1]!; lock++)
    if (locks.kind[lock] !== seekers.kind[seeker] && locks.from[lock]! < to && from < locks.to[lock]!)
      return false;
  return windows.some((window) => window.from <= from && to <= window.to);
}

interface Level {
  readonly level: ExactLevel['level'];
  readonly terms: readonly (readonly [column: number, weight: number])[];
  /** Of placement: how many ask; their sum is to be greatest. */
  readonly asked?: number;
}

function* objectivesOf(
  program: LinearProgram,
  instance: Instance,
  chosen: readonly (Choice & { room: number })[],
): Generator<Level> {
  const { seekers, requests, rooms, siteCount } = instance;
  const steps: [number, number][] = [];
  for (const [index, level] of priorityClasses.entries()) {
    const ofClass = chosen.filter(({ seeker }) => seekers.priorityClass[seeker] === index);
    const asked = seekers.priorityClass.filter((priorityClass) => priorityClass === index).length;
    if (ofClass.length > 0) yield { level, asked, terms: ofClass.map(({ column }) => [column, 1] as const) };
    for (let employer = 0; employer < instance.employerCount; employer++) {
      const own = Array.from({ length: seekers.count }, (_, seeker) => seeker).filter(
        (seeker) => seekers.employer[seeker] === employer && seekers.priorityClass[seeker] === index,
      );
      const row = own.length > 0 ? program.addRow(0, 0) : -1;
      for (const { seeker, column } of ofClass)
        if (seekers.employer[seeker] === employer) program.setEntry(row, column, 1);
      // x² = Σ (2 step − 1) over the first x steps, and cheaper steps are taken first.
      for (let step = 1; step <= own.length; step++) {
        const taken = program.addColumn(0, 0, 1);
        program.setEntry(row, taken, -1);
        steps.push([taken, (2 * step - 1) / own.length]);
      }
    }
  }
  yield { level: 'fairness', terms: steps };
  yield {
    level: 'commute',
    terms: chosen.map(({ seeker, column, room }) => [
      column,
      requests.commute[seekers.request[seeker]! * siteCount + rooms.site[room]!]!,
    ]),
  };
}

const asked = process.argv[2];
if (import.meta.main && asked)
  solveExactly(JSON.parse(asked) as Scale, (level) => console.log(JSON.stringify(level)));
