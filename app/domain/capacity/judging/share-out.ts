/**
 * Shares `people` out among rooms that would hold more together. The fullest rooms give up beds first, the last among
 * equals, one bed at a time, and none below what is kept for it: the order of the rooms is their precedence. So all rooms
 * come down to one level, and what remains over goes to the first ones above it. O(n log m), m the largest room.
 *
 * @param most what each room would hold
 * @param people what all together may hold, not less than all that is kept
 * @param kept what each room holds in any case, not above `most`; nothing if left out
 */
export function shareOut(
  most: readonly number[],
  people: number,
  kept: readonly number[] = [],
): readonly number[] {
  if (sumOf(most) <= people) return most;
  const at = (level: number, index: number) => Math.max(kept[index] ?? 0, Math.min(level, most[index] ?? 0));
  const togetherAt = (level: number) => most.reduce((sum, _, index) => sum + at(level, index), 0);
  let level = 0;
  let tooHigh = most.reduce((highest, each) => Math.max(highest, each), 0);
  while (tooHigh - level > 1) {
    const middle = Math.floor((level + tooHigh) / 2);
    if (togetherAt(middle) <= people) level = middle;
    else tooHigh = middle;
  }
  let left = people - togetherAt(level);
  return most.map((_, index) => {
    const risen = at(level + 1, index);
    if (left <= 0 || risen === at(level, index)) return at(level, index);
    left -= 1;
    return risen;
  });
}

export const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
