import { sql } from 'kysely';
import type { BedPlace } from '#app/domain/capacity/bed-place.ts';
import type { Day, DayRange } from '#app/domain/dates.ts';
import type { EmployerId, WorkerId } from '#app/domain/identity/ids.ts';
import type { WorkerFacts } from '#app/domain/placement/worker-facts.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { audit } from '#app/data/audit.ts';
import { parseDayRange } from '#app/data/day-range.ts';
import { contains } from '#app/data/text-search.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** A civil ID as the database keeps it. */
export interface SealedCivilId {
  readonly civilIdEncrypted: Buffer;
  readonly civilIdHash: Buffer;
}

export type StoredFacts = Omit<WorkerFacts, 'civilId'> & SealedCivilId;

interface PlaceOfBed extends BedPlace, DayRange {
  readonly state: 'reserved' | 'occupied' | 'ended';
}

interface ListedWorker {
  readonly id: WorkerId;
  readonly fullName: string;
  readonly civilIdEncrypted: Buffer;
  readonly birthDate: Day;
  readonly sex: WorkerFacts['sex'];
  readonly shift: WorkerFacts['shift'];
  readonly languages: readonly string[];
  readonly accessNeeds: readonly string[];
  /** The bed of the day, or else the next one. */
  readonly bed: PlaceOfBed | null;
}

export const housingFilters = ['all', 'housed', 'unhoused'] as const;
export type HousingFilter = (typeof housingFilters)[number];

/** An employer's workers by name, each with the bed of the day or the one to come. `civilIdHash` seeks one person. */
export async function listWorkers(
  transaction: ActorTransaction,
  {
    employerId,
    day,
    search,
    civilIdHash,
    housing,
    limit,
    offset,
  }: {
    employerId: EmployerId;
    day: Day;
    search: string;
    civilIdHash?: Buffer;
    housing: HousingFilter;
    limit: number;
    offset: number;
  },
): Promise<{ rows: ListedWorker[]; total: number }> {
  const current = sql`
    select assignment.* from assignment
    where assignment.worker_id = worker.id and (upper_inf(assignment.during) or upper(assignment.during) > ${day}::date)
    order by lower(assignment.during) limit 1
  `;
  const filters = [
    sql`worker.employer_id = ${employerId}`,
    ...(search ? [contains('worker.full_name', search)] : []),
    ...(civilIdHash ? [sql`worker.civil_id_hash = ${civilIdHash}`] : []),
    ...(housing === 'housed'
      ? [sql`current.id is not null`]
      : housing === 'unhoused'
        ? [sql`current.id is null`]
        : []),
  ];
  const from = sql`from worker left join lateral (${current}) as current on true where ${sql.join(filters, sql` and `)}`;
  // worker_employer serves the list and its order; one_bed_a_worker each worker's assignment.
  const { rows } = await sql<ListedWorker & { during: string | null } & Omit<PlaceOfBed, 'from' | 'to'>>`
    select worker.id, worker.full_name, worker.civil_id_encrypted, worker.birth_date, worker.sex, worker.shift, worker.languages, worker.access_needs,
      listed.during::text as during, listed.state, bed.label as bed_label, room.name as room_name, room.floor,
      building.name as building_name, site.name_ar as site_ar, site.name_en as site_en
    from (
      select worker.id as worker_id, current.bed_id, current.during, current.state, worker.full_name as ordered_by ${from}
      order by worker.full_name, worker.id limit ${limit} offset ${offset}
    ) as listed
    join worker on worker.id = listed.worker_id
    left join bed on bed.id = listed.bed_id
    left join room on room.id = bed.room_id
    left join building on building.id = bed.building_id
    left join site on site.id = bed.site_id
    order by worker.full_name, worker.id
  `.execute(transaction);
  const counted = await sql<{ total: number }>`select count(*)::int as total ${from}`.execute(transaction);
  return {
    total: counted.rows[0]?.total ?? 0,
    rows: rows.map(
      ({ during, state, bedLabel, roomName, floor, buildingName, siteAr, siteEn, ...worker }) => ({
        ...worker,
        bed: during
          ? { ...parseDayRange(during), state, bedLabel, roomName, floor, buildingName, siteAr, siteEn }
          : null,
      }),
    ),
  };
}

/** @throws ProblemError not_found */
export async function getWorker(transaction: ActorTransaction, { workerId }: { workerId: WorkerId }) {
  const worker = await transaction
    .selectFrom('worker')
    .select(['id', 'fullName', 'civilIdEncrypted', 'birthDate', 'sex', 'shift', 'languages', 'accessNeeds'])
    // Postgres gives every version of a row the number of the transaction that wrote it.
    .select(sql<string>`xmin::text`.as('version'))
    .where('id', '=', workerId)
    .executeTakeFirst();
  if (!worker) throw new ProblemError('not_found');
  return worker;
}

/** The civil IDs, still enciphered, of these workers, by worker. */
export async function findCivilIds(
  transaction: ActorTransaction,
  { workerIds }: { workerIds: readonly string[] },
): Promise<ReadonlyMap<string, Buffer>> {
  if (workerIds.length === 0) return new Map();
  const rows = await transaction
    .selectFrom('worker')
    .select(['id', 'civilIdEncrypted'])
    .where('id', 'in', [...workerIds])
    .execute();
  return new Map(rows.map(({ id, civilIdEncrypted }) => [id, civilIdEncrypted]));
}

/** @throws ProblemError civil_id_already_yours or civil_id_already_registered */
export async function addWorker(
  transaction: ActorTransaction,
  { employerId, facts }: { employerId: EmployerId; facts: StoredFacts },
): Promise<WorkerId> {
  const worker = await transaction
    .insertInto('worker')
    .values({ employerId, ...facts, languages: [...facts.languages], accessNeeds: [...facts.accessNeeds] })
    .onConflict((conflict) => conflict.constraint('worker_civil_id_once').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!worker) {
    // Looked up after the conflict: a second press of the button meets what the first one saved.
    const own = await findKnownCivilIds(transaction, { hashes: [facts.civilIdHash] });
    throw new ProblemError(own.size > 0 ? 'civil_id_already_yours' : 'civil_id_already_registered');
  }
  await audit(transaction, { action: 'worker.added', subjectKind: 'worker', subjectId: worker.id });
  return worker.id as WorkerId;
}

/**
 * Changes the record that was read at this version.
 * @throws ProblemError not_found, conflict when somebody changed it since, civil_id_already_yours; out of the transaction, worker_is_housed or civil_id_already_registered
 */
export async function changeWorker(
  transaction: ActorTransaction,
  { workerId, version, facts }: { workerId: WorkerId; version: string; facts: StoredFacts },
): Promise<void> {
  const other = await transaction
    .selectFrom('worker')
    .select('id')
    .where('civilIdHash', '=', facts.civilIdHash)
    .where('id', '<>', workerId)
    .executeTakeFirst();
  if (other) throw new ProblemError('civil_id_already_yours');
  const changed = await transaction
    .updateTable('worker')
    .set({ ...facts, languages: [...facts.languages], accessNeeds: [...facts.accessNeeds] })
    .where('id', '=', workerId)
    .where(sql<boolean>`xmin::text = ${version}`)
    .returning('id')
    .executeTakeFirst();
  if (!changed) {
    await getWorker(transaction, { workerId });
    throw new ProblemError('conflict');
  }
  await audit(transaction, { action: 'worker.changed', subjectKind: 'worker', subjectId: workerId });
}

/** @throws ProblemError not_found, or worker_has_history when a request or an assignment names the worker */
export async function removeWorker(
  transaction: ActorTransaction,
  { workerId }: { workerId: WorkerId },
): Promise<void> {
  const named = await transaction
    .selectFrom('worker')
    .select(({ exists, selectFrom, or }) => [
      or([
        exists(
          selectFrom('assignment').select('assignment.id').whereRef('assignment.workerId', '=', 'worker.id'),
        ),
        exists(
          selectFrom('placementRequestWorker as member')
            .select('member.requestId')
            .whereRef('member.workerId', '=', 'worker.id'),
        ),
      ]).as('hasHistory'),
    ])
    .where('id', '=', workerId)
    .executeTakeFirst();
  if (!named) throw new ProblemError('not_found');
  if (named.hasHistory) throw new ProblemError('worker_has_history');
  await transaction.deleteFrom('worker').where('id', '=', workerId).execute();
  await audit(transaction, { action: 'worker.removed', subjectKind: 'worker', subjectId: workerId });
}

/** The hashes among these, in hex, that are the civil ID of a worker whom the actor may see: an employer, its own. */
export async function findKnownCivilIds(
  transaction: ActorTransaction,
  { hashes }: { hashes: readonly Buffer[] },
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ hash: string }>`
    select encode(civil_id_hash, 'hex') as hash from worker where civil_id_hash = any(${hashes as Buffer[]}::bytea[])
  `.execute(transaction);
  return new Set(rows.map(({ hash }) => hash));
}

/**
 * Adds many at once; a civil ID that is registered already, with whomever, is left out.
 * @returns the hashes, in hex, of those that were added, and of those that were left out as the employer's own
 */
export async function importWorkers(
  transaction: ActorTransaction,
  { employerId, workers }: { employerId: EmployerId; workers: readonly StoredFacts[] },
): Promise<{ added: ReadonlySet<string>; alreadyYours: ReadonlySet<string> }> {
  if (workers.length === 0) return { added: new Set(), alreadyYours: new Set() };
  const added = new Set<string>();
  for (let from = 0; from < workers.length; from += 2000) {
    const rows = await transaction
      .insertInto('worker')
      .values(
        workers.slice(from, from + 2000).map((facts) => ({
          employerId,
          ...facts,
          languages: [...facts.languages],
          accessNeeds: [...facts.accessNeeds],
        })),
      )
      .onConflict((conflict) => conflict.constraint('worker_civil_id_once').doNothing())
      .returning('civilIdHash')
      .execute();
    for (const row of rows) added.add(row.civilIdHash.toString('hex'));
  }
  await audit(transaction, {
    action: 'worker.imported',
    subjectKind: 'employer',
    subjectId: employerId,
    details: { added: added.size, leftOut: workers.length - added.size },
  });
  const leftOut = workers
    .map((facts) => facts.civilIdHash)
    .filter((hash) => !added.has(hash.toString('hex')));
  return { added, alreadyYours: await findKnownCivilIds(transaction, { hashes: leftOut }) };
}
