import type { Instance } from './instance.ts';

/** Seekers to whom the hard rules say the same of every bed: of one sex, kind, needs and range. */
export interface AlikeSeekers {
  readonly count: number;
  /** The class of each seeker, from 0, in the order in which the seekers stand. */
  readonly of: Int32Array;
  /** The first seeker of each class. */
  readonly example: Int32Array;
}

export function alikeSeekers({ seekers }: Instance): AlikeSeekers {
  const of = new Int32Array(seekers.count);
  const example: number[] = [];
  const ranges = new Map<number, number>();
  const classes = new Map<number, number>();
  const kinds = seekers.kind.reduce((most, kind) => Math.max(most, kind), 0) + 1;
  for (let seeker = 0; seeker < seekers.count; seeker++) {
    const days = (seekers.from[seeker] as number) * 2 ** 31 + (seekers.to[seeker] as number);
    const range = numbered(ranges, days);
    const needs =
      (seekers.sex[seeker] as number) * 4 +
      (seekers.stepFree[seeker] as number) * 2 +
      (seekers.lowerBed[seeker] as number);
    const alike = numbered(classes, (range * kinds + (seekers.kind[seeker] as number)) * 8 + needs);
    if (alike === example.length) example.push(seeker);
    of[seeker] = alike;
  }
  return { count: example.length, of, example: Int32Array.from(example) };
}

function numbered(numbers: Map<number, number>, key: number): number {
  let number = numbers.get(key);
  if (number === undefined) numbers.set(key, (number = numbers.size));
  return number;
}
