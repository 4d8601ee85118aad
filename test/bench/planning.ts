import pg from 'pg';
import type { Figure, FigureTable } from './figures.ts';
import type { NationalDatabase } from './national-database.ts';
import type { RunningProduct } from './running-product.ts';

const ASK_EVERY_MS = 100;

/**
 * A planner starts a plan over every accepted request, by the form of the page: how long until it is proposed, and how
 * long another page, asked for again and again meanwhile, keeps its reader waiting at worst.
 * @throws Error when the plan fails
 */
export async function benchPlanning(
  { ownerUrl }: NationalDatabase,
  product: RunningProduct,
): Promise<FigureTable> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const cookie = await product.signIn('planner@labour-cities.example');
    const accepted = await client.query<{ count: number }>(
      `select count(*)::int as count from placement_request where state in ('accepted', 'partly_placed')`,
    );
    await product.get('/standards', cookie);
    const started = performance.now();
    const answer = await product.post(
      '/plans/new',
      [
        ['scope', 'all'],
        ['sharedRooms', 'yes'],
      ],
      cookie,
    );
    const planId = answer.headers.get('Location')?.split('/').at(-1);
    if (!planId) throw new Error(`The plan was not started: ${answer.status}`);
    const seconds = () => (performance.now() - started) / 1000;
    const startedAfter = seconds();
    let longestWait = 0;
    for (;;) {
      longestWait = Math.max(longestWait, (await product.get('/standards', cookie)).milliseconds);
      const { rows } = await client.query<{ state: string; failure: string | null }>(
        'select state, failure from plan where id = $1',
        [planId],
      );
      if (rows[0]?.state === 'proposed') break;
      if (rows[0]?.state !== 'running') throw new Error(`The plan ended as ${rows[0]?.state}.`);
      await new Promise((later) => setTimeout(later, ASK_EVERY_MS));
    }
    const proposedAfter = seconds();
    const { rows } = await client.query<Record<'workers' | 'placed', number>>(
      'select count(*)::int as workers, count(bed_id)::int as placed from plan_placement where plan_id = $1',
      [planId],
    );
    const figures: Figure[] = [
      accepted.rows[0]?.count ?? null,
      rows[0]?.workers ?? null,
      rows[0]?.placed ?? null,
      startedAfter,
      proposedAfter,
      longestWait,
    ];
    return {
      title: 'A plan over all accepted requests',
      columns: ['requests', 'workers', 'placed', 'form answered s', 'proposed s', 'longest wait ms'],
      rows: [{ name: 'national', figures }],
      notes: ['Longest wait: for /standards, asked for again and again in the same process meanwhile.'],
    };
  } finally {
    await client.end();
  }
}
