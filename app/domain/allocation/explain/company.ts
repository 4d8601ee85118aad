import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { placedIn } from '#app/domain/allocation/occupancy.ts';

/** With whom each placed seeker shares its room on some day: placed ones and those housed already. */
export interface Company {
  /** 1: with somebody. */
  readonly isShared: Uint8Array;
  /** 1: with somebody who speaks one of its languages. */
  readonly isUnderstood: Uint8Array;
  /** How many people of its own employer. */
  readonly colleagues: Uint16Array;
}

export function companyOf(occupancy: Occupancy): Company {
  const { instance } = occupancy;
  const { rooms, locks, seekers } = instance;
  const company: Company = {
    isShared: new Uint8Array(seekers.count),
    isUnderstood: new Uint8Array(seekers.count),
    colleagues: new Uint16Array(seekers.count),
  };
  for (let room = 0; room < rooms.count; room++) {
    const placed = placedIn(occupancy, room);
    for (const seeker of placed) {
      const [from, to] = [seekers.from[seeker] as number, seekers.to[seeker] as number];
      const [own, employer] = [seekers.languages[seeker] as number, seekers.employer[seeker]];
      const meet = (people: Instance['locks'] | Instance['seekers'], other: number) => {
        if ((people.from[other] as number) >= to || from >= (people.to[other] as number)) return;
        company.isShared[seeker] = 1;
        if ((people.languages[other] as number) & own) company.isUnderstood[seeker] = 1;
        if (people.employer[other] === employer)
          company.colleagues[seeker] = (company.colleagues[seeker] as number) + 1;
      };
      for (const other of placed) if (other !== seeker) meet(seekers, other);
      const last = rooms.firstLock[room + 1] as number;
      for (let lock = rooms.firstLock[room] as number; lock < last; lock++) meet(locks, lock);
    }
  }
  return company;
}

type Instance = Occupancy['instance'];
