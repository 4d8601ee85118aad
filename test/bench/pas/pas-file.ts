/** A department, room or patient of an instance of Patient Admission Scheduling; README.md tells the format. */
export interface PasDepartment {
  readonly id: number;
  /** Years; 0: no limit. */
  readonly minimumAge: number;
  readonly maximumAge: number;
  readonly specialisms: readonly number[];
}

export interface PasRoom {
  readonly id: number;
  readonly beds: number;
  readonly department: number;
  /** D: one sex on a night; F, M: for women, men; N: mixed. */
  readonly policy: 'D' | 'F' | 'M' | 'N';
  /** Priority, 1 is best, by specialism. */
  readonly priorities: ReadonlyMap<number, number>;
  readonly properties: readonly boolean[];
}

export interface PasPatient {
  readonly id: number;
  readonly age: number;
  readonly isWoman: boolean;
  /** Nights from `from` up to but without `to`, those within the horizon. */
  readonly from: number;
  readonly to: number;
  /** The specialism of each of these nights; 0: none. */
  readonly specialisms: readonly number[];
  /** Beds of the largest room wished for; 0: no wish. */
  readonly largestRoom: number;
  readonly needs: readonly boolean[];
  readonly wishes: readonly boolean[];
}

export interface PasProblem {
  readonly nights: number;
  readonly departments: readonly PasDepartment[];
  readonly rooms: readonly PasRoom[];
  readonly patients: readonly PasPatient[];
}

/** Reads an instance file. Patients without a night in the horizon are left out. */
export function parsePas(text: string): PasProblem {
  const nights = Number(/^Planning horizon:\s*(\d+)/m.exec(text)?.[1]);
  return {
    nights,
    departments: section(text, 'DEPARTMENTS').map(([facts, specialisms]) => {
      const [id, minimumAge, maximumAge] = numbers(facts) as [number, number, number];
      return {
        id,
        minimumAge,
        maximumAge,
        specialisms: pairs(specialisms).map(([, specialism]) => specialism),
      };
    }),
    rooms: section(text, 'ROOMS').map(([facts, beds, department, policy, priorities, properties]) => ({
      id: Number.parseInt(facts!),
      beds: Number(beds),
      department: Number(department),
      policy: policy!.trim() as PasRoom['policy'],
      priorities: new Map(pairs(priorities).map(([priority, specialism]) => [specialism, priority])),
      properties: flags(properties),
    })),
    patients: section(text, 'PATIENTS')
      .map(([facts, stay, parts, largestRoom, needs, wishes]) => {
        const [from, to] = numbers(stay) as [number, number];
        const specialisms = pairs(parts!.trim().split(/\s+/).slice(1).join(' ')).flatMap(
          ([specialism, count]) => Array.from({ length: count }, () => specialism),
        );
        const last = Math.min(to, nights);
        const words = facts!.trim().split(/\s+/);
        return {
          id: Number(words[0]),
          age: Number(words[2]),
          isWoman: words[3] === 'F',
          from,
          to: last,
          specialisms: Array.from(
            { length: Math.max(0, last - from) },
            (_, night) => specialisms[night] ?? 0,
          ),
          largestRoom: Number(largestRoom),
          needs: flags(needs),
          wishes: flags(wishes),
        };
      })
      .filter(({ from, to }) => from < to),
  };
}

/** The lines of a section, each split at its bars. */
function section(text: string, name: string): string[][] {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => line.startsWith(`${name}:`)) + 1;
  const length = lines.slice(start).findIndex((line) => line.trim() === '');
  return lines.slice(start, length < 0 ? undefined : start + length).map((line) => line.split('|'));
}

/** The numbers of a part; names stand aside. */
const numbers = (part = '') =>
  part
    .trim()
    .split(/\s+/)
    .map(Number)
    .filter((value) => !Number.isNaN(value));
const flags = (part = '') => numbers(part).map((flag) => flag === 1);

function pairs(part = ''): [number, number][] {
  const values = numbers(part);
  return Array.from({ length: values.length >> 1 }, (_, index) => [
    values[2 * index]!,
    values[2 * index + 1]!,
  ]);
}
