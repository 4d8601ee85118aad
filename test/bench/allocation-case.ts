import { compile } from '#app/domain/allocation/compile.ts';
import type { Compiled } from '#app/domain/allocation/compile.ts';
import { firstCome } from '#app/domain/allocation/first-come.ts';
import { objectiveGap, placementGap } from '#app/domain/allocation/gap.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import type { Objective, PriorityClass } from '#app/domain/allocation/options.ts';
import { defaultOptions, objectives, priorityClasses } from '#app/domain/allocation/options.ts';
import { planInParts } from '#app/domain/allocation/plan.ts';
import type { Proposal, ProposedPlacement } from '#app/domain/allocation/proposal.ts';
import type { Snapshot } from '#app/domain/allocation/snapshot.ts';
import { verify } from '#app/domain/allocation/verify.ts';
import { readAnswer, solvePart, writtenPart } from '#app/server/background/part-solver.ts';
import { NOTHING_STATED } from '#test/unit/allocation/verify-proposal.ts';
import type { Scale } from './allocation-snapshot.ts';
import { allocationSnapshot } from './allocation-snapshot.ts';
import { placeGreedily } from './greedy.ts';

export const methods = ['plan', 'greedy', 'first come'] as const;

export interface Case extends Scale {
  readonly method: (typeof methods)[number];
}

/** What one case measured in a process of its own. */
export interface CaseFigures {
  readonly beds: number;
  readonly employers: number;
  readonly requests: number;
  readonly asked: number;
  readonly placed: number;
  /** By the clock, and of processors: what others do on the machine lengthens the first alone. */
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly verifySeconds: number;
  /** Of these, what went into parts that any machine can do, and how large these are, written down. */
  readonly partSeconds: number;
  readonly partMiB: number;
  /** What the snapshot holds by itself, and the most that the process held until the plan was made, Node included. */
  readonly snapshotMiB: number;
  readonly peakMiB: number;
  readonly meanKilometres: number;
  readonly crews: Readonly<Record<'room' | 'building' | 'site' | 'split', number>>;
  /** Bounds are known of plans alone. */
  readonly byClass: readonly (Of & { readonly priorityClass: PriorityClass; readonly asked: number })[];
  readonly objectives: readonly (Of & { readonly objective: Objective; readonly gap: number | null })[];
  readonly placementGap: number | null;
  readonly gap: number | null;
}

interface Of {
  readonly value: number;
  readonly bound: number | null;
}

const BYTES_PER_MEBIBYTE = 2 ** 20;
const KIBIBYTES_PER_MEBIBYTE = 2 ** 10;

/** @throws Error when the plan breaks a hard rule, or states of itself what is not so */
function measureCase({ method, ...scale }: Case): CaseFigures {
  const heldBefore = held();
  const snapshot = allocationSnapshot(scale);
  const snapshotMiB = (held() - heldBefore) / BYTES_PER_MEBIBYTE;

  const parts = { seconds: 0, bytes: 0 };
  const [started, startedOn] = [performance.now(), process.cpuUsage()];
  const proposal: Pick<Proposal, 'placements'> & Partial<Proposal> =
    method === 'plan'
      ? planMeasured(snapshot, parts)
      : placementsOf(compile(snapshot, defaultOptions), method === 'greedy' ? placeGreedily : firstCome);
  const seconds = (performance.now() - started) / 1000;
  const processorSeconds = processorSecondsSince(startedOn);
  const peakMiB = process.resourceUsage().maxRSS / KIBIBYTES_PER_MEBIBYTE;

  const verified = performance.now();
  const { broken, mismatches, restated } = verify(snapshot, defaultOptions, {
    ...NOTHING_STATED,
    ...proposal,
  });
  const verifySeconds = (performance.now() - verified) / 1000;
  const wrong = method === 'plan' ? [...broken, ...mismatches] : broken.filter(({ bedId }) => bedId !== null);
  if (wrong.length > 0)
    throw new Error(`${method} is wrong in ${wrong.length} places, first: ${JSON.stringify(wrong[0])}`);

  const stated = proposal.measures;
  return {
    beds: snapshot.beds.length,
    employers: new Set(snapshot.requests.map(({ employerId }) => employerId)).size,
    requests: snapshot.requests.length,
    asked: restated.placed + restated.unplaced,
    placed: restated.placed,
    seconds,
    processorSeconds,
    partSeconds: parts.seconds,
    partMiB: parts.bytes / BYTES_PER_MEBIBYTE,
    verifySeconds,
    snapshotMiB,
    peakMiB,
    meanKilometres: restated.meanDistanceMetres / 1000,
    crews: {
      room: restated.crewsInOneRoom,
      building: restated.crewsInOneBuilding,
      site: restated.crewsInOneSite,
      split: restated.crewsSplit,
    },
    byClass: priorityClasses.map((priorityClass) => ({
      priorityClass,
      asked: restated.byClass.get(priorityClass)?.asked ?? 0,
      value: restated.byClass.get(priorityClass)?.placed ?? 0,
      bound: stated?.byClass.find((each) => each.priorityClass === priorityClass)?.bound ?? null,
    })),
    objectives: objectives.map((objective) => {
      const reached = stated?.objectives.find((each) => each.objective === objective);
      const bound = reached?.bound ?? null;
      // Of a bound of zero no share can be told.
      const hasGap = stated && reached && bound !== null && (bound > 0 || objective === 'fairness');
      return {
        objective,
        value: restated.objectives[objective],
        bound,
        gap: hasGap ? objectiveGap(reached, stated.byClass) : null,
      };
    }),
    placementGap: stated ? placementGap(stated.byClass) : null,
    gap: stated?.gap ?? null,
  };
}

/** `plan`, which tells what its parts take. */
function planMeasured(snapshot: Snapshot, parts: { seconds: number; bytes: number }): Proposal {
  const underWay = planInParts(snapshot, defaultOptions);
  let step = underWay.next([]);
  while (!step.done)
    step = underWay.next(
      step.value.map((part) => {
        const written = writtenPart(part);
        parts.bytes += written.byteLength;
        const startedOn = process.cpuUsage();
        const answer = readAnswer(solvePart(written));
        parts.seconds += processorSecondsSince(startedOn);
        return answer;
      }),
    );
  return step.value;
}

function processorSecondsSince(startedOn: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(startedOn);
  return (user + system) / 1e6;
}

/** Bytes in use once what nobody needs is gone; the process runs with `--expose-gc`. */
function held(): number {
  // What the first collection lets go of holds more, which the next one finds.
  for (let turn = 0; turn < 3; turn++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function placementsOf(
  compiled: Compiled,
  place: (compiled: Compiled) => Occupancy,
): { placements: ProposedPlacement[] } {
  const { instance, seekers, requests, beds, sites } = compiled;
  const { bedOf } = place(compiled);
  return {
    placements: seekers.flatMap(({ id }, seeker): ProposedPlacement[] => {
      const bed = bedOf[seeker]!;
      if (bed < 0) return [];
      const request = requests[instance.seekers.request[seeker]!]!;
      return [
        {
          workerId: id,
          requestId: request.id,
          bedId: beds[bed]!.id,
          siteId: sites[instance.rooms.site[instance.beds.room[bed]!]!]!.id,
          from: request.from,
          to: request.to,
          reasons: [],
        },
      ];
    }),
  };
}

const asked = process.argv[2];
if (import.meta.main && asked) console.log(JSON.stringify(measureCase(JSON.parse(asked) as Case)));
