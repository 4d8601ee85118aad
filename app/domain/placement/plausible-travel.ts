/** Walking pace after half an hour of waiting, and the fastest road. Our estimates, over straight lines: they stop nothing. The texts name them too. */
const LEAST_KM_AN_HOUR = 5;
const WAITING_MINUTES = 30;
const MOST_KM_AN_HOUR = 120;

/** What a planner should look at in minutes for a straight line of so many metres; null where there is nothing. */
export function remarkOnTravel({
  metres,
  minutes,
}: {
  metres: number;
  minutes: number;
}): 'travel_too_slow' | 'travel_too_fast' | null {
  const minutesAt = (kmAnHour: number) => (metres * 60) / (1000 * kmAnHour);
  if (minutes < minutesAt(MOST_KM_AN_HOUR)) return 'travel_too_fast';
  return minutes > WAITING_MINUTES + minutesAt(LEAST_KM_AN_HOUR) ? 'travel_too_slow' : null;
}
