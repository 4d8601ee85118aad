import { sql } from 'kysely';
import type { PlacementRequestId, SiteId, WorkplaceId } from '#app/domain/identity/ids.ts';
import type { KnownTravel, TravelTime } from '#app/domain/placement/travel-times.ts';
import { plannableStates } from '#app/domain/placement/states.ts';
import { audit } from '#app/data/audit.ts';
import { rowChunks } from '#app/data/row-chunks.ts';
import { contains } from '#app/data/text-search.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** Which pairs of a workplace and a site: `awaiting`, those of requests that the next plan may take. */
export const travelFilters = ['all', 'awaiting', 'given', 'straight'] as const;
export type TravelFilter = (typeof travelFilters)[number];

interface TravelPair {
  readonly workplaceId: WorkplaceId;
  readonly siteId: SiteId;
  readonly employerName: string;
  readonly fileNumber: string;
  readonly workplaceName: string;
  readonly siteAr: string;
  readonly siteEn: string;
  readonly workplace: { readonly longitude: number; readonly latitude: number };
  readonly site: { readonly longitude: number; readonly latitude: number };
  /** Null where the straight line counts. */
  readonly given: {
    readonly minutes: number;
    readonly source: string;
    readonly changedAt: Date;
    /** Null for the product itself. */
    readonly changedByName: string | null;
  } | null;
}

/** Every workplace with every site, those with a time and those without, as far as search and filter go. */
function pairs(transaction: ActorTransaction, { search, only }: { search: string; only: TravelFilter }) {
  let query = transaction
    .selectFrom('workplace')
    .innerJoin('employer', 'employer.id', 'workplace.employerId')
    .innerJoin('site', (join) => join.onTrue())
    .leftJoin('travelTime as time', (join) =>
      join.onRef('time.workplaceId', '=', 'workplace.id').onRef('time.siteId', '=', 'site.id'),
    );
  if (search)
    query = query.where(({ or, eb }) =>
      or([
        contains('employer.name', search),
        contains('workplace.name', search),
        eb('employer.fileNumber', '=', search),
      ]),
    );
  if (only === 'awaiting')
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('placementRequest')
          .select('id')
          .whereRef('placementRequest.workplaceId', '=', 'workplace.id')
          .where('placementRequest.state', 'in', [...plannableStates]),
      ),
    );
  if (only === 'given') query = query.where('time.minutes', 'is not', null);
  if (only === 'straight') query = query.where('time.minutes', 'is', null);
  return query;
}

export async function countTravelPairs(
  transaction: ActorTransaction,
  asked: { search: string; only: TravelFilter },
): Promise<{ pairs: number; given: number }> {
  return pairs(transaction, asked)
    .select(({ fn }) => [fn.countAll<number>().as('pairs'), fn.count<number>('time.minutes').as('given')])
    .executeTakeFirstOrThrow();
}

/** By employer, workplace and site. */
export async function listTravelPairs(
  transaction: ActorTransaction,
  { limit, offset, ...asked }: { search: string; only: TravelFilter; limit: number; offset: number },
): Promise<TravelPair[]> {
  const rows = await pairs(transaction, asked)
    .leftJoin('account', 'account.id', 'time.changedBy')
    .select([
      'workplace.id as workplaceId',
      'site.id as siteId',
      'employer.name as employerName',
      'employer.fileNumber',
      'workplace.name as workplaceName',
      'site.nameAr as siteAr',
      'site.nameEn as siteEn',
      'workplace.longitude as fromLongitude',
      'workplace.latitude as fromLatitude',
      'site.longitude as toLongitude',
      'site.latitude as toLatitude',
      'time.minutes',
      'time.source',
      'time.changedAt',
      'account.displayName as changedByName',
    ])
    .orderBy('employer.name')
    .orderBy('employer.fileNumber')
    .orderBy('workplace.name')
    .orderBy('workplace.id')
    .orderBy('site.key')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(
    ({
      fromLongitude,
      fromLatitude,
      toLongitude,
      toLatitude,
      minutes,
      source,
      changedAt,
      changedByName,
      ...row
    }) => ({
      ...row,
      workplaceId: row.workplaceId as WorkplaceId,
      siteId: row.siteId as SiteId,
      workplace: { longitude: fromLongitude, latitude: fromLatitude },
      site: { longitude: toLongitude, latitude: toLatitude },
      given:
        minutes === null || source === null || changedAt === null
          ? null
          : { minutes, source, changedAt, changedByName },
    }),
  );
}

/** Minutes from the request's workplace to sites, where they are given. */
export async function findTravelMinutes(
  transaction: ActorTransaction,
  { requestId }: { requestId: PlacementRequestId },
): Promise<ReadonlyMap<string, number>> {
  const rows = await transaction
    .selectFrom('travelTime as time')
    .innerJoin('placementRequest as request', 'request.workplaceId', 'time.workplaceId')
    .select(['time.siteId', 'time.minutes'])
    .where('request.id', '=', requestId)
    .execute();
  return new Map(rows.map(({ siteId, minutes }) => [siteId, minutes]));
}

/** All that a file of times is judged by. */
export async function readKnownTravel(transaction: ActorTransaction): Promise<KnownTravel> {
  const workplaces = await transaction
    .selectFrom('workplace')
    .innerJoin('employer', 'employer.id', 'workplace.employerId')
    .select([
      'workplace.id',
      'workplace.name',
      'employer.fileNumber',
      'workplace.longitude',
      'workplace.latitude',
    ])
    .execute();
  const sites = await transaction
    .selectFrom('site')
    .select(['id', 'key', 'nameAr', 'nameEn', 'longitude', 'latitude'])
    .execute();
  const times = await transaction
    .selectFrom('travelTime')
    .select(['workplaceId', 'siteId', 'minutes', 'source'])
    .execute();
  return {
    workplaces: workplaces.map((workplace) => ({ ...workplace, id: workplace.id as WorkplaceId })),
    sites: sites.map((site) => ({ ...site, id: site.id as SiteId })),
    times: times.map((time) => ({
      ...time,
      workplaceId: time.workplaceId as WorkplaceId,
      siteId: time.siteId as SiteId,
    })),
  };
}

/** Whoever changes the table does so one after the other: what is then read of it stays so until the transaction ends. */
export async function lockTravelTimes(transaction: ActorTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('travel_times'))`.execute(transaction);
}

/** Writes the times over what was known of their pairs, in the name of who acts. */
export async function writeTravelTimes(
  transaction: ActorTransaction,
  { times }: { times: readonly TravelTime[] },
): Promise<void> {
  if (times.length === 0) return;
  for (const part of rowChunks(times))
    await sql`
      insert into travel_time (workplace_id, site_id, minutes, source)
      select * from unnest(
        ${part.map(({ workplaceId }) => workplaceId)}::uuid[], ${part.map(({ siteId }) => siteId)}::uuid[],
        ${part.map(({ minutes }) => minutes)}::int[], ${part.map(({ source }) => source)}::text[]
      ) as told (workplace_id, site_id, minutes, source)
      order by workplace_id, site_id
      on conflict (workplace_id, site_id) do update
      set minutes = excluded.minutes, source = excluded.source,
        changed_at = excluded.changed_at, changed_by = excluded.changed_by
    `.execute(transaction);
  await audit(transaction, {
    action: 'travel_time.imported',
    subjectKind: 'travel_time',
    subjectId: null,
    details: { pairs: times.length },
  });
}

/** Takes the given times of these pairs away, so that the straight line counts for them; `all` of them where told so. */
export async function removeTravelTimes(
  transaction: ActorTransaction,
  { pairs: chosen }: { pairs: readonly Pick<TravelTime, 'workplaceId' | 'siteId'>[] | 'all' },
): Promise<number> {
  await lockTravelTimes(transaction);
  let query = transaction.deleteFrom('travelTime');
  if (chosen !== 'all')
    query = query.where(
      sql<boolean>`(workplace_id, site_id) in (
        select * from unnest(
          ${chosen.map(({ workplaceId }) => workplaceId)}::uuid[], ${chosen.map(({ siteId }) => siteId)}::uuid[]
        )
      )`,
    );
  const removed = Number((await query.executeTakeFirst()).numDeletedRows);
  if (removed > 0)
    await audit(transaction, {
      action: 'travel_time.removed',
      subjectKind: 'travel_time',
      subjectId: null,
      details: { pairs: removed },
    });
  return removed;
}
