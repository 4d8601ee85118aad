import type { Occupancy } from './occupancy.ts';

/** Beds that one criterion keeps from counting: in their rooms it is the criterion that binds. */
export interface LostBeds {
  readonly criterionKey: string;
  readonly beds: number;
  readonly rooms: number;
}

/** One bar: beds from `from` to `to` (`from` < `to`), counted from none; a loss hangs from the bar before it. */
export interface WaterfallStep {
  readonly kind:
    'design' | 'criterion' | 'compliant' | 'closed' | 'available' | 'occupied' | 'reserved' | 'vacant';
  /** The criterion of a loss. */
  readonly criterionKey: string | null;
  readonly beds: number;
  readonly from: number;
  readonly to: number;
}

/**
 * From the beds that were built to those that are free on a day: what each criterion takes, the heaviest first, then the
 * beds that are closed though the standard allows them, then who sleeps in the rest. Every loss ends where the next step
 * begins, so the bars add up.
 */
export function waterfall(
  lost: readonly LostBeds[],
  { available, occupied, reserved, vacant, closed }: Occupancy,
): readonly WaterfallStep[] {
  const design = available + closed;
  const steps: WaterfallStep[] = [];
  const stand = (kind: WaterfallStep['kind'], beds: number) =>
    steps.push({ kind, criterionKey: null, beds, from: 0, to: beds });
  const lose = (kind: WaterfallStep['kind'], criterionKey: string | null, beds: number, left: number) =>
    steps.push({ kind, criterionKey, beds, from: left - beds, to: left });

  stand('design', design);
  let left = design;
  for (const { criterionKey, beds } of [...lost].sort(
    (one, other) => other.beds - one.beds || (one.criterionKey < other.criterionKey ? -1 : 1),
  )) {
    lose('criterion', criterionKey, beds, left);
    left -= beds;
  }
  stand('compliant', left);
  lose('closed', null, left - available, left);
  stand('available', available);
  stand('occupied', occupied);
  steps.push({
    kind: 'reserved',
    criterionKey: null,
    beds: reserved,
    from: occupied,
    to: occupied + reserved,
  });
  lose('vacant', null, vacant, available);
  return steps;
}
