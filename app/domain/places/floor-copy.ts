import type { BuildingFacts } from '#app/domain/capacity/judging/place-facts.ts';
import { latinDigits } from '#app/domain/identity/civil-id.ts';
import type { Read } from '#app/domain/typed-text.ts';
import { right, wrong } from '#app/domain/typed-text.ts';

/** Floors as they are typed: `2, 3` or `2-4`, once each, in their order. */
export function readFloorList(text: string): Read<readonly number[]> {
  const typed = latinDigits(text).replace(/[\s\p{Bidi_Control}]/gu, '');
  if (!typed) return wrong('required');
  const floors = new Set<number>();
  for (const part of typed.split(/[,،;]/).filter(Boolean)) {
    const [, from = '', to = from] = /^(\d{1,2})(?:[-–—](\d{1,2}))?$/.exec(part) ?? [];
    if (!from) return wrong('not_a_floor_list');
    for (let floor = Number(from); floor <= Number(to); floor++) floors.add(floor);
  }
  return floors.size > 0 ? right([...floors].sort((one, other) => one - other)) : wrong('not_a_floor_list');
}

/** The floors of a building that a floor can be copied to: they are there, and have no rooms yet. */
export function floorsToFill(building: BuildingFacts, floors: readonly number[]): Read<readonly number[]> {
  if (floors.some((floor) => floor >= building.floorCount)) return wrong('no_such_floor');
  const filled = new Set(building.floors.filter(({ rooms }) => rooms.length > 0).map(({ floor }) => floor));
  return floors.some((floor) => filled.has(floor)) ? wrong('floor_has_rooms') : right(floors);
}

/** A room's name on another floor: a name that begins with its floor's number begins with the other's. */
export function nameOnFloor(name: string, { from, to }: { from: number; to: number }): string {
  const number = String(from);
  const isNumbered = name.startsWith(number) && (/^\D/.test(name.slice(number.length)) || /^\d+$/.test(name));
  return isNumbered ? `${to}${name.slice(number.length)}` : name;
}
