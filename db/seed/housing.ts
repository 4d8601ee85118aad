import type { Day, DayRange } from '#app/domain/dates.ts';
import { addDays } from '#app/domain/dates.ts';
import { designationOf } from '#app/domain/placement/people.ts';
import type { MadeWorker } from './people.ts';
import type { MadeBed, MadeRoom } from './places.ts';
import type { Chance } from './random.ts';

export interface MadeAssignment extends DayRange {
  readonly id: string;
  readonly bed: MadeBed;
  readonly room: MadeRoom;
  readonly worker: MadeWorker;
  readonly state: 'reserved' | 'occupied' | 'ended';
  readonly endReason: 'moved_out' | 'relocated' | 'transferred' | null;
}

interface Era {
  /** Days from today, half-open; the last era is now and has no end. */
  readonly from: number;
  readonly to: number | null;
  readonly housedShare: number;
}

/** Two years: in each stretch rooms are given out anew, so that no one is in two beds at once. */
const eras: readonly Era[] = [
  { from: -720, to: -430, housedShare: 0.55 },
  { from: -420, to: -200, housedShare: 0.6 },
  { from: -190, to: null, housedShare: 0.72 },
];

/** Gives beds to workers over two years: one sex and shift a room, an employer's people side by side. */
export function* makeAssignments(
  chance: Chance,
  {
    rooms,
    workers,
    unhoused,
    today,
  }: {
    rooms: readonly MadeRoom[];
    workers: readonly MadeWorker[];
    unhoused: ReadonlySet<string>;
    today: Day;
  },
): Generator<MadeAssignment> {
  for (const era of eras) {
    const start = addDays(today, era.from);
    const free = { men: roomsOf(rooms, 'men', start), women: roomsOf(rooms, 'women', start) };
    for (const sex of ['male', 'female'] as const) {
      const queue = free[designationOf[sex]];
      for (const shift of ['day', 'night', 'rotating'] as const) {
        let room: MadeRoom | undefined;
        let beds: MadeBed[] = [];
        let employerId = '';
        for (const worker of workers) {
          if (worker.sex !== sex || worker.shift !== shift) continue;
          if (era.to === null ? unhoused.has(worker.id) : !chance.happens(era.housedShare)) continue;
          const startsAnew = worker.employer.id !== employerId && chance.happens(0.5);
          employerId = worker.employer.id;
          if (startsAnew) beds = [];
          while (beds.length === 0) {
            room = queue.pop();
            if (!room) break;
            beds = room.beds.filter((candidate) => candidate.isOpen);
          }
          const bed = takeSuitable(beds, worker);
          if (room && bed) yield { ...stay(chance, era, start, today), id: chance.id(), bed, room, worker };
        }
      }
    }
  }
}

/** Rooms open since `day`, the last to be given out first in the list. */
function roomsOf(rooms: readonly MadeRoom[], sex: 'men' | 'women', day: Day): MadeRoom[] {
  return rooms.filter((room) => room.building.sex === sex && room.building.openedOn <= day).reverse();
}

function takeSuitable(beds: MadeBed[], worker: MadeWorker): MadeBed | undefined {
  const index = worker.accessNeeds.length > 0 ? beds.findIndex((bed) => bed.position !== 'upper') : 0;
  return beds.splice(Math.max(0, index), 1)[0];
}

function stay(
  chance: Chance,
  era: Era,
  start: Day,
  today: Day,
): Pick<MadeAssignment, 'from' | 'to' | 'state' | 'endReason'> {
  if (era.to !== null) {
    const from = addDays(start, chance.whole(0, 60));
    return {
      from,
      to: addDays(today, era.to - chance.whole(0, 60)),
      state: 'ended',
      endReason: chance.pick(['moved_out', 'moved_out', 'relocated', 'transferred']),
    };
  }
  const reserved = chance.happens(0.04);
  const from = reserved ? addDays(today, chance.whole(1, 25)) : addDays(start, chance.whole(0, -era.from));
  return {
    from,
    to: chance.happens(0.3) ? addDays(today, chance.whole(30, 400)) : null,
    state: from > today ? 'reserved' : 'occupied',
    endReason: null,
  };
}
