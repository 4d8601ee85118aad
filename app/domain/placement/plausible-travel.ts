/** Walking pace, and the fastest road. Our estimates, over straight lines: they stop nothing. The texts name them too. */
const LEAST_KM_AN_HOUR = 5;
const MOST_KM_AN_HOUR = 120;

/** What a planner should look at in minutes for a straight line of so many metres; null where there is nothing. */
export function remarkOnTravel({
  metres,
  minutes,
}: {
  metres: number;
  minutes: number;
}): 'travel_too_slow' | 'travel_too_fast' | null {
  const kmAnHour = (metres * 60) / (1000 * minutes);
  if (kmAnHour > MOST_KM_AN_HOUR) return 'travel_too_fast';
  // Nothing shorter than a minute can be written, however near the workplace is.
  return kmAnHour < LEAST_KM_AN_HOUR && minutes > 1 ? 'travel_too_slow' : null;
}
