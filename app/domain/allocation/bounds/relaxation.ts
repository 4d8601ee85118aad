import type { Instance } from '#app/domain/allocation/instance.ts';
import type { BedsByDay } from './beds-by-day.ts';
import { bedsByDay } from './beds-by-day.ts';
import type { SeekerGroups } from './seeker-groups.ts';
import { seekerGroups } from './seeker-groups.ts';

/** What all bounds look at instead of single beds and people; made once an instance. */
export interface Relaxation {
  readonly instance: Instance;
  readonly mostMoves: number;
  readonly byDay: BedsByDay;
  readonly groups: SeekerGroups;
}

export function relaxationOf(instance: Instance, mostMoves: number): Relaxation {
  const byDay = bedsByDay(instance, mostMoves);
  return { instance, mostMoves, byDay, groups: seekerGroups(instance, byDay) };
}
