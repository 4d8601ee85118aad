import pg from 'pg';
import type { Day } from '#app/domain/dates.ts';
import { readSites } from '#db/reference/reference.ts';
import { copyHousing } from './copy-housing.ts';
import { copyAccounts, copyPeople } from './copy-people.ts';
import { copyPlaces } from './copy-places.ts';
import { copyStandards, demonstrationCriteria } from './copy-standards.ts';
import type { Copy } from './copy.ts';
import { copyRows } from './copy.ts';
import type { MadeEmployer, MadeWorker } from './people.ts';
import { makePeople } from './people.ts';
import { makePlaces } from './places.ts';
import type { Chance } from './random.ts';
import { createChance } from './random.ts';

export type Scale = 'demonstration' | 'national';

const scales = {
  demonstration: {
    buildingCount: 120,
    employerCount: 400,
    workerCount: 8_000,
    unhousedShare: 0.15,
    requestCount: 48,
  },
  national: {
    buildingCount: 4_000,
    employerCount: 20_000,
    workerCount: 300_000,
    unhousedShare: 0.18,
    requestCount: 12_000,
  },
} as const satisfies Record<Scale, Record<string, number>>;

/** Workers of the two demonstration employers who have no bed. */
const DEMONSTRATION_UNHOUSED = [75, 30];

/** True before anything was ever loaded. */
export async function isEmpty(url: string): Promise<boolean> {
  return withClient(url, async (client) => {
    await client.query(`select set_config('app.actor_role', 'system', false)`);
    const { rows } = await client.query('select from site limit 1');
    return rows.length === 0;
  });
}

/**
 * Loads demonstration data into an empty, migrated database: made-up people on the six real sites. The same scale and
 * day give the same data, but for the ciphertexts. `url` is that of the tables' owner, superuser or not.
 */
export async function seed({
  url,
  key,
  scale,
  today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kuwait' }).format(new Date()),
  onProgress = () => undefined,
}: {
  url: string;
  key: Buffer;
  scale: Scale;
  today?: Day;
  onProgress?: (text: string) => void;
}): Promise<void> {
  const { buildingCount, employerCount, workerCount, unhousedShare, requestCount } = scales[scale];
  const chance = createChance(2026);
  const criteria = demonstrationCriteria();
  const places = makePlaces(chance, { references: readSites(), buildingCount, criteria, today });
  const people = makePeople(chance, { employerCount, workerCount, today });
  const { workers } = people;
  const unhoused = chooseUnhoused(chance, people, unhousedShare);

  await withClient(url, async (client) => {
    const copy: Copy = async (table, columns, rows) => {
      const count = await copyRows(client, table, columns, rows);
      onProgress(`${table}: ${count}`);
    };
    await client.query('begin');
    await client.query(`select set_config('app.actor_role', 'system', true)`);
    const enforceRowSecurity = await liftRowSecurity(client);
    await copyStandards(copy, chance);
    await copyPlaces(copy, places);
    await copyPeople(copy, people, key);
    const accounts = await copyAccounts(copy, chance, people.employers);
    await copyHousing(copy, chance, {
      rooms: places.rooms,
      workers,
      unhoused,
      accounts,
      requestCount,
      today,
    });
    await enforceRowSecurity();
    await client.query(
      `insert into audit_entry (action, subject_kind, details) values ('database.seeded', 'database', jsonb_build_object('scale', $1::text))`,
      [scale],
    );
    await client.query('commit');
    await client.query('analyze');
  });
}

/**
 * COPY is refused under row-level security, which holds for an owner who is no superuser: inside this transaction, and
 * seen by nobody else, the owner's tables are then free of it. The function returned holds them to it again.
 */
async function liftRowSecurity(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I', relname) as name from pg_class
     where relnamespace = 'public'::regnamespace and relforcerowsecurity and row_security_active(oid)`,
  );
  const alter = async (change: string) => {
    for (const { name } of rows) await client.query(`alter table ${name} ${change}`);
  };
  await alter('no force row level security');
  return () => alter('force row level security');
}

function chooseUnhoused(
  chance: Chance,
  { employers, workers }: { employers: readonly MadeEmployer[]; workers: readonly MadeWorker[] },
  share: number,
): Set<string> {
  const left = new Map(DEMONSTRATION_UNHOUSED.map((count, index) => [employers[index], count]));
  const chosen = workers.filter(({ employer }) => {
    const count = left.get(employer);
    if (count === undefined) return chance.happens(share);
    left.set(employer, count - 1);
    return count > 0;
  });
  return new Set(chosen.map((worker) => worker.id));
}

async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  // A server that stops meanwhile fails the query at hand; without a listener it would end the process at once.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
