import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Day } from '#app/domain/dates.ts';
import type { CountedDays, VacancyForecast } from '#app/domain/placement/vacancy-forecast.ts';
import { forecastVacancy } from '#app/domain/placement/vacancy-forecast.ts';
import { plannableStates } from '#app/domain/placement/states.ts';
import { endsAfter, parseDayRange } from '#app/data/day-range.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** A building that opens within the forecast. */
export interface PlannedOpening {
  readonly buildingId: string;
  readonly buildingName: string;
  readonly siteId: string;
  readonly siteKey: string;
  readonly siteNameAr: string;
  readonly siteNameEn: string;
  readonly opensOn: Day;
  readonly beds: number;
}

/**
 * Vacancy by site and month from open days, end dates and requests on record. Beds and people are counted by site and days
 * in one scan of each table: a nation's stand in few thousand groups.
 */
export async function readVacancyForecast(
  transaction: ActorTransaction,
  { today }: { today: Day },
): Promise<{ forecast: VacancyForecast; plan: { id: string; number: number } | null }> {
  const sites = await transaction.selectFrom('site').select('id').orderBy('key').execute();
  const plan = await transaction
    .selectFrom('plan')
    .select(['id', 'number'])
    .where('state', '=', 'proposed')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const planned = plan
    ? sql`plan_placement where plan_id = ${plan.id} and site_id is not null and ${endsAfter(today)}`
    : null;
  const forecast = forecastVacancy({
    today,
    siteIds: sites.map(({ id }) => id),
    open: await countDays(transaction, sql`bed_availability where ${endsAfter(today)}`),
    assigned: await countDays(transaction, sql`assignment where ${endsAfter(today)}`),
    planned: planned ? await countDays(transaction, planned) : [],
    waiting: await countWaiting(transaction, { today }),
  });
  return { forecast, plan: plan ?? null };
}

async function countDays(
  transaction: ActorTransaction,
  rowsOf: RawBuilder<unknown>,
): Promise<readonly CountedDays[]> {
  const { rows } = await sql<{ siteId: string; during: string; count: number }>`
    select site_id, during::text, count(*)::int as count
    from ${rowsOf}
    group by site_id, during
  `.execute(transaction);
  return rows.map(({ siteId, during, count }) => ({ siteId, count, ...parseDayRange(during) }));
}

async function countWaiting(transaction: ActorTransaction, { today }: { today: Day }) {
  const { rows } = await sql<{ during: string; count: number }>`
    select request.during::text, count(*)::int as count
    from placement_request as request
    join placement_request_worker as member on member.request_id = request.id
    left join assignment as given on given.request_id = request.id and given.worker_id = member.worker_id
    where request.state::text = any(${[...plannableStates]}) and given.id is null
      and ${endsAfter(today, 'request.during')}
    group by request.during
  `.execute(transaction);
  return rows.map(({ during, count }) => ({ count, ...parseDayRange(during) }));
}

/** Buildings whose opening day is still to come, with the beds that are to open in them. */
export async function listPlannedOpenings(
  transaction: ActorTransaction,
  { today }: { today: Day },
): Promise<PlannedOpening[]> {
  const { rows } = await sql<PlannedOpening>`
    with opening as (
      select * from building where opened_on > ${today}::date
    ), open as (
      select building_id, count(distinct bed_id)::int as beds
      from bed_availability
      where building_id in (select id from opening)
      group by building_id
    )
    select building.id as building_id, building.name as building_name, site.id as site_id, site.key as site_key,
      site.name_ar as site_name_ar, site.name_en as site_name_en,
      building.opened_on as opens_on, coalesce(open.beds, 0) as beds
    from opening as building
    join site on site.id = building.site_id
    left join open on open.building_id = building.id
    order by building.opened_on, site.key, building.name
  `.execute(transaction);
  return rows;
}
