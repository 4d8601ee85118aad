import { roomSuits } from '#app/domain/allocation/occupancy.ts';
import { chanceFrom } from './chance.ts';
import type { Lodging } from './lodging.ts';
import { keep, move, seat, undo } from './lodging.ts';
import { isBetter } from './scoring.ts';

export interface SearchOptions {
  /** Moves tried; the same number with the same seed gives the same result everywhere. */
  readonly steps: number;
  readonly seed: number;
  /**
   * Simulated annealing, for scorings of one rank: what a step may cost and still be kept one time in e, falling from the first step to the
   * last. Without it only what is better is kept.
   */
  readonly temperature?: { readonly from: number; readonly to: number };
}

/** The temperature is worked out anew after so many steps. */
const STEPS_A_DEGREE = 1024;
/** Of moves into a room with space, one in so many changes places with somebody nevertheless. */
const EXCHANGES_ONE_IN = 3;

/**
 * Local search by chance: a seeker takes another bed, and whoever lies in it on its days takes a place in the room that it leaves.
 *
 * @returns how many steps were kept
 */
export function search(lodging: Lodging, { steps, seed, temperature }: SearchOptions): number {
  const { scoring, occupancy, roomOf, difference } = lodging;
  const { instance } = occupancy;
  const { rooms } = instance;
  const chance = chanceFrom(seed);
  const below = (limit: number) => Math.floor(chance() * limit);
  const placed = [...roomOf.keys()].filter((seeker) => (roomOf[seeker] as number) >= 0);
  if (placed.length === 0) return 0;
  let degree = temperature?.from ?? 0;
  let kept = 0;
  for (let step = 0; step < steps; step++) {
    if (temperature && step % STEPS_A_DEGREE === 0)
      degree = temperature.from * (temperature.to / temperature.from) ** (step / steps);
    const seeker = placed[below(placed.length)] as number;
    const room = scoring.suggestRoom?.(seeker, chance) ?? below(rooms.count);
    const first = rooms.firstBed[room] as number;
    const beds = (rooms.firstBed[room + 1] as number) - first;
    if (room === roomOf[seeker] || beds === 0 || !roomSuits(instance, room, seeker)) continue;
    takeBed(lodging, seeker, room, first + below(beds), below(EXCHANGES_ONE_IN) === 0);
    const change = difference[0] as number;
    const isWanted = temperature
      ? change <= 0 || chance() < Math.exp(-change / degree)
      : (scoring.accepts?.(difference) ?? isBetter(difference, scoring.ranks));
    if (isWanted && mayAllHold(lodging) && seat(lodging)) {
      keep(lodging);
      kept++;
    } else undo(lodging);
  }
  return kept;
}

function takeBed(lodging: Lodging, seeker: number, room: number, bed: number, exchanges: boolean): void {
  const { scoring, occupancy, roomOf } = lodging;
  const { seekers } = occupancy.instance;
  const home = roomOf[seeker] as number;
  move(lodging, seeker, room);
  if (!exchanges && scoring.mayHold?.(room, seeker)) return;
  const [from, to] = [seekers.from[seeker] as number, seekers.to[seeker] as number];
  for (let other = occupancy.firstIn[bed] as number; other >= 0; other = occupancy.nextIn[other] as number)
    if ((seekers.from[other] as number) < to && from < (seekers.to[other] as number))
      move(lodging, other, home);
}

function mayAllHold({ scoring, movedSeekers, roomOf }: Lodging): boolean {
  if (scoring.mayHold)
    for (const seeker of movedSeekers) if (!scoring.mayHold(roomOf[seeker] as number, seeker)) return false;
  return true;
}
