import { z } from 'zod';
import { addDays, isDay } from '#app/domain/dates.ts';
import type { Day } from '#app/domain/dates.ts';
import { weekOf, workingDaysOf } from '#app/domain/inspection/schedule.ts';

/** What the URL of the schedule asks. Anything odd is left out. */
interface ScheduleQuery {
  /** The Sunday that its week begins with. */
  readonly week: Day;
  readonly wantsProposal: boolean;
  /** The only buildings that a proposal is about; null for all. */
  readonly buildingIds: readonly string[] | null;
  /** Whose way on which day the map shows. */
  readonly way: { readonly inspectorId: string; readonly day: Day } | null;
  /** The visit that was just moved, and where it stood before. */
  readonly moved: { readonly id: string; readonly day: Day; readonly inspectorId: string | null } | null;
}

const uuid = z.uuid();
const asUuid = (text: string | null) => uuid.safeParse(text).data ?? null;

/** `?week=` by any of its days, `?propose=1`, `?building=` (several), `?way=`, and what a move leaves behind. */
export function readScheduleQuery(request: Request, today: Day): ScheduleQuery {
  const search = new URL(request.url).searchParams;
  const wantsProposal = search.has('propose');
  const asked = search.get('week') ?? '';
  const [inspector = '', day = ''] = (search.get('way') ?? '').split('.');
  const inspectorId = asUuid(inspector);
  const movedId = asUuid(search.get('moved'));
  const fromDay = search.get('fromDay') ?? '';
  const buildingIds = search.getAll('building').flatMap((text) => asUuid(text) ?? []);
  return {
    week: weekOf(isDay(asked) ? asked : usualDay(today, wantsProposal)),
    wantsProposal,
    buildingIds: buildingIds.length > 0 ? buildingIds : null,
    way: inspectorId && isDay(day) ? { inspectorId, day } : null,
    moved:
      movedId && isDay(fromDay)
        ? { id: movedId, day: fromDay, inspectorId: asUuid(search.get('fromInspector')) }
        : null,
  };
}

/** A proposal is for the next week, and so is the schedule once this week's working days are over. */
function usualDay(today: Day, wantsProposal: boolean): Day {
  const isOver = today > (workingDaysOf(today).at(-1) ?? today);
  return wantsProposal || isOver ? addDays(today, 7) : today;
}
