import { roomSuits } from '#app/domain/allocation/occupancy.ts';
import { chanceFrom } from '#app/domain/allocation/search/chance.ts';
import type { Lodging } from '#app/domain/allocation/search/lodging.ts';
import { keep, move, seat, undo } from '#app/domain/allocation/search/lodging.ts';
import type { Scoring } from '#app/domain/allocation/search/scoring.ts';

/** What annealing asks of a scoring of one rank besides its score. */
export interface AnnealedScoring extends Scoring {
  /** A room in which a seeker might well live, drawn by chance. */
  suggestRoom(seeker: number, chance: () => number): number;
  /** A quick no, before beds are looked for, to all who count in the room on these days. */
  mayHold(room: number, from: number, to: number): boolean;
  /** Whether two should not be in the room on the same days. */
  clashes(room: number, one: number, other: number): boolean;
}

export interface Annealing {
  /** Moves tried; the same number with the same seed gives the same result everywhere. */
  readonly steps: number;
  readonly seed: number;
  /** What a step may cost and still be kept one time in e, at the first step and at the last. */
  readonly temperature: { readonly from: number; readonly to: number };
}

/** The temperature is worked out anew after so many steps. */
const STEPS_A_DEGREE = 1024;
/** Of all moves, this share lets two rooms change people until nobody clashes. */
const CHAINS = 0.6;
/** A chain that moves more people than this is given up: it hardly ever pays. */
const LONGEST_CHAIN = 12;
/** Of other moves into a room with space, this share changes places with somebody nevertheless. */
const EXCHANGES = 1 / 3;

/**
 * Simulated annealing by the allocator's own moves: a seeker takes another bed, and whoever lies in it on its days takes a place in the room
 * that it leaves; or two rooms change those people who can't share the room with a newcomer, or with one another.
 */
export function anneal(
  lodging: Lodging,
  scoring: AnnealedScoring,
  { steps, seed, temperature }: Annealing,
): void {
  const { occupancy, roomOf, difference } = lodging;
  const { instance } = occupancy;
  const { firstBed } = instance.rooms;
  const chance = chanceFrom(seed);
  let degree = temperature.from;
  for (let step = 0; step < steps; step++) {
    if (step % STEPS_A_DEGREE === 0)
      degree = temperature.from * (temperature.to / temperature.from) ** (step / steps);
    const seeker = Math.floor(chance() * roomOf.length);
    const room = scoring.suggestRoom(seeker, chance);
    if (room === roomOf[seeker] || !roomSuits(instance, room, seeker)) continue;
    const bed = firstBed[room]! + Math.floor(chance() * (firstBed[room + 1]! - firstBed[room]!));
    const isOpen =
      chance() < CHAINS
        ? takeInTurn(lodging, scoring, { seeker, room, chance })
        : takeBed(lodging, scoring, { seeker, room, bed, exchanges: chance() < EXCHANGES });
    const change = difference[0]!;
    const isWanted = isOpen && (change <= 0 || chance() < Math.exp(-change / degree));
    if (isWanted && mayAllHold(lodging, scoring) && seat(lodging)) keep(lodging);
    else undo(lodging);
  }
}

/** @returns true: there is nothing to give up */
function takeBed(
  lodging: Lodging,
  scoring: AnnealedScoring,
  {
    seeker,
    room,
    bed,
    exchanges,
  }: { readonly seeker: number; readonly room: number; readonly bed: number; readonly exchanges: boolean },
): true {
  const { firstIn, nextIn } = lodging.occupancy;
  const home = lodging.roomOf[seeker]!;
  move(lodging, seeker, room);
  if (!exchanges && mayHold(lodging, scoring, seeker)) return true;
  for (let other = firstIn[bed]!; other >= 0; other = nextIn[other]!)
    if (meet(lodging, seeker, other)) move(lodging, other, home);
  return true;
}

/**
 * The seeker enters the room. Whoever there clashes with it, or is one too many on its days, goes to the room it came from; whoever there
 * clashes with those, or is one too many, comes over; and so on.
 * @returns false where more would have to move than a step may
 */
function takeInTurn(
  lodging: Lodging,
  scoring: AnnealedScoring,
  { seeker, room, chance }: { readonly seeker: number; readonly room: number; readonly chance: () => number },
): boolean {
  const { roomOf, firstOf, nextOf, movedSeekers } = lodging;
  const home = roomOf[seeker]!;
  move(lodging, seeker, room);
  // Grows as others follow.
  for (let index = 0; index < movedSeekers.length; index++) {
    const newcomer = movedSeekers[index]!;
    const here = roomOf[newcomer]!;
    const there = here === room ? home : room;
    let next = -1;
    for (let other = firstOf[here]!; other >= 0; other = next) {
      next = nextOf[other]!;
      if (!scoring.clashes(here, newcomer, other) || !meet(lodging, newcomer, other)) continue;
      if (movedSeekers.includes(other)) continue;
      move(lodging, other, there);
      if (movedSeekers.length > LONGEST_CHAIN) return false;
    }
    while (!mayHold(lodging, scoring, newcomer)) {
      const other = oneTooMany(lodging, scoring, { newcomer, chance });
      if (other < 0) return false;
      move(lodging, other, there);
      if (movedSeekers.length > LONGEST_CHAIN) return false;
    }
  }
  return true;
}

/** Somebody who hasn't moved and is in the newcomer's room on days on which it is too full; −1: nobody. */
function oneTooMany(
  lodging: Lodging,
  scoring: AnnealedScoring,
  { newcomer, chance }: { readonly newcomer: number; readonly chance: () => number },
): number {
  const { firstOf, nextOf, roomOf, movedSeekers } = lodging;
  let chosen = -1;
  let found = 0;
  for (let other = firstOf[roomOf[newcomer]!]!; other >= 0; other = nextOf[other]!) {
    if (!meet(lodging, newcomer, other) || mayHold(lodging, scoring, newcomer, other)) continue;
    if (!movedSeekers.includes(other) && chance() * ++found < 1) chosen = other;
  }
  return chosen;
}

/** Whether two seek beds for a day in common. */
function meet({ occupancy }: Lodging, one: number, other: number): boolean {
  const { from, to } = occupancy.instance.seekers;
  return from[one]! < to[other]! && from[other]! < to[one]!;
}

/** Whether a seeker's room may hold all who are in it on its days, or on those that it shares with another. */
function mayHold(
  { occupancy, roomOf }: Lodging,
  scoring: AnnealedScoring,
  seeker: number,
  other = seeker,
): boolean {
  const { from, to } = occupancy.instance.seekers;
  return scoring.mayHold(
    roomOf[seeker]!,
    Math.max(from[seeker]!, from[other]!),
    Math.min(to[seeker]!, to[other]!),
  );
}

function mayAllHold(lodging: Lodging, scoring: AnnealedScoring): boolean {
  for (const seeker of lodging.movedSeekers) if (!mayHold(lodging, scoring, seeker)) return false;
  return true;
}
