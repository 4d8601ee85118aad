import type { SiteId } from '#app/domain/identity/ids.ts';
import { overlaps } from '#app/domain/dates.ts';
import { countBlockers } from './blockers.ts';
import { distanceMetres } from './distance.ts';
import type { Seeker } from './housing.ts';
import { openHousing } from './housing.ts';
import { measure } from './measures.ts';
import type {
  OnProgress,
  PlacementReason,
  PlanOptions,
  Proposal,
  ProposedPlacement,
  UnplacedWorker,
} from './proposal.ts';
import type { Snapshot, SnapshotRequest, SnapshotSite, SnapshotWorker } from './snapshot.ts';
import type { Vacancy } from './vacancies.ts';
import { findVacancies, freeBeds, takeBed } from './vacancies.ts';

/**
 * Gives every worker of every request a bed, or says what stood in the way. No hard rule of the domain is ever broken;
 * among what is allowed: requests by priority and then by waiting time; within one, whoever has needs first, then crews,
 * then the rest; each group at the nearest site that can take it whole, in as few rooms as can be. The same snapshot
 * gives the same proposal, whatever the order of its lists.
 */
export function plan(
  snapshot: Snapshot,
  options: PlanOptions,
  onProgress: OnProgress = () => undefined,
): Proposal {
  const housing = openHousing(snapshot);
  const requests = [...snapshot.requests].sort(inOrderOfService);
  const total = requests.reduce((sum, request) => sum + request.workers.length, 0);
  const step = Math.max(1, Math.ceil(total / 100));
  const placements: ProposedPlacement[] = [];
  const unplaced: { request: SnapshotRequest; worker: SnapshotWorker; alreadyHoused: boolean }[] = [];
  let decided = 0;

  for (const request of requests) {
    const sites = housing.sites
      .map((site) => ({ site, distance: distanceMetres(request, site) }))
      .sort((one, other) => one.distance - other.distance || (one.site.id < other.site.id ? -1 : 1));
    const rankOf = (site: SnapshotSite, worker: SnapshotWorker) =>
      1 +
      sites
        .filter((nearer) => housing.roomsFor(nearer.site, worker.sex).length > 0)
        .findIndex((nearer) => nearer.site === site);
    const distanceTo = new Map(sites.map(({ site, distance }) => [site.id, distance]));
    const search = createSearch(request, (site, seeker) => findVacancies(housing, site, seeker, options));

    for (const group of groupsOf(request)) {
      const seekers = group.workers.flatMap((worker) => {
        const alreadyHoused = housing.staysOf(worker.id).some((stay) => overlaps(stay, request));
        if (alreadyHoused) unplaced.push({ request, worker, alreadyHoused });
        return alreadyHoused ? [] : [{ worker, seeker: { ...toSeeker(request, worker) } }];
      });
      const room = search.wholeGroup(
        sites.map(({ site }) => site),
        seekers.map(({ seeker }) => seeker),
      );
      const taken: { placement: ProposedPlacement; vacancy: Vacancy }[] = [];
      for (const { worker, seeker } of seekers) {
        const found = room.next(seeker);
        if (!found) {
          unplaced.push({ request, worker, alreadyHoused: false });
          continue;
        }
        const { site, vacancy, bed } = found;
        const rank = rankOf(site, worker);
        const reasons: PlacementReason[] = [
          { code: 'near_workplace', distanceMetres: distanceTo.get(site.id) ?? 0, rank },
        ];
        const nearest = sites.find((each) => housing.roomsFor(each.site, worker.sex).length > 0);
        if (rank > 1 && nearest) reasons.push({ code: 'nearer_site_full', siteId: nearest.site.id });
        if (vacancy.colleagues > 0) reasons.push({ code: 'with_employer', roommates: vacancy.colleagues });
        if (worker.stepFree) reasons.push({ code: 'accessible_room' });
        if (worker.lowerBed) reasons.push({ code: 'lower_bed' });
        housing.occupy(
          bed,
          { ...worker, employerId: request.employerId, from: request.from, to: request.to },
          worker.id,
        );
        taken.push({
          vacancy,
          placement: {
            workerId: worker.id,
            requestId: request.id,
            bedId: bed.bed.id,
            siteId: site.id,
            from: request.from,
            to: request.to,
            reasons,
          },
        });
      }
      placements.push(...taken.map(({ placement }) => withCrew(placement, group.crew, taken)));
      for (let count = group.workers.length; count > 0; count--)
        if (++decided % step === 0) onProgress(decided, total);
    }
  }
  onProgress(total, total);

  const blockersOf = countBlockers(housing, options);
  const told: UnplacedWorker[] = unplaced.map(({ request, worker, alreadyHoused }) => ({
    workerId: worker.id,
    requestId: request.id,
    blockers: alreadyHoused
      ? [{ code: 'already_housed', beds: snapshot.beds.length }]
      : blockersOf(toSeeker(request, worker)),
  }));
  return { placements, unplaced: told, measures: measure(snapshot, placements) };
}

function inOrderOfService(one: SnapshotRequest, other: SnapshotRequest): number {
  if (one.priority !== other.priority) return other.priority - one.priority;
  if (one.submittedAt !== other.submittedAt) return one.submittedAt < other.submittedAt ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

interface Group {
  readonly crew: string | null;
  readonly workers: readonly SnapshotWorker[];
}

/** Who is placed together: of one crew, sex and shift, since a room holds one sex and shift; the neediest groups first. */
function groupsOf(request: SnapshotRequest): Group[] {
  const groups = new Map<string, SnapshotWorker[]>();
  for (const worker of [...request.workers].sort(
    (one, other) => needs(other) - needs(one) || (one.id < other.id ? -1 : 1),
  )) {
    const key = `${worker.sex} ${worker.shift} ${worker.crew ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(worker);
    else groups.set(key, [worker]);
  }
  return [...groups.values()]
    .map((workers) => ({ crew: workers[0]?.crew ?? null, workers }))
    .sort(
      (one, other) =>
        neediest(other) - neediest(one) ||
        Number(other.crew !== null) - Number(one.crew !== null) ||
        other.workers.length - one.workers.length ||
        (firstId(one) < firstId(other) ? -1 : 1),
    );
}

const needs = (worker: SnapshotWorker) => Number(worker.stepFree) * 2 + Number(worker.lowerBed);
const neediest = (group: Group) => Math.max(...group.workers.map(needs));
const firstId = (group: Group) => group.workers[0]?.id ?? '';

function toSeeker(request: SnapshotRequest, worker: SnapshotWorker): Seeker {
  return { employerId: request.employerId, from: request.from, to: request.to, worker };
}

/** Vacancies are sought once a request, sex, shift and site; beds taken since leave them. */
function createSearch(request: SnapshotRequest, find: (site: SnapshotSite, seeker: Seeker) => Vacancy[]) {
  const known = new Map<string, Vacancy[]>();
  const vacanciesAt = (site: SnapshotSite, seeker: Seeker) => {
    const key = `${site.id} ${seeker.worker.sex} ${seeker.worker.shift}`;
    let vacancies = known.get(key);
    // Another class of this request may have moved in since: then the room is no longer for this one.
    if (!vacancies)
      known.set(
        key,
        (vacancies = find(site, {
          ...seeker,
          worker: { ...seeker.worker, stepFree: false, lowerBed: false },
        })),
      );
    return vacancies.filter((vacancy) => freeBeds(vacancy) > 0 && !isTakenByOthers(vacancy, seeker));
  };

  return {
    /** Beds for a group: whole at the nearest site that can take it whole, else from the nearest site on. */
    wholeGroup(sites: readonly SnapshotSite[], group: readonly Seeker[]) {
      const [first] = group;
      const places = first ? sites.map((site) => ({ site, vacancies: vacanciesAt(site, first) })) : [];
      const whole = places.find(({ vacancies }) => canHold(vacancies, group));
      const ordered = (whole ? [whole, ...places.filter((place) => place !== whole)] : places).map(
        ({ site, vacancies }) => ({
          site,
          vacancies: inOrderOfUse(vacancies, group),
        }),
      );
      return {
        next(seeker: Seeker) {
          for (const { site, vacancies } of ordered) {
            for (const vacancy of vacancies) {
              const bed = takeBed(vacancy, seeker);
              if (bed) return { site, vacancy, bed };
            }
          }
          return null;
        },
      };
    },
  };
}

function isTakenByOthers({ room }: Vacancy, seeker: Seeker): boolean {
  return room.beds.some(({ stays }) =>
    stays.some((stay) => stay.shift !== seeker.worker.shift && overlaps(stay, seeker)),
  );
}

function canHold(vacancies: readonly Vacancy[], group: readonly Seeker[]): boolean {
  const stepFree = group.filter((seeker) => seeker.worker.stepFree).length;
  const accessible = vacancies.filter(isAccessible);
  return sumFree(vacancies) >= group.length && sumFree(accessible) >= stepFree;
}

const isAccessible = ({ room }: Vacancy) => room.building.accessibleEntrance && room.room.accessible;
const sumFree = (vacancies: readonly Vacancy[]) =>
  vacancies.reduce((sum, vacancy) => sum + freeBeds(vacancy), 0);

/**
 * The rooms of a site in the order in which a group takes their beds: one room that holds it whole, as tight as can be;
 * else the rooms of one floor, else of one building, else of the site, the roomiest first. Rooms with colleagues come
 * before others, and accessible rooms last unless they are needed.
 */
function inOrderOfUse(vacancies: readonly Vacancy[], group: readonly Seeker[]): Vacancy[] {
  const wanted = group.length;
  const needsAccess = group.some((seeker) => seeker.worker.stepFree);
  const spare = (vacancy: Vacancy) => Number(isAccessible(vacancy) !== needsAccess && isAccessible(vacancy));
  const whole = vacancies.filter(
    (vacancy) => freeBeds(vacancy) >= wanted && (!needsAccess || isAccessible(vacancy)),
  );
  const tightest = leastBy(whole, (vacancy) => [
    spare(vacancy),
    vacancy.colleagues > 0 ? 0 : 1,
    freeBeds(vacancy),
  ]);
  if (tightest) return [tightest, ...vacancies.filter((vacancy) => vacancy !== tightest)];
  const together =
    roomiest(vacancies, wanted, ({ room }) => `${room.building.id} ${room.room.floor}`) ??
    roomiest(vacancies, wanted, ({ room }) => room.building.id) ??
    vacancies;
  const chosen = new Set(together);
  const ordered = [...together].sort(
    (one, other) =>
      spare(one) - spare(other) || freeBeds(other) - freeBeds(one) || other.colleagues - one.colleagues,
  );
  return [...ordered, ...vacancies.filter((vacancy) => !chosen.has(vacancy))];
}

/** The tightest set of rooms alike by `keyOf` that holds `wanted` people; undefined where none does. */
function roomiest(
  vacancies: readonly Vacancy[],
  wanted: number,
  keyOf: (vacancy: Vacancy) => string,
): Vacancy[] | undefined {
  const sets = new Map<string, Vacancy[]>();
  for (const vacancy of vacancies) {
    const key = keyOf(vacancy);
    const set = sets.get(key);
    if (set) set.push(vacancy);
    else sets.set(key, [vacancy]);
  }
  return leastBy(
    [...sets.values()].filter((set) => sumFree(set) >= wanted),
    (set) => [sumFree(set)],
  );
}

/** The first item whose measures are least, compared one after the other. */
function leastBy<Item>(
  items: readonly Item[],
  measures: (item: Item) => readonly number[],
): Item | undefined {
  let best: { item: Item; values: readonly number[] } | undefined;
  for (const item of items) {
    const values = measures(item);
    const difference = best
      ? (values.map((value, index) => value - (best?.values[index] ?? 0)).find((each) => each !== 0) ?? 0)
      : -1;
    if (difference < 0) best = { item, values };
  }
  return best?.item;
}

function withCrew(
  placement: ProposedPlacement,
  crew: string | null,
  taken: readonly { placement: ProposedPlacement; vacancy: Vacancy }[],
): ProposedPlacement {
  if (crew === null || taken.length < 2) return placement;
  const all = <Key>(key: (place: { vacancy: Vacancy; siteId: SiteId }) => Key) =>
    new Set(taken.map((each) => key({ vacancy: each.vacancy, siteId: each.placement.siteId }))).size === 1;
  const share = all(({ vacancy }) => vacancy.room)
    ? 'room'
    : all(({ vacancy }) => `${vacancy.room.building.id} ${vacancy.room.room.floor}`)
      ? 'floor'
      : all(({ vacancy }) => vacancy.room.building.id)
        ? 'building'
        : all(({ siteId }) => siteId)
          ? 'site'
          : null;
  return share
    ? { ...placement, reasons: [...placement.reasons, { code: 'with_crew', crew, share }] }
    : placement;
}
