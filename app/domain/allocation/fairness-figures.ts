import type { EmployerShare } from './proposal.ts';

/** Employers that would stand on the same spot of the picture, as one dot. */
export interface FairnessDot {
  /** Beds asked: the least and the most among them. */
  readonly leastAsked: number;
  readonly mostAsked: number;
  /** Of what they asked, together; 0 to 1. */
  readonly share: number;
  readonly employers: number;
}

/** Employers by how much they ask. */
export interface SizeBand {
  /** From so many beds, up to but without so many; null: no end. */
  readonly from: number;
  readonly to: number | null;
  readonly employers: number;
  readonly asked: number;
  readonly placed: number;
  /** The least and the greatest share among them; 0 to 1. */
  readonly lowest: number;
  readonly highest: number;
}

/** How the employers of a plan fare beside each other, small enough for a screen however many they are. */
export interface FairnessFigures {
  /** The part of all beds asked that is given: what everybody would get, were all treated alike. */
  readonly commonShare: number;
  readonly dots: readonly FairnessDot[];
  readonly bands: readonly SizeBand[];
}

const STEPS_A_DOUBLING = 3;
const SHARE_STEPS = 40;
const BAND_STARTS = [1, 10, 100, 1000, 10_000];

/** @param placedOf how many of an employer's were placed: by the plan, or first come, first served. */
export function fairnessFigures(
  shares: readonly EmployerShare[],
  placedOf: (share: EmployerShare) => number = ({ placed }) => placed,
): FairnessFigures {
  const asking = shares
    .filter(({ asked }) => asked > 0)
    .map((each) => ({ asked: each.asked, placed: placedOf(each), share: placedOf(each) / each.asked }));
  const spots = Map.groupBy(asking, ({ asked, share }) => {
    const column = Math.round(Math.log2(asked) * STEPS_A_DOUBLING);
    // All and none are exact: nobody is drawn as served whole who was not.
    const row = share === 0 || share === 1 ? share : 0.5 + Math.floor(share * SHARE_STEPS);
    return `${column} ${row}`;
  });
  return {
    commonShare: sum(asking, 'placed') / Math.max(1, sum(asking, 'asked')),
    dots: [...spots.values()].map((alike) => ({
      leastAsked: alike.reduce((least, { asked }) => Math.min(least, asked), Infinity),
      mostAsked: alike.reduce((most, { asked }) => Math.max(most, asked), 0),
      share: sum(alike, 'placed') / sum(alike, 'asked'),
      employers: alike.length,
    })),
    bands: BAND_STARTS.flatMap((from, index) => {
      const to = BAND_STARTS[index + 1] ?? null;
      const within = asking.filter(({ asked }) => asked >= from && (to === null || asked < to));
      if (within.length === 0) return [];
      const ofShares = within.map(({ share }) => share);
      return [
        {
          from,
          to,
          employers: within.length,
          asked: sum(within, 'asked'),
          placed: sum(within, 'placed'),
          lowest: ofShares.reduce((least, share) => Math.min(least, share), 1),
          highest: ofShares.reduce((most, share) => Math.max(most, share), 0),
        },
      ];
    }),
  };
}

function sum<Key extends string>(rows: readonly Readonly<Record<Key, number>>[], key: Key): number {
  return rows.reduce((total, row) => total + row[key], 0);
}
