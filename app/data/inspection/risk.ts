import { sql } from 'kysely';
import { capacityOn } from '#app/data/capacity/capacity.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import type { Day } from '#app/domain/dates.ts';
import { addDays } from '#app/domain/dates.ts';
import type { PastInspection } from '#app/domain/risk/back-test.ts';
import type { BuildingRisk } from '#app/domain/risk/building-risk.ts';
import { riskOf } from '#app/domain/risk/building-risk.ts';
import type { RiskWeights } from '#app/domain/risk/risk-weights.ts';

interface BuildingRow {
  readonly buildingId: string;
  readonly buildingName: string;
  readonly openedOn: Day;
  /** Degrees. */
  readonly longitude: number;
  readonly latitude: number;
  readonly siteId: string;
  readonly siteKey: string;
  readonly siteAr: string;
  readonly siteEn: string;
  readonly nextVisitOn: Day | null;
  readonly nextVisitId: string | null;
  readonly reports: number;
  readonly residents: number;
  readonly compliantCapacity: number;
  readonly unmeasuredRooms: number;
}

export interface RankedBuilding
  extends Omit<BuildingRow, 'reports' | 'residents' | 'compliantCapacity' | 'unmeasuredRooms'>, BuildingRisk {
  readonly lastInspectedOn: Day | null;
  /** Who made the last check. */
  readonly lastInspectorIds: readonly string[];
}

/** Every building of the nation on a day, without its past checks: each table is read once. */
async function listBuildings(
  transaction: ActorTransaction,
  { today, reportDays }: { today: Day; reportDays: number },
): Promise<readonly BuildingRow[]> {
  const { rows } = await sql<BuildingRow>`
    with capacity as (
      select room.building_id,
        sum(allowed.compliant_capacity)::int as compliant,
        count(*) filter (where allowed.possible_capacity > allowed.compliant_capacity)::int as unmeasured
      from (${capacityOn(today, {})}) as allowed
      join room on room.id = allowed.room_id
      group by 1
    ), housed as (
      select building_id, sum(residents)::int as residents
      from count_residents((select array_agg(id) from building), ${today}::date)
      group by 1
    ), planned as (
      -- inspection_day serves it.
      select distinct on (building_id) building_id, id, scheduled_on
      from inspection
      where state in ('scheduled', 'under_way') and scheduled_on >= ${today}::date and building_id is not null
      order by building_id, scheduled_on
    )
    select building.id as building_id, building.name as building_name, building.opened_on, building.longitude, building.latitude,
      site.id as site_id, site.key as site_key, site.name_ar as site_ar, site.name_en as site_en,
      planned.scheduled_on as next_visit_on, planned.id as next_visit_id,
      coalesce(told.reports, 0) as reports,
      coalesce(housed.residents, 0) as residents,
      coalesce(capacity.compliant, 0) as compliant_capacity,
      coalesce(capacity.unmeasured, 0) as unmeasured_rooms
    from building
    join site on site.id = building.site_id
    left join capacity on capacity.building_id = building.id
    left join housed on housed.building_id = building.id
    left join planned on planned.building_id = building.id
    left join count_housing_reports(${addDays(today, -reportDays)}::date::timestamp at time zone 'Asia/Kuwait') as told
      on told.building_id = building.id
    order by site.key, building.name
  `.execute(transaction);
  return rows;
}

interface PastCheck extends PastInspection {
  readonly inspectorIds: readonly string[];
}

/** Every check of a building that was submitted, the oldest first, with the findings that stand. */
async function listPastChecks(transaction: ActorTransaction): Promise<readonly PastCheck[]> {
  const { rows } = await sql<PastCheck>`
    select inspection.building_id, inspection.reason = 'follow_up' as is_follow_up,
      (inspection.submitted_at at time zone 'Asia/Kuwait')::date as day,
      array_remove(array[inspection.inspector_id, inspection.second_inspector_id], null) as inspector_ids,
      coalesce(found.findings, '[]') as findings
    from inspection
    left join (
      select finding.inspection_id,
        jsonb_agg(jsonb_build_object(
          'criterionKey', criterion.key,
          'severity', finding.severity,
          'dueOn', corrective_action.due_on,
          'correctedOn', (corrective_action.completed_at at time zone 'Asia/Kuwait')::date
        )) as findings
      from finding
      join criterion on criterion.id = finding.criterion_id
      left join corrective_action on corrective_action.finding_id = finding.id
      where finding.withdrawn_at is null
      group by 1
    ) as found on found.inspection_id = inspection.id
    where inspection.submitted_at is not null and inspection.building_id is not null
    order by day, inspection.id
  `.execute(transaction);
  return rows;
}

/** Every building by its risk on a day, the riskiest first, and the checks that it was learnt from. */
export async function rankBuildings(
  transaction: ActorTransaction,
  { today, weights }: { today: Day; weights: RiskWeights },
): Promise<{ buildings: readonly RankedBuilding[]; history: readonly PastInspection[] }> {
  const rows = await listBuildings(transaction, { today, reportDays: weights.reportDays });
  const history = await listPastChecks(transaction);
  const checksOf = Map.groupBy(history, ({ buildingId }) => buildingId);
  const buildings = rows.map((row) => {
    const checks = checksOf.get(row.buildingId) ?? [];
    const last = checks.at(-1);
    const { reports, residents, compliantCapacity, unmeasuredRooms, ...building } = row;
    const facts = {
      openedOn: row.openedOn,
      lastInspectedOn: last?.day ?? null,
      findings: checks.flatMap(({ day, findings }) =>
        findings.map((finding) => ({ ...finding, foundOn: day })),
      ),
      reports,
      residents,
      compliantCapacity,
      unmeasuredRooms,
    };
    return {
      ...building,
      lastInspectedOn: facts.lastInspectedOn,
      lastInspectorIds: last?.inspectorIds ?? [],
      ...riskOf(facts, { today, weights }),
    };
  });
  return { buildings: buildings.sort((one, other) => other.figure - one.figure), history };
}
