import type { Day, DayRange } from '#app/domain/dates.ts';
import { addDays } from '#app/domain/dates.ts';
import type { MadeEmployer, MadeWorker } from './people.ts';
import type { Chance } from './random.ts';

type State = 'draft' | 'submitted' | 'accepted' | 'placed' | 'returned' | 'refused';

export interface MadeRequest extends DayRange {
  readonly id: string;
  readonly employer: MadeEmployer;
  readonly workplaceId: string;
  readonly state: State;
  readonly priority: number;
  /** Days since it was sent; null for a draft. */
  readonly sentDaysAgo: number | null;
  /** Days since it was decided; null where it was not. */
  readonly decidedDaysAgo: number | null;
  readonly decisionReason: string;
  readonly members: readonly { worker: MadeWorker; crew: string | null }[];
}

/** A request whose workers have their beds, for the very days that it asked for. */
export interface PlacedRequest extends MadeRequest {
  readonly state: 'placed';
}

const states: readonly State[] = [
  'submitted',
  'accepted',
  'submitted',
  'accepted',
  'submitted',
  'returned',
  'accepted',
  'draft',
  'submitted',
  'refused',
];

const decisionReasons: Readonly<Partial<Record<State, string>>> = {
  returned: 'يرجى تحديد موقع العمل بدقة: الموقع المذكور خارج منطقة المشروع.',
  refused: 'العمال المذكورون مسجلون في سكن معتمد آخر.',
};

/** Workers of the two demonstration employers who have no bed, by what has become of them. */
const demonstrationEmployers: readonly (readonly { state: State; workers: number }[])[] = [
  [
    { state: 'submitted', workers: 14 },
    { state: 'accepted', workers: 16 },
    { state: 'draft', workers: 6 },
  ],
  [
    { state: 'submitted', workers: 8 },
    { state: 'accepted', workers: 10 },
  ],
];

/** Every building that is open at all has been so for longer than this, so that each can take a placed request. */
export const PLACED_WITHIN_DAYS = 110;
const PLACED_MEMBERS = 12;
const ONE_EMPLOYER_IN = 40;

/** Requests that were placed, one of each of some employers, by the ids of their workers. */
export function makePlacedRequests(
  chance: Chance,
  { workers, unhoused, today }: { workers: readonly MadeWorker[]; unhoused: ReadonlySet<string>; today: Day },
): Map<string, PlacedRequest> {
  const ofWorkers = new Map<string, PlacedRequest>();
  const groups = groupByEmployer(workers.filter((worker) => !unhoused.has(worker.id)));
  for (const [index, [employer, people]] of [...groups].entries()) {
    if (index % ONE_EMPLOYER_IN !== 0) continue;
    const startedDaysAgo = chance.whole(15, PLACED_WITHIN_DAYS);
    const from = addDays(today, -startedDaysAgo);
    const request: PlacedRequest = {
      id: chance.id(),
      employer,
      workplaceId: chance.pick(employer.workplaces).id,
      state: 'placed',
      priority: 0,
      sentDaysAgo: startedDaysAgo + chance.whole(12, 30),
      decidedDaysAgo: startedDaysAgo + chance.whole(4, 10),
      decisionReason: '',
      from,
      to: chance.happens(0.5) ? null : addDays(today, chance.whole(90, 400)),
      members: people.slice(0, PLACED_MEMBERS).map((worker) => ({ worker, crew: null })),
    };
    for (const { worker } of request.members) ofWorkers.set(worker.id, request);
  }
  return ofWorkers;
}

/** Requests of employers for their workers without a bed; some workers stay in none, for a new user to ask for. */
export function makeRequests(
  chance: Chance,
  {
    workers,
    unhoused,
    requestCount,
    today,
  }: { workers: readonly MadeWorker[]; unhoused: ReadonlySet<string>; requestCount: number; today: Day },
): MadeRequest[] {
  const waiting = [...groupByEmployer(workers.filter((worker) => unhoused.has(worker.id)))];
  const others = waiting.slice(demonstrationEmployers.length);
  const requests: MadeRequest[] = [];
  for (const [index, wanted] of demonstrationEmployers.entries())
    for (const { state, workers: count } of wanted) {
      const [employer, people] = waiting[index] ?? [];
      if (employer && people)
        requests.push(makeRequest(chance, employer, people.splice(0, count), state, today));
    }
  others.sort(([, one], [, other]) => other.length - one.length);
  for (const [index, [employer, people]] of others.slice(0, requestCount).entries()) {
    const state = states[index % states.length] ?? 'submitted';
    requests.push(makeRequest(chance, employer, people.splice(0, chance.whole(12, 40)), state, today));
  }
  return requests;
}

function groupByEmployer(workers: readonly MadeWorker[]): Map<MadeEmployer, MadeWorker[]> {
  const groups = new Map<MadeEmployer, MadeWorker[]>();
  for (const worker of workers) {
    const colleagues = groups.get(worker.employer);
    if (colleagues) colleagues.push(worker);
    else groups.set(worker.employer, [worker]);
  }
  return groups;
}

function makeRequest(
  chance: Chance,
  employer: MadeEmployer,
  people: readonly MadeWorker[],
  state: State,
  today: Day,
): MadeRequest {
  const from = addDays(today, chance.whole(5, 30));
  const inCrews = chance.happens(0.6);
  const sentDaysAgo = state === 'draft' ? null : chance.whole(1, 40);
  const isDecided = sentDaysAgo !== null && state !== 'submitted';
  return {
    id: chance.id(),
    employer,
    workplaceId: chance.pick(employer.workplaces).id,
    state,
    priority: chance.pick([0, 0, 0, 10, 20, 50]),
    sentDaysAgo,
    decidedDaysAgo: isDecided ? chance.whole(0, sentDaysAgo) : null,
    decisionReason: decisionReasons[state] ?? '',
    from,
    to: chance.happens(0.4) ? null : addDays(from, chance.whole(120, 540)),
    members: inCrews ? crewsOf(people) : people.map((worker) => ({ worker, crew: null })),
  };
}

/** A crew is of one sex and works one shift; two of each kind are in none. */
function crewsOf(people: readonly MadeWorker[]): MadeRequest['members'] {
  let crew = 0;
  return [...Map.groupBy(people, ({ sex, shift }) => `${sex} ${shift}`).values()].flatMap((alike) =>
    alike.map((worker, index) => {
      if (index % 4 === 0) crew++;
      return { worker, crew: index < alike.length - 2 ? `طاقم ${crew}` : null };
    }),
  );
}
