import type { SiteId } from '#app/domain/identity/ids.ts';
import { countBlockers } from './blockers.ts';
import { distanceMetres } from './distance.ts';
import type { Days, RoomState, Seeker } from './housing.ts';
import { openHousing, overlap, toDays } from './housing.ts';
import { measure } from './measures.ts';
import type { PlanOptions } from './options.ts';
import type { OnProgress, PlacementReason, Proposal, ProposedPlacement, UnplacedWorker } from './proposal.ts';
import type { Snapshot, SnapshotRequest, SnapshotSite, SnapshotWorker } from './snapshot.ts';
import type { Enough, FoundVacancies, Vacancy } from './vacancies.ts';
import { findVacancies, freeBeds, takeBed } from './vacancies.ts';

/**
 * Gives every worker of every request a bed, or says what stood in the way. No hard rule of the domain is ever broken;
 * among what is allowed: requests by priority and then by waiting time; within one, whoever has needs first, then crews,
 * then the rest; each group at the nearest site that can take it whole, in as few rooms as can be. The same snapshot
 * gives the same proposal, whatever the order of its lists.
 */
export function plan(
  snapshot: Snapshot,
  options: Pick<PlanOptions, 'sharedRooms'>,
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
    const days = toDays(request);
    const sites = housing.sites
      .map((site) => ({ site, distance: distanceMetres(request, site) }))
      .sort((one, other) => one.distance - other.distance || (one.site.id < other.site.id ? -1 : 1));
    const rankOf = (site: SnapshotSite, worker: SnapshotWorker) =>
      1 +
      sites
        .filter((nearer) => housing.roomsFor(nearer.site, worker.sex).length > 0)
        .findIndex((nearer) => nearer.site === site);
    const distanceTo = new Map(sites.map(({ site, distance }) => [site.id, distance]));
    const search = createSearch(
      (site, seeker, enough) => findVacancies(housing, site, seeker, options, enough),
      request.workers,
    );

    for (const group of groupsOf(request)) {
      const seekers = group.workers.flatMap((worker) => {
        const alreadyHoused = housing.staysOf(worker.id).some((stay) => overlap(stay, days));
        if (alreadyHoused) unplaced.push({ request, worker, alreadyHoused });
        return alreadyHoused ? [] : [{ worker, seeker: toSeeker(request, worker, days) }];
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
          { sex: worker.sex, shift: worker.shift, employerId: request.employerId, ...days },
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
      search.close(
        taken.map(({ vacancy }) => vacancy.room),
        seekers[0]?.seeker,
      );
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
      : blockersOf(toSeeker(request, worker, toDays(request))),
    refusal: null,
  }));
  return {
    placements,
    moves: [],
    unplaced: told,
    requests: [],
    employers: [],
    measures: measure(snapshot, placements),
  };
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
    // Without a crew, whoever needs an accessible room goes first and alone: the others would fill it up.
    const company = worker.crew === null ? Number(worker.stepFree) : ` ${worker.crew}`;
    const key = `${worker.sex} ${worker.shift} ${company}`;
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

function toSeeker(request: SnapshotRequest, worker: SnapshotWorker, { from, to }: Days): Seeker {
  return { employerId: request.employerId, from, to, worker };
}

/** A search ends early with this much to choose from: looking at a whole city for every group would take minutes. */
const BEDS_TO_CHOOSE_FROM = 400;
const BEDS_A_WORKER_TO_CHOOSE_FROM = 8;

const withoutNeeds = (seeker: Seeker): Seeker => ({
  ...seeker,
  worker: { ...seeker.worker, stepFree: false, lowerBed: false },
});

/**
 * Vacancies are sought once a request, sex, shift and site, and only at the sites that are needed; beds taken since
 * leave them, and so do the rooms that another sex or shift of the request moved into.
 */
function createSearch(
  find: (site: SnapshotSite, seeker: Seeker, enough: (found: Enough) => boolean) => FoundVacancies,
  workers: readonly SnapshotWorker[],
) {
  const choice = BEDS_TO_CHOOSE_FROM + BEDS_A_WORKER_TO_CHOOSE_FROM * workers.length;
  const accessibleChoice = workers.some((worker) => worker.stepFree) ? workers.length : 0;
  const enough = (found: Enough) => found.lowBeds >= choice && found.accessibleLowBeds >= accessibleChoice;
  const cut = new Set<string>();
  const known = new Map<string, Map<SnapshotSite, Vacancy[]>>();
  const vacanciesAt = (site: SnapshotSite, seeker: Seeker) => {
    const key = classOf(seeker);
    let ofClass = known.get(key);
    if (!ofClass) known.set(key, (ofClass = new Map()));
    let vacancies = ofClass.get(site);
    if (!vacancies) {
      const found = find(site, withoutNeeds(seeker), enough);
      if (found.isCut) cut.add(key);
      vacancies = found.vacancies;
    }
    vacancies = vacancies.filter((vacancy) => freeBeds(vacancy) > 0);
    ofClass.set(site, vacancies);
    return vacancies;
  };

  /** The last resort where searches ended early: every room is looked at. */
  const anywhere = (sites: readonly SnapshotSite[], seeker: Seeker) => {
    for (const site of sites) {
      for (const vacancy of find(site, withoutNeeds(seeker), () => false).vacancies) {
        const bed = takeBed(vacancy, seeker);
        if (bed) return { site, vacancy, bed };
      }
    }
    return null;
  };

  return {
    /** Beds for a group: whole at the nearest site that can take it whole, else from the nearest site on. */
    wholeGroup(sites: readonly SnapshotSite[], group: readonly Seeker[]) {
      const [first] = group;
      const whole = first && sites.find((site) => canHold(vacanciesAt(site, first), group));
      const places = (whole ? [whole, ...sites.filter((site) => site !== whole)] : sites).map((site) => ({
        site,
        take: createQueue(() => (first ? inOrderOfUse(vacanciesAt(site, first), group) : [])),
      }));
      return {
        next(seeker: Seeker) {
          for (const { site, take } of places) {
            const found = take(seeker);
            if (found) return { site, ...found };
          }
          return cut.has(classOf(seeker)) ? anywhere(sites, seeker) : null;
        },
      };
    },

    /** Rooms now lived in by the seeker's sex and shift are nothing for the request's other sexes and shifts. */
    close(rooms: readonly RoomState[], seeker: Seeker | undefined) {
      if (!seeker || rooms.length === 0) return;
      const closed = new Set(rooms);
      for (const [key, ofClass] of known) {
        if (key === classOf(seeker)) continue;
        for (const [site, vacancies] of ofClass)
          ofClass.set(
            site,
            vacancies.filter(({ room }) => !closed.has(room)),
          );
      }
    },
  };
}

/** Takes beds from rooms in their order; the rooms are looked up at the first taking, and those used up are left behind. */
function createQueue(rooms: () => readonly Vacancy[]) {
  let queue: readonly Vacancy[] | undefined;
  let usedUp = 0;
  return (seeker: Seeker) => {
    queue ??= rooms();
    for (let index = usedUp; index < queue.length; index++) {
      const vacancy = queue[index];
      if (!vacancy) continue;
      const bed = takeBed(vacancy, seeker);
      if (bed) return { vacancy, bed };
      if (index === usedUp && freeBeds(vacancy) === 0) usedUp++;
    }
    return null;
  };
}

const classOf = ({ worker }: Seeker) => `${worker.sex} ${worker.shift}`;

function canHold(vacancies: readonly Vacancy[], group: readonly Seeker[]): boolean {
  const stepFree = group.filter((seeker) => seeker.worker.stepFree).length;
  if (sumFree(vacancies) < group.length) return false;
  return stepFree === 0 || sumFree(vacancies.filter(isAccessible)) >= stepFree;
}

const isAccessible = ({ room }: Vacancy) => room.accessible;
const sumFree = (vacancies: readonly Vacancy[]) =>
  vacancies.reduce((sum, vacancy) => sum + freeBeds(vacancy), 0);

/**
 * The rooms of a site in the order in which a group takes their beds: one room that holds it whole, as tight as can be;
 * else the rooms of one floor, else of one building, else of the site, the roomiest first. Rooms with colleagues come
 * before others. Accessible rooms come last, unless the group needs one or the site's other rooms can't hold it.
 */
function inOrderOfUse(vacancies: readonly Vacancy[], group: readonly Seeker[]): readonly Vacancy[] {
  const wanted = group.length;
  const needsAccess = group.some((seeker) => seeker.worker.stepFree);
  const accessible = vacancies.filter(isAccessible);
  const plain = vacancies.filter((vacancy) => !isAccessible(vacancy));
  const [wantedFirst, wantedLast] = needsAccess ? [accessible, plain] : [plain, accessible];
  const tightest =
    tightestFor(wantedFirst, wanted) ?? (needsAccess ? undefined : tightestFor(wantedLast, wanted));
  if (tightest) return [tightest, ...wantedFirst, ...wantedLast];
  const pool = needsAccess || sumFree(plain) < wanted ? vacancies : plain;
  const together = roomiest(pool, wanted, isOfFloor) ?? roomiest(pool, wanted, isOfBuilding) ?? pool;
  const ordered = together
    .map((vacancy) => ({ vacancy, free: freeBeds(vacancy), spare: !needsAccess && isAccessible(vacancy) }))
    .sort(
      (one, other) =>
        Number(one.spare) - Number(other.spare) ||
        other.free - one.free ||
        other.vacancy.colleagues - one.vacancy.colleagues,
    );
  return [...ordered.map(({ vacancy }) => vacancy), ...wantedFirst, ...wantedLast];
}

/** The room that holds all with the fewest beds left over, one with colleagues before any other. */
function tightestFor(vacancies: readonly Vacancy[], wanted: number): Vacancy | undefined {
  let best: Vacancy | undefined;
  for (const vacancy of vacancies) {
    if (freeBeds(vacancy) < wanted) continue;
    const nearer = best && Number(vacancy.colleagues > 0) - Number(best.colleagues > 0);
    if (!best || nearer === undefined || nearer > 0 || (nearer === 0 && freeBeds(vacancy) < freeBeds(best)))
      best = vacancy;
  }
  return best;
}

type Alike = (one: Vacancy, other: Vacancy) => boolean;
const isOfBuilding: Alike = (one, other) => one.room.building === other.room.building;
const isOfFloor: Alike = (one, other) =>
  isOfBuilding(one, other) && one.room.room.floor === other.room.room.floor;

/** The tightest set of alike rooms that holds all; alike rooms stand side by side. Undefined where none does. */
function roomiest(vacancies: readonly Vacancy[], wanted: number, alike: Alike): Vacancy[] | undefined {
  let best: { start: number; end: number; free: number } | undefined;
  for (let start = 0, end = 0; start < vacancies.length; start = end) {
    const first = vacancies[start];
    let free = 0;
    for (; end < vacancies.length; end++) {
      const vacancy = vacancies[end];
      if (!first || !vacancy || !alike(first, vacancy)) break;
      free += freeBeds(vacancy);
    }
    if (free >= wanted && (!best || free < best.free)) best = { start, end, free };
  }
  return best && vacancies.slice(best.start, best.end);
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
