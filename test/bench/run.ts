import { availableParallelism, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { benchAdoption } from './adoption.ts';
import { benchAllocation } from './allocation.ts';
import { benchCapacity, benchWhatIf } from './capacity.ts';
import type { FigureTable } from './figures.ts';
import { figuresAsJson, printedTable } from './figures.ts';
import { makeNationalDatabase } from './national-database.ts';
import { benchPages } from './pages.ts';
import { benchPlanApplication } from './plan-application.ts';
import { benchPlanning } from './planning.ts';
import { benchRisk } from './risk.ts';
import { startProduct } from './running-product.ts';

const USAGE = `npm run bench -- [--quick] [allocator] [product] [capacity] [risk] [apply]
  allocator   the allocator alone, on made-up nations: beside other ways and HiGHS, its growth, published instances;
              on a national database with worker processes beside
  product     the product on a national database: a plan over all requests, then every page
  capacity    what all rooms may hold, a stricter standard seen, the what-if page, and a standard adopted
  risk        what the risk figure would have found in the past, and how long all buildings take to rank
  apply       applying a plan against the bare COPY of the same rows
  --quick     smaller nations, and none with worker processes; fewer requests a page; plans of 5,000 only; capacity and risk alone on the demonstration's database
With no word, everything. A national database is made in a temporary folder, and removed afterwards.`;

const subjects = ['allocator', 'product', 'capacity', 'risk', 'apply'] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false } },
});
if (positionals.some((word) => !subjects.some((subject) => subject === word))) {
  console.error(USAGE);
  process.exit(1);
}
const isWanted = (subject: (typeof subjects)[number]) =>
  positionals.length === 0 || positionals.includes(subject);

const loadAtStart = loadavg()[0] ?? 0;
const tables: FigureTable[] = [];
const show = (table: FigureTable) => {
  tables.push(table);
  console.log(`${printedTable(table)}\n`);
};

if (isWanted('allocator')) for await (const table of benchAllocation(values)) show(table);
if (isWanted('product') || isWanted('capacity') || isWanted('risk') || isWanted('apply')) {
  const needsNation = !values.quick || isWanted('product') || isWanted('apply');
  const database = await makeNationalDatabase(needsNation ? 'national' : 'demonstration');
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void database.remove().finally(() => process.exit(1)));
  try {
    if (isWanted('product')) {
      const product = await startProduct(database);
      try {
        show(await benchPlanning(database, product));
        show(await benchPages(database, product, { requests: values.quick ? 20 : 100 }));
      } finally {
        await product.stop();
      }
    }
    if (isWanted('capacity')) {
      const turns = values.quick ? 5 : 15;
      show(await benchCapacity(database, { turns }));
      const product = await startProduct(database);
      try {
        show(await benchWhatIf(product, { turns }));
      } finally {
        await product.stop();
      }
    }
    if (isWanted('risk'))
      for (const table of await benchRisk(database, { turns: values.quick ? 5 : 15 })) show(table);
    // Late, since a plan for everyone needs every bed empty; an adoption then closes beds and moves people.
    if (isWanted('apply'))
      show(await benchPlanApplication(database, { sizes: values.quick ? [5_000] : [5_000, 300_000] }));
    if (isWanted('capacity')) show(await benchAdoption(database));
  } finally {
    await database.remove();
  }
}
show({
  title: 'Machine',
  columns: ['cores', 'memory GiB', 'load at the start', 'load at the end'],
  rows: [
    {
      name: process.version,
      figures: [availableParallelism(), totalmem() / 2 ** 30, loadAtStart, loadavg()[0] ?? 0],
    },
  ],
  notes: [
    'Load: processes that ran or waited, over a minute. At the start it is what others do on the machine.',
  ],
});
console.log(figuresAsJson(tables));
