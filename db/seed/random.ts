import { chanceFrom } from '#app/domain/allocation/search/chance.ts';

/** A stream of chance that a seed fixes: the same seed gives the same demonstration. */
export interface Chance {
  /** From 0 up to but without 1. */
  readonly share: () => number;
  /** A whole number, both ends included. */
  readonly whole: (from: number, to: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** True with this probability. */
  readonly happens: (probability: number) => boolean;
  /** An identifier shaped as UUID version 7, in rising order. */
  readonly id: () => string;
}

/** The instant that demonstration identifiers bear: fixed, so that they repeat. */
const FIRST_INSTANT_MS = Date.UTC(2026, 0, 1);

export function createChance(seed: number): Chance {
  let issued = 0;
  const share = chanceFrom(seed);
  const whole = (from: number, to: number) => from + Math.floor(share() * (to - from + 1));
  const hex = (digits: number) =>
    whole(0, 16 ** digits - 1)
      .toString(16)
      .padStart(digits, '0');
  return {
    share,
    whole,
    pick: (items) => {
      const item = items[whole(0, items.length - 1)];
      if (item === undefined) throw new Error('Nothing to pick from');
      return item;
    },
    happens: (probability) => share() < probability,
    id: () => {
      const time = (FIRST_INSTANT_MS + issued++).toString(16).padStart(12, '0');
      const text = `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${(8 + whole(0, 3)).toString(16)}${hex(3)}-${hex(6)}${hex(6)}`;
      // Through a buffer the pieces become one flat string: at national scale that halves what the seeding holds.
      return Buffer.from(text, 'latin1').toString('latin1');
    },
  };
}
