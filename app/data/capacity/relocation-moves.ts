import { sql } from 'kysely';
import type { DisplacedStay } from '#app/domain/capacity/bed-days.ts';
import type { Day, DayRange } from '#app/domain/dates.ts';
import type { EmployerId, WorkerId } from '#app/domain/identity/ids.ts';
import type { Sex, Shift } from '#app/domain/placement/people.ts';
import type { LeavingWorker, Relocation } from '#app/domain/placement/relocation.ts';
import { daysLeft, relocate } from '#app/domain/placement/relocation.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { audit } from '#app/data/audit.ts';
import { dayRangeText } from '#app/data/day-range.ts';
import { isWaiting } from './relocations.ts';
import { followAssignments } from '#app/data/placement/request-queue.ts';
import { readHousing } from '#app/data/placement/snapshot.ts';
import { rowChunks } from '#app/data/row-chunks.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** The days that somebody loses a bed for. */
interface LostDays extends DayRange {
  readonly assignmentId: string;
  readonly workerId: string;
  readonly requestId: string | null;
  readonly bedId: string;
}

/** Whoever has to leave, as the allocator takes them. */
export async function listLeaving(
  transaction: ActorTransaction,
  { displaced }: { displaced: readonly DisplacedStay[] },
): Promise<LeavingWorker[]> {
  const rows = await transaction
    .selectFrom('assignment')
    .select(['id', 'requestId'])
    .where('id', '=', sql<string>`any(${displaced.map(({ stay }) => stay.assignmentId)}::uuid[])`)
    .execute();
  const requestOf = new Map(rows.map(({ id, requestId }) => [id, requestId]));
  return describeLeaving(
    transaction,
    displaced.flatMap(({ stay, leavesOn }) => {
      const left = daysLeft(stay, leavesOn);
      return left ? [{ ...stay, ...left, requestId: requestOf.get(stay.assignmentId) ?? null }] : [];
    }),
  );
}

/**
 * They are sought a bed near the workplace of their request, else near the employer's workplace that is nearest to the
 * site, else near the site; who named no crew keeps to those of the same room.
 */
async function describeLeaving(
  transaction: ActorTransaction,
  lost: readonly LostDays[],
): Promise<LeavingWorker[]> {
  const { rows } = await sql<{
    index: number;
    employerId: string;
    sex: Sex;
    shift: Shift;
    accessNeeds: readonly string[];
    crew: string;
    longitude: number;
    latitude: number;
  }>`
    select lost.index, worker.employer_id, worker.sex, worker.shift, worker.access_needs,
      coalesce(member.crew, building.name || ' ' || room.name) as crew,
      coalesce(workplace.longitude, site.longitude) as longitude,
      coalesce(workplace.latitude, site.latitude) as latitude
    from unnest(
      ${lost.map((each) => each.workerId)}::uuid[], ${lost.map((each) => each.requestId)}::uuid[],
      ${lost.map((each) => each.bedId)}::uuid[]
    ) with ordinality as lost (worker_id, request_id, bed_id, index)
    join worker on worker.id = lost.worker_id
    join bed on bed.id = lost.bed_id
    join room on room.id = bed.room_id
    join building on building.id = bed.building_id
    join site on site.id = bed.site_id
    left join placement_request as request on request.id = lost.request_id
    -- Of a stay without a request: the workplace of the employer that is nearest to the site.
    left join lateral (
      select workplace.longitude, workplace.latitude
      from workplace
      where workplace.employer_id = worker.employer_id and workplace.id = coalesce(request.workplace_id, workplace.id)
      order by power(workplace.longitude - site.longitude, 2) + power(workplace.latitude - site.latitude, 2), workplace.id
      limit 1
    ) as workplace on true
    left join placement_request_worker as member
      on member.request_id = lost.request_id and member.worker_id = lost.worker_id
  `.execute(transaction);
  return rows.flatMap(({ index, accessNeeds, employerId, ...row }) => {
    const each = lost[index - 1];
    if (!each) return [];
    const { assignmentId, requestId, from, to } = each;
    return [
      {
        ...row,
        assignmentId,
        requestId,
        from,
        to,
        id: each.workerId as WorkerId,
        employerId: employerId as EmployerId,
        stepFree: accessNeeds.includes('step_free'),
        lowerBed: accessNeeds.includes('lower_bed'),
      },
    ];
  });
}

/**
 * Writes who has to leave for a change, whereto, or what stands in the way; who no longer has to is taken off the list.
 * What a planner decided stays: that somebody may stay longer, until they leave later still; another decision, until a bed
 * is found.
 */
export async function writeRelocations(
  transaction: ActorTransaction,
  {
    changeId,
    relocations,
    displaced,
  }: { changeId: string; relocations: readonly Relocation[]; displaced: readonly DisplacedStay[] },
): Promise<void> {
  const oldBed = new Map(displaced.map(({ stay }) => [stay.assignmentId, stay.bedId]));
  await sql`
    delete from relocation
    where change_id = ${changeId} and decision is distinct from 'stays_until'
      and assignment_id <> all(${relocations.map(({ leaving }) => leaving.assignmentId)}::uuid[])
  `.execute(transaction);
  for (const part of rowChunks(relocations)) {
    await sql`
      insert into relocation (change_id, assignment_id, worker_id, request_id, old_bed_id, during, bed_id, reasons)
      select ${changeId}, * from unnest(
        ${part.map(({ leaving }) => leaving.assignmentId)}::uuid[], ${part.map(({ leaving }) => leaving.id)}::uuid[],
        ${part.map(({ leaving }) => leaving.requestId)}::uuid[],
        ${part.map(({ leaving }) => oldBed.get(leaving.assignmentId))}::uuid[],
        ${part.map(({ leaving }) => dayRangeText(leaving))}::daterange[], ${part.map(({ bedId }) => bedId)}::uuid[],
        ${part.map(({ reasons }) => JSON.stringify(reasons))}::jsonb[]
      )
      on conflict (change_id, assignment_id) do update
      set bed_id = excluded.bed_id,
        reasons = excluded.reasons,
        old_bed_id = excluded.old_bed_id,
        during = case when ${staysAsDecided} then relocation.during else excluded.during end,
        decision = case when excluded.bed_id is null and not ${isOutlived} or ${staysAsDecided} then relocation.decision end,
        decided_until = case when ${staysAsDecided} then relocation.decided_until end,
        decided_by = case when excluded.bed_id is null and not ${isOutlived} or ${staysAsDecided} then relocation.decided_by end,
        measure = case when excluded.bed_id is null or ${staysAsDecided} then relocation.measure else '' end
    `.execute(transaction);
  }
}

/** That somebody leaves no earlier than a planner let them stay, and later where the change was put off beyond that. */
const isOutlived = sql`coalesce(relocation.decided_until < lower(excluded.during), false)`;
const staysAsDecided = sql`(relocation.decision is not distinct from 'stays_until' and not ${isOutlived})`;

/**
 * Ends the stays that lose their bed on the day they do, and writes the new ones. A stay that hasn't begun by then keeps
 * its record and moves whole; where it finds no bed, it is called off.
 * @throws ProblemError capacity_changed where a stay is no longer as it was read
 */
export async function moveThePeople(
  transaction: ActorTransaction,
  {
    changeId,
    displaced,
    relocations,
    today,
  }: {
    changeId: string;
    displaced: readonly DisplacedStay[];
    relocations: readonly Relocation[];
    today: Day;
  },
): Promise<void> {
  await holdAsSeen(transaction, displaced);
  // Who was let stay until the stay ends, or until the place opens again, leaves nothing.
  await sql`
    delete from relocation
    where change_id = ${changeId}
      and assignment_id <> all(${displaced.map(({ stay }) => stay.assignmentId)}::uuid[])
  `.execute(transaction);
  const begun = displaced.filter(({ stay, leavesOn }) => stay.from < leavesOn);
  const ids = begun.map(({ stay }) => stay.assignmentId);
  await sql`
    update assignment
    set during = daterange(lower(during), left_on.day),
      state = case when state = 'occupied' and left_on.day <= ${today}::date then 'ended'::assignment_state else state end,
      end_reason = case
        when state = 'occupied' and left_on.day <= ${today}::date then 'relocated'::assignment_end
        else end_reason
      end
    from unnest(${ids}::uuid[], ${begun.map(({ leavesOn }) => leavesOn)}::date[]) as left_on (id, day)
    where assignment.id = left_on.id
  `.execute(transaction);
  const found = new Set(
    relocations.flatMap(({ bedId, leaving }) => (bedId === null ? [] : leaving.assignmentId)),
  );
  const whole = displaced
    .filter(({ stay, leavesOn }) => stay.from >= leavesOn)
    .map(({ stay }) => stay.assignmentId);
  const calledOff = whole.filter((id) => !found.has(id));
  await sql`
    select call_off_reservation(id) from unnest(${calledOff}::uuid[]) as id
  `.execute(transaction);
  await followAssignments(transaction, {
    requests: sql`
      select request_id from relocation
      where change_id = ${changeId} and assignment_id = any(${calledOff}::uuid[])
    `,
  });
  await sql`
    update assignment
    set bed_id = bed.id, room_id = bed.room_id, building_id = bed.building_id, site_id = bed.site_id
    from relocation join bed on bed.id = relocation.bed_id
    where relocation.change_id = ${changeId} and assignment.id = relocation.assignment_id
      and assignment.id = any(${whole}::uuid[])
  `.execute(transaction);
  await sql`
    update relocation set new_assignment_id = assignment_id
    where change_id = ${changeId} and bed_id is not null and assignment_id = any(${whole}::uuid[])
  `.execute(transaction);
  await giveNewBeds(transaction, { changeId, today });
}

/**
 * Holds the stays, none of which has been shortened, moved or called off since it was read: who left meanwhile is given
 * no other bed.
 * @throws ProblemError capacity_changed
 */
async function holdAsSeen(transaction: ActorTransaction, displaced: readonly DisplacedStay[]): Promise<void> {
  const { rows } = await sql`
    select from assignment
    join unnest(
      ${displaced.map(({ stay }) => stay.assignmentId)}::uuid[], ${displaced.map(({ stay }) => stay.bedId)}::uuid[],
      ${displaced.map(({ stay }) => dayRangeText(stay))}::daterange[]
    ) as seen (id, bed_id, during)
      on assignment.id = seen.id and assignment.bed_id = seen.bed_id and assignment.during = seen.during
    for no key update of assignment
  `.execute(transaction);
  if (rows.length !== displaced.length) throw new ProblemError('capacity_changed');
}

/** Writes an assignment for everyone of the change who has a bed and no assignment there yet. */
async function giveNewBeds(
  transaction: ActorTransaction,
  { changeId, today }: { changeId: string; today: Day },
): Promise<number> {
  const { rows } = await sql`
    with chosen as materialized (
      select relocation.*, uuidv7() as chosen_id
      from relocation
      where change_id = ${changeId} and bed_id is not null and new_assignment_id is null
    ), given as (
      insert into assignment (id, bed_id, room_id, building_id, site_id, worker_id, employer_id, request_id, sex, shift, during)
      select relocation.chosen_id, bed.id, bed.room_id, bed.building_id, bed.site_id, worker.id, worker.employer_id,
        relocation.request_id, worker.sex, worker.shift, ${daysToPlace(today)}
      from chosen as relocation
      join bed on bed.id = relocation.bed_id
      join worker on worker.id = relocation.worker_id
      order by bed.room_id, bed.id
    )
    update relocation set new_assignment_id = chosen.chosen_id
    from chosen
    where relocation.change_id = ${changeId} and relocation.assignment_id = chosen.assignment_id
    returning relocation.assignment_id
  `.execute(transaction);
  return rows.length;
}

/** The days for which a relocation seeks a bed: from when the old one is left, and not before today. */
const daysToPlace = (today: Day) => sql`
  daterange(greatest(lower(relocation.during), relocation.decided_until, ${today}::date), upper(relocation.during))
`;

/**
 * Looks once more for beds for those of a change in effect who wait for one. Whoever got a bed for some of those days meanwhile is
 * left out: one person in two beds would be refused, and everybody else's bed with it.
 * @returns how many were given a bed, and how many still wait
 * @throws ProblemError change_not_in_state
 */
export async function placeWaiting(
  transaction: ActorTransaction,
  { changeId, today }: { changeId: string; today: Day },
): Promise<{ placed: number; waiting: number }> {
  const change = await transaction
    .selectFrom('capacityChange')
    .select('id')
    .where('id', '=', changeId)
    .where('state', '=', 'in_effect')
    .executeTakeFirst();
  if (!change) throw new ProblemError('change_not_in_state');
  const { rows } = await sql<LostDays>`
    select assignment_id, worker_id, request_id, old_bed_id as bed_id,
      lower(${daysToPlace(today)}) as from, upper(during) as to
    from relocation
    where change_id = ${changeId} and ${isWaiting}
      and (upper_inf(during) or upper(during) > greatest(${today}::date, decided_until))
      and not exists (
        select from assignment as other
        where other.worker_id = relocation.worker_id and other.during && ${daysToPlace(today)}
      )
    order by assignment_id
    for update
  `.execute(transaction);
  const leaving = await describeLeaving(transaction, rows);
  if (leaving.length === 0) return { placed: 0, waiting: 0 };
  const found = relocate(await readHousing(transaction, { day: today }), leaving);
  await sql`
    update relocation set bed_id = found.bed_id, reasons = found.reasons
    from unnest(
      ${found.map((each) => each.leaving.assignmentId)}::uuid[], ${found.map((each) => each.bedId)}::uuid[],
      ${found.map((each) => JSON.stringify(each.reasons))}::jsonb[]
    ) as found (assignment_id, bed_id, reasons)
    where relocation.change_id = ${changeId} and relocation.assignment_id = found.assignment_id
  `.execute(transaction);
  const placed = await giveNewBeds(transaction, { changeId, today });
  await followAssignments(transaction, {
    requests: sql`select request_id from relocation where change_id = ${changeId} and new_assignment_id is not null`,
  });
  await audit(transaction, {
    action: 'relocation.placed',
    subjectKind: 'capacity_change',
    subjectId: changeId,
    details: { placed, nowhere: leaving.length - placed },
  });
  return { placed, waiting: leaving.length - placed };
}
