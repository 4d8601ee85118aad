import { sql } from 'kysely';
import { countPeopleByRoom } from '#app/data/capacity/capacity.ts';
import { readSiteFacts } from '#app/data/places/place-facts.ts';
import { listAdoptedCriteria } from '#app/data/standards/standards.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { roomCapacities } from '#app/domain/capacity/judging/room-capacities.ts';
import { whatIf } from '#app/domain/capacity/what-if.ts';
import { kuwaitDay } from '#app/domain/dates.ts';
import { system } from '#app/domain/identity/actor.ts';
import { openDatabase } from '#db/migrate.ts';
import type { FigureTable } from './figures.ts';
import { median } from './figures.ts';
import type { NationalDatabase } from './national-database.ts';
import type { RunningProduct } from './running-product.ts';

const WARM_UPS = 2;

/** Every row of these tables is read once, and as good as nothing is done with it. */
const scanOf = (columns: Readonly<Record<string, string>>) =>
  sql<{ total: string }>`
    select ${sql.join(
      Object.entries(columns).map(
        ([table, column]) => sql`(select count(${sql.ref(column)}) from ${sql.table(table)})`,
      ),
      sql` + `,
    )} as total
  `;

const facts = {
  room: 'floor_area_m2',
  bed: 'position',
  facility: 'count',
  measured_fact: 'value',
  room_capacity: 'compliant_capacity',
};

/**
 * What all rooms may hold, worked out anew from the facts, and a stricter standard seen beforehand beside the adopted
 * one: each against one pass over the same rows in Postgres, in turns, on one connection.
 */
export async function benchCapacity(
  { loginUrl }: NationalDatabase,
  { turns }: { turns: number },
): Promise<FigureTable> {
  const database = openDatabase(loginUrl, { connections: 1 });
  const day = kuwaitDay(new Date());
  const timed = async (work: (transaction: ActorTransaction) => Promise<number>) => {
    const started = performance.now();
    const rooms = await transact(database, system, work);
    return { milliseconds: performance.now() - started, rooms };
  };
  const scan = (columns: Readonly<Record<string, string>>) => async (transaction: ActorTransaction) =>
    Number((await scanOf(columns).execute(transaction)).rows[0]?.total);
  const recompute = async (transaction: ActorTransaction) => {
    const criteria = await listAdoptedCriteria(transaction, { day });
    const sites = await readSiteFacts(transaction);
    return sites.reduce((rooms, site) => rooms + roomCapacities(site, criteria).length, 0);
  };
  const preview = async (transaction: ActorTransaction) => {
    const adopted = await listAdoptedCriteria(transaction, { day });
    const sites = await readSiteFacts(transaction);
    const occupied = await countPeopleByRoom(transaction, { day });
    const criteria = adopted.map((criterion) =>
      criterion.key === 'floor_area_per_person_m2' ? { ...criterion, threshold: 4.6 } : criterion,
    );
    const outcomes = whatIf(sites, { adopted, occupied }, { criteria, facilities: new Map() });
    return outcomes.reduce((rooms, outcome) => rooms + outcome.roomsThatShrink, 0);
  };
  const compare = async (
    name: string,
    work: (transaction: ActorTransaction) => Promise<number>,
    columns: Readonly<Record<string, string>>,
  ) => {
    const [ours, scans]: [number[], number[]] = [[], []];
    let [rooms, rows] = [0, 0];
    for (let turn = -WARM_UPS; turn < turns; turn++) {
      const own = await timed(work);
      const bare = await timed(scan(columns));
      [rooms, rows] = [own.rooms, bare.rooms];
      if (turn < 0) continue;
      ours.push(own.milliseconds);
      scans.push(bare.milliseconds);
    }
    return { name, figures: [rooms, rows, median(ours), median(scans), median(ours) / median(scans)] };
  };
  try {
    return {
      title: 'What all rooms may hold',
      columns: ['rooms', 'rows scanned', 'median ms', 'scan median ms', 'ratio'],
      rows: [
        await compare('worked out anew', recompute, facts),
        await compare('stricter standard, seen', preview, { ...facts, assignment: 'during' }),
      ],
      notes: [
        `${turns} turns of each, one after the other, after ${WARM_UPS} to warm up.`,
        'Worked out anew: the facts are read, and every room is judged by the adopted standard.',
        'Stricter standard: the facts and who lives where are read, and every room is judged by both; rooms: those that shrink.',
        'Scan: count() of one column of every row of room, bed, facility, measured_fact and room_capacity (and assignment).',
      ],
    };
  } finally {
    await database.destroy();
  }
}

/** What a planner waits for the what-if page. @throws Error when it answers anything but 200 */
export async function benchWhatIf(
  product: RunningProduct,
  { turns }: { turns: number },
): Promise<FigureTable> {
  const cookie = await product.signIn('planner@labour-cities.example');
  const questions = {
    'as adopted': '',
    '4.6 m² a person': 'floor_area_per_person_m2=4.6',
    '40 toilets at Kabd': 'site=kabd&kind=toilet&count=40',
    '4.6 m², 40 toilets and showers':
      'floor_area_per_person_m2=4.6&site=kabd&kind=toilet&count=40&site=kabd&kind=shower&count=40',
  };
  const rows: FigureTable['rows'][number][] = [];
  for (const [name, question] of Object.entries(questions)) {
    const waits: number[] = [];
    for (let turn = -WARM_UPS; turn < turns; turn++) {
      const { milliseconds } = await product.get(`/what-if?${question}`, cookie);
      if (turn >= 0) waits.push(milliseconds);
    }
    rows.push({ name, figures: [median(waits), Math.max(...waits)] });
  }
  return {
    title: 'The what-if page',
    columns: ['median ms', 'longest ms'],
    rows,
    notes: [`${turns} requests each, one after another, after ${WARM_UPS} to warm up.`],
  };
}
