import type { Day, DayRange } from '#app/domain/dates.ts';
import type { EmployerId, PlacementRequestId, SiteId, WorkerId } from '#app/domain/identity/ids.ts';
import type { Sex, Shift } from '#app/domain/placement/people.ts';
import type { SnapshotRequest } from './snapshot.ts';

/** So many workers who don’t exist, to see where they would find beds. */
export interface InventedWorkers extends DayRange {
  readonly count: number;
  /** Of the count; the others are men. */
  readonly women: number;
  /** Of the count; the others work by day. */
  readonly nights: number;
  /** Near a site, or at a point where they would work; the site’s own position is then in the two figures. */
  readonly nearSiteId: SiteId | null;
  readonly longitude: number;
  readonly latitude: number;
}

/** How many workers the requests ask for in turn: as small firms and large ones would. Our choice, without a source. */
const SIZES = [12, 45, 8, 90, 20, 150, 30];

const INVENTED = 'invented-';

/** True of a request, employer or worker that a scenario made up. */
export const isInvented = (id: string) => id.startsWith(INVENTED);

/**
 * The workers in requests of one sex, one shift and an employer of their own; without crews or needs, of which nothing is
 * known. `name` tells the requests of two changes apart. The same figures give the same requests.
 */
export function inventedRequests(
  { count, women, nights, from, to, longitude, latitude }: InventedWorkers,
  { name, day }: { name: string; day: Day },
): SnapshotRequest[] {
  const requests: SnapshotRequest[] = [];
  for (const { sex, shift, workers } of groupsOf({ count, women, nights })) {
    for (let left = workers; left > 0;) {
      const size = Math.min(left, SIZES[requests.length % SIZES.length] ?? left);
      const key = `${INVENTED}${name}-${String(requests.length).padStart(6, '0')}`;
      requests.push({
        id: key as PlacementRequestId,
        employerId: key as EmployerId,
        longitude,
        latitude,
        priority: 0,
        submittedAt: day,
        from,
        to,
        workers: Array.from({ length: size }, (_, index) => ({
          id: `${key}-${String(index).padStart(3, '0')}` as WorkerId,
          sex,
          shift,
          stepFree: false,
          lowerBed: false,
          crew: null,
        })),
      });
      left -= size;
    }
  }
  return requests;
}

/** Nights fall to women and men by their shares. */
function groupsOf({ count, women, nights }: Pick<InventedWorkers, 'count' | 'women' | 'nights'>) {
  const womenAtNight = count === 0 ? 0 : Math.round((women * nights) / count);
  const group = (sex: Sex, shift: Shift, workers: number) => ({ sex, shift, workers });
  return [
    group('male', 'day', count - women - (nights - womenAtNight)),
    group('male', 'night', nights - womenAtNight),
    group('female', 'day', women - womenAtNight),
    group('female', 'night', womenAtNight),
  ];
}
