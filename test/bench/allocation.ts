import { defaultOptions } from '#app/domain/allocation/options.ts';
import { plan } from '#app/domain/allocation/plan.ts';
import type { Snapshot } from '#app/domain/allocation/snapshot.ts';
import { verify } from '#app/domain/allocation/verify.ts';
import { allocationSnapshot, NATION } from './allocation-snapshot.ts';
import type { Figure, FigureTable } from './figures.ts';

const BYTES_PER_MEBIBYTE = 2 ** 20;

/**
 * Plans the small and the national snapshot: time, growth of the process's memory at its peak (read at each progress
 * note), how many got a bed, and how near the objective comes to its bound.
 * @throws Error when a plan breaks a hard rule
 */
export function benchAllocation(): FigureTable {
  return {
    title: 'Allocator',
    columns: [
      'beds',
      'requests',
      'time s',
      'memory MiB',
      'placed',
      'unplaced',
      'of bound %',
      'mean km',
      'crews in one room',
      'building',
      'site',
      'split',
    ],
    rows: [
      { name: 'small', figures: figuresOf('small', allocationSnapshot({ variant: 'half', workers: 8_000 })) },
      {
        name: 'national',
        figures: figuresOf('national', allocationSnapshot({ variant: 'half', workers: NATION })),
      },
    ],
    notes: ['Made-up snapshots; every plan was checked against the hard rules.'],
  };
}

function figuresOf(scale: string, snapshot: Snapshot): Figure[] {
  const before = process.memoryUsage.rss();
  let peak = before;
  const noteMemory = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const started = performance.now();
  const proposal = plan(snapshot, defaultOptions, noteMemory);
  const seconds = (performance.now() - started) / 1000;
  noteMemory();
  const { broken } = verify(snapshot, defaultOptions, proposal);
  if (broken.length > 0) throw new Error(`The ${scale} plan breaks ${broken.length} hard rules.`);
  const { measures } = proposal;
  return [
    snapshot.beds.length,
    snapshot.requests.length,
    seconds,
    Math.round((peak - before) / BYTES_PER_MEBIBYTE),
    measures.placed,
    measures.unplaced,
    100 * (1 - measures.gap),
    measures.meanDistanceMetres / 1000,
    measures.crewsInOneRoom,
    measures.crewsInOneBuilding,
    measures.crewsInOneSite,
    measures.crewsSplit,
  ];
}
