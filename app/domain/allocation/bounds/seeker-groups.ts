import type { Instance } from '#app/domain/allocation/instance.ts';
import { SHIFTS } from '#app/domain/allocation/instance.ts';
import type { BedsByDay } from './beds-by-day.ts';
import { isSuited, NEEDS } from './beds-by-day.ts';

/**
 * Seekers whom no bound tells apart: of one request, sex, shift and needs. Who fits no bed at all is in none, since no plan
 * places it.
 */
export interface SeekerGroups {
  readonly count: number;
  readonly request: Int32Array;
  readonly employer: Int32Array;
  readonly priorityClass: Uint8Array;
  readonly sex: Uint8Array;
  readonly shift: Uint8Array;
  /** As in `BedsByDay`. */
  readonly needs: Uint8Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly people: Int32Array;
  /** 1 where a bed of the site could hold them: `group × siteCount + site`. */
  readonly suited: Uint8Array;
  /** The group of each seeker; −1: fits no bed. */
  readonly groupOf: Int32Array;
}

const SLOTS = 2 * SHIFTS * NEEDS;

export function seekerGroups(instance: Instance, byDay: BedsByDay): SeekerGroups {
  const { seekers, requests, siteCount } = instance;
  const found = { request: [] as number[], slot: [] as number[], people: [] as number[] };
  const suited: number[] = [];
  const groupOf = new Int32Array(seekers.count);
  const ofSlot = new Int32Array(SLOTS);
  for (let request = 0; request < requests.count; request++) {
    ofSlot.fill(-2);
    const last = requests.firstSeeker[request + 1] as number;
    for (let seeker = requests.firstSeeker[request] as number; seeker < last; seeker++) {
      const sex = seekers.sex[seeker] as number;
      const shift = seekers.shift[seeker] as number;
      const needs = (seekers.lowerBed[seeker] as number) + 2 * (seekers.stepFree[seeker] as number);
      const slot = (sex * SHIFTS + shift) * NEEDS + needs;
      let group = ofSlot[slot] as number;
      if (group === -2) {
        const days = { from: seekers.from[seeker] as number, to: seekers.to[seeker] as number };
        const sites = Array.from({ length: siteCount }, (_, site) =>
          Number(isSuited(byDay, sex * siteCount + site, { needs, shift, ...days })),
        );
        group = sites.includes(1) ? found.request.length : -1;
        ofSlot[slot] = group;
        if (group >= 0) {
          found.request.push(request);
          found.slot.push(slot);
          found.people.push(0);
          suited.push(...sites);
        }
      }
      groupOf[seeker] = group;
      if (group >= 0) found.people[group] = (found.people[group] as number) + 1;
    }
  }
  const ofFirst = (values: ArrayLike<number>) => (request: number) =>
    values[requests.firstSeeker[request] as number] as number;
  return {
    count: found.request.length,
    request: Int32Array.from(found.request),
    employer: Int32Array.from(found.request, (request) => requests.employer[request] as number),
    priorityClass: Uint8Array.from(found.request, ofFirst(seekers.priorityClass)),
    sex: Uint8Array.from(found.slot, (slot) => Math.floor(slot / (SHIFTS * NEEDS))),
    shift: Uint8Array.from(found.slot, (slot) => Math.floor(slot / NEEDS) % SHIFTS),
    needs: Uint8Array.from(found.slot, (slot) => slot % NEEDS),
    from: Int32Array.from(found.request, ofFirst(seekers.from)),
    to: Int32Array.from(found.request, ofFirst(seekers.to)),
    people: Int32Array.from(found.people),
    suited: Uint8Array.from(suited),
    groupOf,
  };
}
