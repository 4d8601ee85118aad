import type { Day, DayRange } from '#app/domain/dates.ts';
import { addDays } from '#app/domain/dates.ts';
import type { MadeEmployer, MadeWorker } from './people.ts';
import type { Chance } from './random.ts';

type State = 'draft' | 'submitted' | 'accepted' | 'returned' | 'refused';

export interface MadeRequest extends DayRange {
  readonly id: string;
  readonly employer: MadeEmployer;
  readonly workplaceId: string;
  readonly state: State;
  readonly priority: number;
  /** Days that it has waited; null for a draft. */
  readonly waitedDays: number | null;
  readonly decisionReason: string;
  readonly members: readonly { worker: MadeWorker; crew: string | null }[];
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

/** Workers of the first demonstration employer who have no bed, by what has become of them. */
const firstEmployer: readonly { state: State; workers: number }[] = [
  { state: 'submitted', workers: 14 },
  { state: 'accepted', workers: 16 },
  { state: 'draft', workers: 6 },
];

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
  const waiting = new Map<MadeEmployer, MadeWorker[]>();
  for (const worker of workers) {
    if (!unhoused.has(worker.id)) continue;
    const colleagues = waiting.get(worker.employer);
    if (colleagues) colleagues.push(worker);
    else waiting.set(worker.employer, [worker]);
  }
  const requests: MadeRequest[] = [];
  for (const [index, [employer, people]] of [...waiting].entries()) {
    if (requests.length >= requestCount) break;
    if (index === 0) {
      for (const { state, workers: count } of firstEmployer)
        requests.push(makeRequest(chance, employer, people.splice(0, count), state, today));
    } else {
      const state = states[index % states.length] ?? 'submitted';
      requests.push(makeRequest(chance, employer, people.splice(0, chance.whole(3, 40)), state, today));
    }
  }
  return requests;
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
  return {
    id: chance.id(),
    employer,
    workplaceId: chance.pick(employer.workplaces).id,
    state,
    priority: state === 'accepted' ? chance.pick([0, 0, 10, 20, 50]) : 0,
    waitedDays: state === 'draft' ? null : chance.whole(1, 40),
    decisionReason: decisionReasons[state] ?? '',
    from,
    to: chance.happens(0.4) ? null : addDays(from, chance.whole(120, 540)),
    members: [...people].sort(bySexAndShift).map((worker, index) => ({
      worker,
      crew: inCrews && index < people.length - 2 ? `طاقم ${Math.floor(index / 4) + 1}` : null,
    })),
  };
}

/** A crew works one shift; those who can share a room stand side by side. */
function bySexAndShift(one: MadeWorker, other: MadeWorker): number {
  const key = (worker: MadeWorker) => `${worker.sex} ${worker.shift}`;
  return key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0;
}
