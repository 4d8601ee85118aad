import pg from 'pg';
import type { FigureTable } from './figures.ts';
import { median, percentile } from './figures.ts';
import type { NationalDatabase } from './national-database.ts';
import type { RunningProduct, TimedPage } from './running-product.ts';

const WARM_UPS = 5;
const BYTES_PER_KIBIBYTE = 1024;

/**
 * The product's pages over HTTP, each fetched again and again by one client: what the client waits until the whole page is
 * there, and how much of that the product waits for the database (as its own request log tells).
 * @throws Error when a page answers anything but 200
 */
export async function benchPages(
  database: NationalDatabase,
  product: RunningProduct,
  { requests }: { requests: number },
): Promise<FigureTable> {
  const paths = await pathsToFetch(database);
  const cookies = {
    planner: await product.signIn('planner@labour-cities.example'),
    employer: await product.signIn('employer@labour-cities.example'),
  };
  const rows: FigureTable['rows'][number][] = [];
  for (const { name, path } of paths) {
    const cookie = path.startsWith('/employer') ? cookies.employer : cookies.planner;
    rows.push({ name, figures: await measure(product, { path, cookie, requests }) });
  }
  return {
    title: 'Pages at national scale',
    columns: ['median ms', 'p99 ms', 'SQL median ms', 'SQL share %', 'queries', 'KiB'],
    rows,
    notes: [
      `${requests} requests each, one after another, after ${WARM_UPS} to warm up.`,
      'SQL: from sending a statement until its rows are read in the product’s process, summed over a request.',
      'SQL share: of the sum of all waits for the page.',
    ],
  };
}

async function measure(
  product: RunningProduct,
  { path, cookie, requests }: { path: string; cookie: string; requests: number },
): Promise<number[]> {
  for (let time = 0; time < WARM_UPS; time++) await product.get(path, cookie);
  const before = (await product.logged()).length;
  const got: TimedPage[] = [];
  for (let time = 0; time < requests; time++) got.push(await product.get(path, cookie));
  const waits = got.map((page) => page.milliseconds);
  const logged = (await product.logged()).slice(before);
  const inSql = logged.map((request) => request.sqlMilliseconds);
  return [
    median(waits),
    percentile(waits, 0.99),
    median(inSql),
    (100 * sum(inSql)) / sum(waits),
    median(logged.map((request) => request.queries)),
    (got[0]?.bytes ?? 0) / BYTES_PER_KIBIBYTE,
  ];
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Where the data are thickest: the site with most buildings, a full building, the requests with most workers. */
async function pathsToFetch({ ownerUrl }: NationalDatabase): Promise<{ name: string; path: string }[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const one = async (query: string): Promise<string> => {
    const { rows } = await client.query<{ found: string }>(query);
    if (!rows[0]) throw new Error(`Nothing found by ${query}`);
    return rows[0].found;
  };
  try {
    const site = await one(
      'select key as found from site order by (select count(*) from building where site_id = site.id) desc limit 1',
    );
    const building = await one(
      `select building_id as found from assignment join site on site.id = site_id
       where site.key = '${site}' and during @> current_date group by 1 order by count(*) desc limit 1`,
    );
    const room = await one(
      `select id as found from room where building_id = '${building}' order by name limit 1`,
    );
    const request = await one(
      `select request_id as found from placement_request_worker join placement_request as request on request.id = request_id
       where request.state = 'accepted' group by 1 order by count(*) desc limit 1`,
    );
    const plan = await one('select id as found from plan order by number desc limit 1');
    const [employerName, workerName] = [encodeURIComponent('الواحة'), 'Ramos'];
    const page = (path: string, name = path) => ({ name, path });
    return [
      page('/sites'),
      page(`/sites?site=${site}`, '/sites?site=…'),
      page(`/sites/${site}`, '/sites/:key'),
      page(`/sites/${site}/buildings/${building}`, 'a building'),
      page(`/rooms/${room}`, 'a room'),
      page('/standards'),
      page('/requests'),
      page('/requests?state=all&sort=-workers', '/requests by size'),
      page('/requests?state=all&page=100', '/requests, page 100'),
      page(`/requests?state=all&q=${employerName}`, '/requests?q=…'),
      page(`/requests/${request}`, '/requests/:id'),
      page('/plans'),
      page('/plans/new'),
      page(`/plans/${plan}`, '/plans/:id'),
      page(`/plans/${plan}?view=workers`, '/plans/:id, workers'),
      page(`/plans/${plan}?view=workers&q=${workerName}`, '/plans/:id, workers?q=…'),
      page('/employer'),
      page('/employer/workers'),
      page('/employer/workers?housing=unhoused', '/employer/workers unhoused'),
      page(`/employer/workers?q=${workerName}`, '/employer/workers?q=…'),
      page('/employer/requests'),
    ];
  } finally {
    await client.end();
  }
}
