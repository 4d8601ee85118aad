import type { Day } from '#app/domain/dates.ts';
import type { PlanOptions } from './options.ts';
import type { Occupancy } from './verify.ts';

export type OverlapRule = 'two_in_bed' | 'one_in_two_beds' | 'other_shift_in_room' | 'other_employer_in_room';

interface Clash {
  readonly rule: OverlapRule;
  readonly occupancy: Occupancy;
}

/**
 * Rules 2, 3, 5 and 6: who may not be in one bed, room or two places on one day. A clash is told once of somebody whom
 * the plan placed or moved; stays among themselves are none of its doing.
 */
export function clashesOf(
  occupancies: readonly Occupancy[],
  { sharedRooms }: Pick<PlanOptions, 'sharedRooms'>,
): Clash[] {
  const clashes: Clash[] = [];
  const byDay = [...occupancies].sort(byFirstDay);
  const find = (rule: OverlapRule, groupOf: GroupOf<Occupancy>, sideOf: SideOf<Occupancy>) => {
    const told = new Set<Occupancy>();
    for (const [one, other] of clashing(byDay, groupOf, sideOf, isNew)) told.add(isNew(one) ? one : other);
    for (const occupancy of told) clashes.push({ rule, occupancy });
  };
  find('two_in_bed', ({ bedId }) => bedId, itself);
  find('one_in_two_beds', ({ workerId }) => workerId, itself);
  find('other_shift_in_room', roomOf, ({ shift }) => shift);
  if (!sharedRooms) find('other_employer_in_room', roomOf, ({ employerId }) => employerId);
  return clashes;
}

const isNew = ({ by }: Occupancy) => by !== 'stay';
const roomOf = ({ home }: Occupancy) => home?.room;
export const itself = (range: unknown) => range;

export const byFirstDay = (one: { readonly from: Day }, other: { readonly from: Day }) =>
  one.from < other.from ? -1 : one.from > other.from ? 1 : 0;

/** People of different sides of one group may not share a day; who is in no group may with anybody. */
type GroupOf<Range> = (range: Range) => unknown;
type SideOf<Range> = (range: Range) => unknown;

/** Who stays longest so far, and who longest of all other sides. */
interface Longest<Range> {
  first: Range | undefined;
  second: Range | undefined;
}

/**
 * Pairs of one group and different sides that share a day, at least one of the two new. Not every pair, which may be very
 * many, but so many that each side that clashes with another stands in one of them: of ranges taken in the order of
 * first days, the longest of another side so far is there still if anybody is.
 */
export function* clashing<Range extends { readonly from: Day; readonly to: Day }>(
  byDay: readonly Range[],
  groupOf: GroupOf<Range>,
  sideOf: SideOf<Range>,
  isOfNew?: (range: Range) => boolean,
): Generator<readonly [Range, Range]> {
  const everybody = new Map<unknown, Longest<Range>>();
  const newcomers = isOfNew ? new Map<unknown, Longest<Range>>() : everybody;
  for (const range of byDay) {
    const group = groupOf(range);
    if (group === undefined) continue;
    const isOne = isOfNew?.(range) ?? true;
    const longest = (isOne ? everybody : newcomers).get(group);
    const other = longest?.first && sideOf(longest.first) !== sideOf(range) ? longest.first : longest?.second;
    if (other && other.to > range.from) yield [range, other];
    add(everybody, group, range, sideOf);
    if (isOne && newcomers !== everybody) add(newcomers, group, range, sideOf);
  }
}

function add<Range extends { readonly to: Day }>(
  groups: Map<unknown, Longest<Range>>,
  group: unknown,
  range: Range,
  sideOf: SideOf<Range>,
): void {
  const longest = groups.get(group);
  if (!longest?.first) {
    groups.set(group, { first: range, second: undefined });
  } else if (sideOf(longest.first) === sideOf(range)) {
    if (range.to > longest.first.to) longest.first = range;
  } else if (range.to > longest.first.to) {
    longest.second = longest.first;
    longest.first = range;
  } else if (!longest.second || range.to > longest.second.to) {
    longest.second = range;
  }
}

/** Marks whoever of a group, in the order of first days, shares a day with another of it. */
export function overlappingIn(group: readonly Occupancy[]): Set<Occupancy> {
  const overlapping = new Set<Occupancy>();
  let reached = '';
  for (const [index, occupancy] of group.entries()) {
    const next = group[index + 1];
    if (reached > occupancy.from || (next && next.from < occupancy.to)) overlapping.add(occupancy);
    if (occupancy.to > reached) reached = occupancy.to;
  }
  return overlapping;
}
