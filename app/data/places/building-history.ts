import { sql } from 'kysely';
import type { Day } from '#app/domain/dates.ts';
import type { HistoryEvent, HistoryKind } from '#app/domain/places/building-history.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/**
 * What happened to a building up to a day, the newest first, as far as the actor may know of it. Each table is read by its
 * index for one building; what they give together is a few thousand rows at most.
 */
export async function listBuildingHistory(
  transaction: ActorTransaction,
  {
    buildingId,
    today,
    kind,
    limit,
    offset,
  }: { buildingId: string; today: Day; kind?: HistoryKind | undefined; limit: number; offset: number },
): Promise<{ rows: HistoryEvent[]; total: number }> {
  const inKuwait = (column: string) => sql`(${sql.ref(column)} at time zone 'Asia/Kuwait')::date`;
  const { rows } = await sql<HistoryEvent & { total: number }>`
    with of_building as (
      select * from inspection where building_id = ${buildingId}
    ), found as (
      select finding.*, criterion.key as criterion_key, coalesce(finding.floor, room.floor) as at_floor, room.name as room_name
      from of_building
      join finding on finding.inspection_id = of_building.id
      join criterion on criterion.id = finding.criterion_id
      left join room on room.id = finding.room_id
    ), closed as (
      select closure.id, closure.floor, closure.reason, room.name as room_name, bed.label as bed_label,
        -- What was closed and opened on one day leaves an empty range.
        coalesce(lower(during), change.effective_from) as closed_on,
        case when isempty(during) then change.effective_from else upper(during) end as opened_on
      from closure
      join building on building.id = ${buildingId}
      left join capacity_change as change on change.id = closure.change_id
      left join room on room.id = closure.room_id
      left join bed on bed.id = closure.bed_id
      where closure.site_id = building.site_id and (closure.building_id is null or closure.building_id = building.id)
        and (not isempty(during) or ${inKuwait('closure.reopened_at')} >= change.effective_from)
    ), event as (
      select id, coalesce(${inKuwait('submitted_at')}, scheduled_on) as day, submitted_at as at, 'inspection' as kind,
        jsonb_build_object('inspectionId', id, 'number', number, 'reason', reason, 'outcome', outcome) as facts
      from of_building
      where submitted_at is not null
      union all
      select of_building.id, ${inKuwait('published_at')}, published_at, 'report',
        jsonb_build_object('inspectionId', of_building.id, 'number', number, 'version', version, 'outcome', published.outcome)
      from of_building
      join inspection_report as published on published.inspection_id = of_building.id
      union all
      select id, ${inKuwait('found_at')}, found_at, 'finding',
        jsonb_build_object(
          'findingId', id, 'criterionKey', criterion_key, 'severity', severity, 'floor', at_floor, 'roomName', room_name,
          'isWithdrawn', withdrawn_at is not null
        )
      from found
      union all
      select notice.id, issued_on, null, 'notice',
        jsonb_build_object(
          'number', number, 'step', step, 'criterionKey', criterion_key, 'floor', at_floor, 'roomName', room_name
        )
      from found
      join corrective_action as action on action.finding_id = found.id
      join notice on notice.corrective_action_id = action.id
      union all
      select repair.id, ${inKuwait('repair.reported_at')}, repair.reported_at, 'repair',
        jsonb_build_object('criterionKey', criterion_key, 'floor', at_floor, 'roomName', room_name, 'isAccepted', null)
      from found
      join corrective_action as action on action.finding_id = found.id
      join repair_report as repair on repair.corrective_action_id = action.id
      union all
      select repair.id, ${inKuwait('repair.decided_at')}, repair.decided_at, 'repair',
        jsonb_build_object('criterionKey', criterion_key, 'floor', at_floor, 'roomName', room_name, 'isAccepted', accepted)
      from found
      join corrective_action as action on action.finding_id = found.id
      join repair_report as repair on repair.corrective_action_id = action.id
      where accepted is not null
      union all
      select id, closed_on, null, 'closing',
        jsonb_build_object('floor', floor, 'roomName', room_name, 'bedLabel', bed_label, 'reason', reason)
      from closed
      union all
      select id, opened_on, null, 'reopening',
        jsonb_build_object('floor', floor, 'roomName', room_name, 'bedLabel', bed_label, 'reason', reason)
      from closed
      where opened_on is not null
      union all
      select change.id, change.effective_from, null, 'measurement', jsonb_build_object('number', change.number)
      from capacity_change as change
      where change.kind = 'measurement' and change.state = 'in_effect'
        and (
          change.facts @? ('$.*[*] ? (@.buildingId == "' || ${buildingId}::uuid || '")')::jsonpath
          or exists (
            select from room
            where room.building_id = ${buildingId}
              and change.facts @> jsonb_build_object('rooms', jsonb_build_array(jsonb_build_object('roomId', room.id)))
          )
        )
      union all
      select adoption.id, adoption.adopted_from, null, 'standard',
        jsonb_build_object('name', standard.name, 'nameAr', standard.name_ar, 'version', standard.version)
      from standard_adoption as adoption
      join standard on standard.id = adoption.standard_id
    )
    select id, day, kind, facts, count(*) over ()::int as total
    from event
    where day <= ${today}::date and (${kind ?? null}::text is null or kind = ${kind ?? null})
    order by day desc, array_position(
      array['reopening', 'repair', 'report', 'closing', 'notice', 'finding', 'inspection', 'measurement', 'standard'], kind
    ), at desc nulls last, id desc
    limit ${limit} offset ${offset}
  `.execute(transaction);
  return { total: rows[0]?.total ?? 0, rows };
}
