import type { ClosingPlace } from '#app/domain/capacity/changes/capacity-change.ts';

/**
 * Days for which somebody with nowhere else to go may stay in a place that is closed for danger: our proposal, from no
 * source. So long planners have to find them a bed.
 */
export const DAYS_TO_LEAVE_A_DANGER = 7;

/** True when the one place is the other, or lies in it. */
export function isWithinPlace(inner: ClosingPlace, outer: ClosingPlace): boolean {
  return (
    outer.siteId === inner.siteId &&
    (outer.buildingId === null || outer.buildingId === inner.buildingId) &&
    (outer.floor === null || outer.floor === inner.floor) &&
    (outer.roomId === null || outer.roomId === inner.roomId) &&
    (outer.bedId === null || outer.bedId === inner.bedId)
  );
}

/** The fewest places that hold all of these: a building that closes makes it needless to close its rooms. */
export function widestOf(places: readonly ClosingPlace[]): ClosingPlace[] {
  return places.filter(
    (place, at) =>
      !places.some(
        (other, otherAt) =>
          otherAt !== at &&
          isWithinPlace(place, other) &&
          // Of two that are the same, the first stands.
          (!isWithinPlace(other, place) || otherAt < at),
      ),
  );
}

/** Why a change of capacity is made that an inspection caused, in both languages: people type reasons in theirs. */
export const reasonOfInspection = (number: number) => `تفتيش ${number} · Inspection ${number}`;

/** What becomes of a reservation in a place that is closed for danger, where no other bed was found. */
export const RESERVATION_IN_DANGER =
  'ألغي الحجز: المكان مغلق لخطر · Reservation called off: the place is closed for danger';
