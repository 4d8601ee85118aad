import { sql } from 'kysely';
import type { Polygon } from 'geojson';
import type { Day } from '#app/domain/dates.ts';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import type { PackedInspection, PastFinding } from '#app/domain/inspection/day-pack.ts';
import type { Assigned } from '#app/domain/inspection/judged-answers.ts';
import { lifeSafetyCriteria } from '#app/domain/inspection/life-safety.ts';
import type { Rule } from '#app/domain/standards/criterion.ts';
import { readFactsOfBuildings, readOwnFactsOfSites } from '#app/data/places/place-facts.ts';
import { listInstruments, listRules } from '#app/data/standards/standards.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { readOperations } from './operations.ts';

/** How far back an inspector is told what was found at the same place. */
const PAST_YEARS = 3;

/**
 * All that is needed to carry these inspections out, or to judge what they found, in the order asked for; those that don't
 * exist are left out. Their number doesn't change how many queries it takes. `day`: today. People are those assigned in the
 * night before the visit, which a closing because of it changes nothing in.
 */
export async function packInspections(
  transaction: ActorTransaction,
  { inspectionIds, day }: { inspectionIds: readonly string[]; day: Day },
): Promise<PackedInspection[]> {
  if (inspectionIds.length === 0) return [];
  const visits = await readVisits(transaction, { inspectionIds, day });
  const buildingIds = visits.flatMap(({ buildingId }) => buildingId ?? []);
  const siteIds = [...new Set(visits.map(({ siteId }) => siteId))];
  const standardIds = [...new Set(visits.map(({ standardId }) => standardId))];
  const rulesOf = new Map<string, readonly Rule[]>();
  for (const standardId of standardIds) rulesOf.set(standardId, await listRules(transaction, { standardId }));
  const published = await listInstruments(transaction);
  const lifeSafety = lifeSafetyCriteria.flatMap(
    ({ standardKey, criterionKey }) =>
      published.rules.find((rule) => rule.standardKey === standardKey && rule.key === criterionKey) ?? [],
  );
  const buildings = await readFactsOfBuildings(transaction, { buildingIds });
  const sites = await readOwnFactsOfSites(transaction, { siteIds });
  const points = await readBuildingPoints(transaction, { siteIds });
  const assigned = await countAssigned(transaction, visits);
  const findings = await readPastFindings(transaction, { visits, day });
  const operations = await readOperations(transaction, { inspectionIds });

  return visits.flatMap((visit): PackedInspection[] => {
    const building = visit.buildingId && buildings.get(visit.buildingId);
    const site = sites.get(visit.siteId);
    if (!site || (visit.buildingId && !building)) return [];
    const criteria = rulesOf.get(visit.standardId) ?? [];
    const instruments = new Set([...criteria, ...lifeSafety].map(({ standardKey }) => standardKey));
    return [
      {
        id: visit.id,
        number: visit.number,
        reason: visit.reason,
        state: visit.state,
        scheduledOn: visit.scheduledOn,
        visitOrder: visit.visitOrder,
        inspectors: visit.inspectors,
        site: { id: visit.siteId, key: visit.siteKey, nameAr: visit.siteAr, nameEn: visit.siteEn },
        buildingName: visit.buildingName,
        plan: {
          boundary: visit.boundary,
          buildings: points.get(visit.siteId) ?? [],
        },
        inspected: building ? { kind: 'building', facts: building } : { kind: 'site', facts: site },
        roomIds: visit.roomIds,
        standard: { name: visit.standardName, nameAr: visit.standardAr },
        criteria,
        lifeSafety,
        instruments: published.instruments
          .filter(({ key }) => instruments.has(key))
          .map(({ key, name, url }) => ({ key, name, url })),
        assigned: assigned.get(visit.id) ?? {},
        pastFindings: findings.get(visit.id) ?? [],
        operations: operations.get(visit.id)?.operations ?? [],
        arrival: operations.get(visit.id)?.arrival ?? 0,
      },
    ];
  });
}

interface Visit extends Pick<
  PackedInspection,
  'id' | 'number' | 'reason' | 'state' | 'scheduledOn' | 'visitOrder' | 'inspectors' | 'roomIds'
> {
  readonly siteId: string;
  readonly siteKey: string;
  readonly siteAr: string;
  readonly siteEn: string;
  readonly boundary: Polygon | null;
  readonly buildingId: string | null;
  readonly buildingName: string | null;
  readonly standardId: string;
  readonly standardName: string;
  readonly standardAr: string | null;
  /** The day before it began, or before it is due, at the earliest today. */
  readonly eve: Day;
}

async function readVisits(
  transaction: ActorTransaction,
  { inspectionIds, day }: { inspectionIds: readonly string[]; day: Day },
): Promise<readonly Visit[]> {
  const { rows } = await sql<Omit<Visit, 'eve'> & { startedAt: Date | null }>`
    select inspection.id, inspection.number, inspection.reason, inspection.state, inspection.scheduled_on,
      inspection.visit_order, inspection.started_at,
      site.id as site_id, site.key as site_key, site.name_ar as site_ar, site.name_en as site_en, site.boundary,
      building.id as building_id, building.name as building_name,
      standard.id as standard_id, standard.name as standard_name, standard.name_ar as standard_ar,
      (
        select json_agg(room_id order by room_id) from inspection_room where inspection_id = inspection.id
      ) as room_ids,
      (
        select coalesce(
          json_agg(
            json_build_object('accountId', account.id, 'displayName', account.display_name)
            order by account.id <> inspection.inspector_id
          ), '[]'
        )
        from account
        where account.id in (inspection.inspector_id, inspection.second_inspector_id)
      ) as inspectors
    from unnest(${inspectionIds}::uuid[]) with ordinality as wanted (id, position)
    join inspection on inspection.id = wanted.id
    join site on site.id = inspection.site_id
    join standard on standard.id = inspection.standard_id
    left join building on building.id = inspection.building_id
    order by wanted.position
  `.execute(transaction);
  return rows.map(({ startedAt, ...visit }) => ({
    ...visit,
    eve: addDays(startedAt ? kuwaitDay(startedAt) : visit.scheduledOn > day ? visit.scheduledOn : day, -1),
  }));
}

async function readBuildingPoints(
  transaction: ActorTransaction,
  { siteIds }: { siteIds: readonly string[] },
) {
  const rows = await transaction
    .selectFrom('building')
    .select(['id', 'siteId', 'name', 'longitude', 'latitude'])
    .where('siteId', 'in', siteIds)
    .orderBy('name')
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ siteId }) => siteId)].map(([id, ofSite]) => [
      id,
      ofSite.map((row) => ({ id: row.id, name: row.name, longitude: row.longitude, latitude: row.latitude })),
    ]),
  );
}

/** By visit: people of each room of a building, or of a site as a whole. */
async function countAssigned(
  transaction: ActorTransaction,
  visits: readonly Visit[],
): Promise<ReadonlyMap<string, Assigned>> {
  const counts = new Map<string, Assigned>();
  for (const [eve, ofDay] of Map.groupBy(visits, (visit) => visit.eve)) {
    const { rows } = await sql<{ siteId: string; buildingId: string; roomId: string; residents: number }>`
      select building.site_id, counted.building_id, counted.room_id, counted.residents
      from count_residents(
        array(
          select id from building
          where id = any(${ofDay.flatMap(({ buildingId }) => buildingId ?? [])}::uuid[])
            or site_id = any(${ofDay.flatMap(({ siteId, buildingId }) => (buildingId ? [] : siteId))}::uuid[])
        ),
        ${eve}::date
      ) as counted
      join building on building.id = counted.building_id
    `.execute(transaction);
    const ofBuilding = Map.groupBy(rows, ({ buildingId }) => buildingId);
    for (const { id, siteId, buildingId } of ofDay)
      counts.set(
        id,
        buildingId
          ? Object.fromEntries(
              (ofBuilding.get(buildingId) ?? []).map(({ roomId, residents }) => [roomId, residents]),
            )
          : {
              [siteId]: rows.reduce((sum, row) => sum + (row.siteId === siteId ? row.residents : 0), 0),
            },
      );
  }
  return counts;
}

/** What other inspections found at the same building, or of a whole site at the same site, newest first. */
async function readPastFindings(
  transaction: ActorTransaction,
  { visits, day }: { visits: readonly Visit[]; day: Day },
): Promise<ReadonlyMap<string, readonly PastFinding[]>> {
  const ids = visits.map(({ id }) => id);
  const { rows } = await sql<
    Omit<PastFinding, 'place'> & PastFinding['place'] & { readonly visitId: string }
  >`
    select visit.id as visit_id, criterion.key as criterion_key, finding.severity, past.building_id,
      coalesce(finding.floor, room.floor) as floor, finding.room_id, finding.note,
      (finding.found_at at time zone 'Asia/Kuwait')::date as found_on,
      (corrective_action.completed_at at time zone 'Asia/Kuwait')::date as corrected_on
    from inspection as visit
    join inspection as past
      on past.site_id = visit.site_id
      and past.building_id is not distinct from visit.building_id
      and past.id <> visit.id
    join finding on finding.inspection_id = past.id
    join criterion on criterion.id = finding.criterion_id
    left join room on room.id = finding.room_id
    left join corrective_action on corrective_action.finding_id = finding.id
    where visit.id = any(${ids}::uuid[])
      and finding.withdrawn_at is null
      and finding.found_at < coalesce(visit.submitted_at, 'infinity')
      and finding.found_at >= ${day}::date - make_interval(years => ${PAST_YEARS})
    order by finding.found_at desc, finding.id
  `.execute(transaction);
  const findings = rows.map(({ visitId, buildingId, floor, roomId, ...finding }) => ({
    visitId,
    finding: { ...finding, place: { buildingId, floor, roomId } },
  }));
  return new Map(
    [...Map.groupBy(findings, ({ visitId }) => visitId)].map(([id, group]) => [
      id,
      group.map(({ finding }) => finding),
    ]),
  );
}
