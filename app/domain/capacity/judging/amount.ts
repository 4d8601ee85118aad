import type { Fact, RecordedKey } from '#app/domain/standards/yardstick.ts';
import type { PlaceFacts } from './place-facts.ts';
import { placesWithin } from './place-facts.ts';

/**
 * How much of something there is: at least `low`, at most `high`, and `value` where it is known. What is so or not so
 * counts as 1 or 0.
 */
export interface Amount {
  readonly low: number;
  readonly high: number;
  readonly value: number | boolean | null;
}

const unknown: Amount = { low: -Infinity, high: Infinity, value: null };
const exactly = (value: number | boolean): Amount => ({ low: Number(value), high: Number(value), value });
const orUnknown = (value: unknown): Amount =>
  typeof value === 'number' || typeof value === 'boolean' ? exactly(value) : unknown;

/** The amount as a figure: that something was seen to be there doesn't say how much. */
export const figureOf = (amount: Amount): Amount => (typeof amount.value === 'boolean' ? unknown : amount);

/** What a place has of a fact. */
export function amountOf(place: PlaceFacts, fact: Fact): Amount {
  switch (fact.kind) {
    case 'facility':
      return countOf(place, fact.key);
    case 'record':
      return orUnknown(recordOf(place, fact.key));
    case 'measured':
      return orUnknown(place.measured[fact.key]);
  }
}

/**
 * A facility counts for every place around it. Its count is known where the place counts that kind itself (places within
 * that say nothing then have none besides), or where all places within know theirs; otherwise there may be more.
 */
function countOf(place: PlaceFacts, facility: string): Amount {
  const own = place.facilities[facility];
  let count = own ?? 0;
  const within = placesWithin(place);
  let isKnownWithin = within.length > 0;
  for (const each of within) {
    const { low, value } = countOf(each, facility);
    count += low;
    isKnownWithin &&= value !== null;
  }
  return own !== undefined || isKnownWithin ? exactly(count) : { low: count, high: Infinity, value: null };
}

/** A recorded fact of the place that bears it; elsewhere it is what was measured under its key. */
function recordOf(place: PlaceFacts, key: RecordedKey): unknown {
  if ('designBeds' in place) {
    switch (key) {
      case 'floor_area_m2':
        return place.floorAreaM2;
      case 'ceiling_height_m':
        return place.ceilingHeightM;
      case 'bunk_beds':
        return place.upperBeds > 0;
      case 'triple_bunks':
        return tiersOf(place) > 2;
      case 'bed_tiers':
        return tiersOf(place);
    }
  }
  if ('floors' in place && key === 'residential_floors') return place.floorCount;
  return place.measured[key];
}

/** Beds one above the other at the highest place, if upper beds stand on the lower ones evenly. */
const tiersOf = ({ designBeds, upperBeds }: { designBeds: number; upperBeds: number }) =>
  1 + Math.ceil(upperBeds / Math.max(1, designBeds - upperBeds));

/** In hundredths, whole: 12.6 holds 4.2 three times, which fractions in base two deny. */
export const inHundredths = (amount: number) => Math.round(amount * 100);
