import type { Day } from '#app/domain/dates.ts';
import { isDay } from '#app/domain/dates.ts';

/** The day that a page's URL asks for (`?day=`), else today. */
export function readDay(request: Request, today: Day): Day {
  const asked = new URL(request.url).searchParams.get('day') ?? '';
  return isDay(asked) ? asked : today;
}
