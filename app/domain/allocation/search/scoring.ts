/** Who lives where, room by room; beds follow. */
export interface Residents {
  /** The room of each seeker; −1: none. */
  readonly roomOf: Int32Array;
  /** The first seeker in each room, −1: none; `nextOf` leads on. */
  readonly firstOf: Int32Array;
  readonly nextOf: Int32Array;
}

/**
 * What a search makes better, to be least, rank by rank: a lower rank always comes first. The search asks only what one seeker's
 * presence in its room is worth, since every step is some seekers leaving rooms and entering others one after another.
 */
export interface Scoring {
  readonly ranks: number;
  /** Keeps what the scoring counts by itself: `change` is 1 as the seeker enters the room and −1 as it leaves. */
  count(seeker: number, room: number, change: 1 | -1): void;
  /**
   * Adds `sign` times (the score as it is − the score if the seeker were in no room) to `difference`, rank by rank.
   * Asked while the seeker is among the residents and counted.
   */
  addPresence(residents: Residents, seeker: number, sign: 1 | -1, difference: Float64Array): void;
  /** All who live somewhere have entered. */
  opened?(residents: Residents): void;
  /** Whether a step is for the better, where that is not for the first rank that changes alone to say. */
  accepts?(difference: Float64Array): boolean;
  /** A step with this difference was kept. */
  taken?(difference: Float64Array): void;
}

/** Sums of weights are not exact: less than this is no difference. */
const NOTHING = 1e-7;

/** The first rank in which something changes, and so decides; −1 where nothing does. */
export function decidingRank(difference: Float64Array, ranks: number): number {
  for (let rank = 0; rank < ranks; rank++) if (Math.abs(difference[rank] as number) > NOTHING) return rank;
  return -1;
}

export function isBetter(difference: Float64Array, ranks: number): boolean {
  const rank = decidingRank(difference, ranks);
  return rank >= 0 && (difference[rank] as number) < 0;
}
