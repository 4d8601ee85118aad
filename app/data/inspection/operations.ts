import { sql } from 'kysely';
import type { AccountId } from '#app/domain/identity/ids.ts';
import type {
  RecordedOperation,
  RefusedOperation,
  SyncedInspection,
} from '#app/domain/inspection/day-pack.ts';
import type { Operation, OperationOf } from '#app/domain/inspection/operation.ts';
import { operationSchema } from '#app/domain/inspection/operation.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** Acts in one answer: with the photos and signatures among them some hundred kilobytes. */
const ACTS_IN_ANSWER = 500;
/** JavaScript characters; a signature may take 60,000 of them. */
const CHARACTERS_IN_ANSWER = 1_000_000;

interface OperationRow extends Omit<RecordedOperation, 'recordedAt'> {
  readonly recordedAt: Date;
  readonly arrival: number;
}

const toOperation = ({
  id,
  inspectionId,
  accountId,
  phoneId,
  sequence,
  recordedAt,
  kind,
  body,
}: OperationRow) =>
  ({
    ...{ id, inspectionId, accountId, phoneId, sequence, kind, body },
    recordedAt: recordedAt.toISOString(),
  }) as RecordedOperation;

/** All acts of these inspections, by inspection, in the order in which they arrived; `arrival` stands for having them. */
export async function readOperations(
  transaction: ActorTransaction,
  { inspectionIds }: { inspectionIds: readonly string[] },
): Promise<
  ReadonlyMap<string, { readonly operations: readonly RecordedOperation[]; readonly arrival: number }>
> {
  const rows = (await transaction
    .selectFrom('inspectionOperation')
    .select([
      'id',
      'inspectionId',
      'accountId',
      'phoneId',
      'sequence',
      'kind',
      'recordedAt',
      'body',
      'arrival',
    ])
    .where('inspectionId', 'in', inspectionIds)
    .orderBy('arrival')
    .execute()) as unknown as readonly OperationRow[];
  return new Map(
    [...Map.groupBy(rows, ({ inspectionId }) => inspectionId)].map(([id, group]) => [
      id,
      { operations: group.map(toOperation), arrival: group.at(-1)?.arrival ?? 0 },
    ]),
  );
}

/**
 * Makes everybody else who writes acts of these inspections, or takes them from state to state by them, wait until the
 * transaction ends. In one order, so that nobody waits in a ring. An inspector may not lock a row that they may not change,
 * which is why this isn't the row's lock.
 */
export async function lockInspections(
  transaction: ActorTransaction,
  { inspectionIds }: { inspectionIds: readonly string[] },
): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(key)
    from (
      select distinct hashtextextended('inspection ' || id, 0) as key
      from unnest(${inspectionIds}::uuid[]) as id
      order by key
    ) as keys
  `.execute(transaction);
}

interface Recording {
  readonly held: readonly string[];
  readonly refused: readonly RefusedOperation[];
  /** Inspections of which something was recorded that hadn't been before. */
  readonly changed: readonly string[];
}

/**
 * Records acts of this inspector's inspections, each once however often it is sent, in whatever state the inspection is.
 * One that can't be recorded is refused alone. Holds the lock of each inspection.
 */
export async function recordOperations(
  transaction: ActorTransaction,
  { sent, accountId }: { sent: readonly unknown[]; accountId: AccountId },
): Promise<Recording> {
  const refused: RefusedOperation[] = [];
  const refuse = (id: string, problem: RefusedOperation['problem']) => void refused.push({ id, problem });
  const readable = sent.flatMap((each): Operation[] => {
    const { success, data } = operationSchema.safeParse(each);
    if (success) return [data];
    refuse(identifierOf(each), 'not_readable');
    return [];
  });

  await lockInspections(transaction, { inspectionIds: readable.map(({ inspectionId }) => inspectionId) });
  const own = await findOwn(transaction, {
    inspectionIds: readable.map(({ inspectionId }) => inspectionId),
    accountId,
  });
  const theirs = readable.filter(({ id, inspectionId }) => own.has(inspectionId) || refuse(id, 'not_yours'));
  const takenPhotos = await findTakenPhotos(transaction, theirs);
  const recordable = theirs.filter(({ id }) => !takenPhotos.has(id) || refuse(id, 'identifier_taken'));

  const inserted = await insertOperations(transaction, { operations: recordable, accountId });
  await insertPhotos(
    transaction,
    recordable.filter(
      (each): each is OperationOf<'photographed'> => each.kind === 'photographed' && inserted.has(each.id),
    ),
  );
  const held = await findHeld(transaction, { operations: recordable, accountId });
  recordable.forEach(({ id }, at) => held.has(at) || refuse(id, 'identifier_taken'));
  return {
    held: [...new Set(recordable.filter((_, at) => held.has(at)).map(({ id }) => id))],
    refused,
    changed: [...new Set(inserted.values())],
  };
}

function identifierOf(sent: unknown): string {
  const id = typeof sent === 'object' && sent !== null && 'id' in sent ? sent.id : null;
  return typeof id === 'string' ? id.slice(0, 100) : '';
}

async function findOwn(
  transaction: ActorTransaction,
  { inspectionIds, accountId }: { inspectionIds: readonly string[]; accountId: AccountId },
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from inspection
    where id = any(${inspectionIds}::uuid[]) and ${accountId} in (inspector_id, second_inspector_id)
  `.execute(transaction);
  return new Set(rows.map(({ id }) => id));
}

/** Those of the acts whose photo has the identifier of another one's. */
async function findTakenPhotos(
  transaction: ActorTransaction,
  operations: readonly Operation[],
): Promise<ReadonlySet<string>> {
  const photos = operations.filter((each) => each.kind === 'photographed');
  if (photos.length === 0) return new Set();
  const known = await transaction
    .selectFrom('inspectionPhoto')
    .select(['id', 'operationId'])
    .where(
      'id',
      'in',
      photos.map(({ body }) => body.photoId),
    )
    .execute();
  const operationOf = new Map(known.map(({ id, operationId }) => [id, operationId]));
  const taken = new Set<string>();
  for (const { id, body } of photos) {
    const first = operationOf.get(body.photoId) ?? id;
    operationOf.set(body.photoId, first);
    if (first !== id) taken.add(id);
  }
  return taken;
}

/** The rows of the acts, as SQL that reads them from one parameter. */
const rowsOf = (operations: readonly Operation[]) => sql`
  jsonb_to_recordset(${JSON.stringify(operations.map((each, at) => ({ at, ...each })))}::jsonb) as sent (
    at int, id uuid, "inspectionId" uuid, "phoneId" uuid, sequence int, kind text, "recordedAt" timestamptz, body jsonb
  )
`;

/** @returns the inspections of the acts that weren't there before, by the identifiers of the acts */
async function insertOperations(
  transaction: ActorTransaction,
  { operations, accountId }: { operations: readonly Operation[]; accountId: AccountId },
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; inspectionId: string }>`
    insert into inspection_operation (id, inspection_id, account_id, phone_id, sequence, kind, recorded_at, body)
    select id, "inspectionId", ${accountId}::uuid, "phoneId", sequence, kind, "recordedAt", body
    from ${rowsOf(operations)}
    order by at
    on conflict do nothing
    returning id, inspection_id
  `.execute(transaction);
  return new Map(rows.map(({ id, inspectionId }) => [id, inspectionId]));
}

/** @returns the positions of the acts that stand in the database as they were sent */
async function findHeld(
  transaction: ActorTransaction,
  { operations, accountId }: { operations: readonly Operation[]; accountId: AccountId },
): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ at: number }>`
    select sent.at
    from ${rowsOf(operations)}
    join inspection_operation as kept
      on kept.id = sent.id
      and kept.inspection_id = sent."inspectionId"
      and kept.account_id = ${accountId}::uuid
      and kept.phone_id = sent."phoneId"
      and kept.sequence = sent.sequence
      and kept.kind = sent.kind
      and kept.recorded_at = sent."recordedAt"
      and kept.body = sent.body
  `.execute(transaction);
  return new Set(rows.map(({ at }) => at));
}

async function insertPhotos(
  transaction: ActorTransaction,
  photos: readonly OperationOf<'photographed'>[],
): Promise<void> {
  if (photos.length === 0) return;
  await transaction
    .insertInto('inspectionPhoto')
    .values(
      photos.map(({ id, inspectionId, body }) => ({
        id: body.photoId,
        inspectionId,
        operationId: id,
        fileHash: Buffer.from(body.hash, 'hex'),
      })),
    )
    .execute();
}

/**
 * What the phone of this inspector lacks of the inspections it asks after; those that aren't the inspector's are left out.
 * `known`: acts that it has, whatever their arrival.
 */
export async function readLacking(
  transaction: ActorTransaction,
  {
    inspectionIds,
    arrivals,
    accountId,
    known,
  }: {
    inspectionIds: readonly string[];
    arrivals: Readonly<Record<string, number>>;
    accountId: AccountId;
    known: ReadonlySet<string>;
  },
): Promise<SyncedInspection[]> {
  const { rows: inspections } = await sql<Pick<SyncedInspection, 'id' | 'state' | 'photosAwaited'>>`
    select id, state,
      array(
        select distinct encode(file_hash, 'hex')
        from inspection_photo
        where inspection_id = inspection.id
          and not exists (select from stored_file where stored_file.hash = inspection_photo.file_hash)
        order by 1
      ) as photos_awaited
    from inspection
    where id = any(${inspectionIds}::uuid[]) and ${accountId} in (inspector_id, second_inspector_id)
    order by id
  `.execute(transaction);
  const since = inspections.map(({ id }) => arrivals[id] ?? 0);
  // inspection_operation_arrival serves each inspection's own, from where the phone is.
  const { rows } = await sql<OperationRow>`
    select lacking.id, inspection_id, account_id, phone_id, sequence, kind, recorded_at, body, arrival
    from unnest(${inspections.map(({ id }) => id)}::uuid[], ${since}::bigint[]) as asked (id, arrived)
    cross join lateral (
      select * from inspection_operation
      where inspection_id = asked.id and arrival > arrived
      order by arrival
      limit ${ACTS_IN_ANSWER}
    ) as lacking
    order by inspection_id, arrival
    limit ${ACTS_IN_ANSWER}
  `.execute(transaction);

  let characters = 0;
  const fitting = rows.filter(
    (row) => (characters += JSON.stringify(row.body).length) <= CHARACTERS_IN_ANSWER,
  );
  // Where not all did fit, or there may be more, all after the last one are asked for again.
  const isWhole = fitting.length === rows.length && rows.length < ACTS_IN_ANSWER;
  const last = fitting.at(-1)?.inspectionId ?? '';
  const given = Map.groupBy(fitting, ({ inspectionId }) => inspectionId);
  return inspections.map((inspection) => {
    const rowsOfIt = given.get(inspection.id) ?? [];
    return {
      ...inspection,
      operations: rowsOfIt.filter(({ id }) => !known.has(id)).map(toOperation),
      arrival: rowsOfIt.at(-1)?.arrival ?? arrivals[inspection.id] ?? 0,
      hasMore: !isWhole && inspection.id >= last,
    };
  });
}
