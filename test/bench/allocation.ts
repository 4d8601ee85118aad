import { brokenRules } from '#app/domain/allocation/check.ts';
import { plan } from '#app/domain/allocation/plan.ts';
import type { Snapshot } from '#app/domain/allocation/snapshot.ts';
import { nationalSnapshot, smallSnapshot } from './allocation-snapshot.ts';
import type { BenchLine } from './bench-line.ts';

const BYTES_PER_MEBIBYTE = 2 ** 20;

/**
 * Plans the small and the national snapshot: time, growth of the process's memory at its peak (read at each progress
 * note), how many got a bed, and how near the objective comes to its bound.
 * @throws Error when a plan breaks a hard rule
 */
export async function benchAllocation(): Promise<BenchLine[]> {
  return [...benchOf('small', smallSnapshot()), ...benchOf('national', nationalSnapshot())];
}

function benchOf(scale: string, snapshot: Snapshot): BenchLine[] {
  const before = process.memoryUsage.rss();
  let peak = before;
  const noteMemory = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const started = performance.now();
  const proposal = plan(snapshot, { sharedRooms: true }, noteMemory);
  const seconds = (performance.now() - started) / 1000;
  noteMemory();
  const broken = brokenRules(snapshot, proposal);
  if (broken.length > 0) throw new Error(`The ${scale} plan breaks ${broken.length} hard rules.`);
  const { placed, unplaced, objective, bound, ...rest } = proposal.measures;
  const line = (name: string, value: string) => ({ name: `allocation, ${scale}: ${name}`, value });
  return [
    line('beds, requests', `${snapshot.beds.length}, ${snapshot.requests.length}`),
    line('time', `${seconds.toFixed(2)} s`),
    line('peak memory growth', `${Math.round((peak - before) / BYTES_PER_MEBIBYTE)} MiB`),
    line('placed, unplaced', `${placed}, ${unplaced}`),
    line('share of bound', bound === 0 ? '–' : `${((100 * objective) / bound).toFixed(3)} %`),
    line('mean distance', `${(rest.meanDistanceMetres / 1000).toFixed(1)} km`),
    line(
      'crews in one room, building, site; split',
      `${rest.crewsInOneRoom}, ${rest.crewsInOneBuilding}, ${rest.crewsInOneSite}; ${rest.crewsSplit}`,
    ),
    line('hard rules broken', String(broken.length)),
  ];
}
