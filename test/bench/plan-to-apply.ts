import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { dayRangeText } from '#app/data/day-range.ts';
import type { DayRange } from '#app/domain/dates.ts';
import { addDays } from '#app/domain/dates.ts';
import type { AccountId, PlanId } from '#app/domain/identity/ids.ts';
import { designationOf } from '#app/domain/placement/people.ts';
import type { Sex, SexDesignation, Shift } from '#app/domain/placement/people.ts';
import { copyRows } from '#db/seed/copy.ts';

interface Seeker {
  readonly id: string;
  readonly employerId: string;
  readonly sex: Sex;
  readonly shift: Shift;
  readonly stepFree: boolean;
  readonly lowerBed: boolean;
}

interface FreeBed {
  readonly id: string;
  readonly siteId: string;
  readonly roomId: string;
  readonly designation: SexDesignation;
  readonly accessible: boolean;
  readonly upper: boolean;
}

/** By then every bed that the seeding shut for repair is open again. */
const DAYS_UNTIL_OPEN = 90;
const DAYS_ASKED = 365;

/**
 * Writes a proposed plan that gives so many workers a free bed each, and the accepted requests it answers, one an employer.
 * @throws Error when there are too few free beds or workers
 */
export async function writePlanToApply(
  owner: pg.Client,
  { size, today, startedBy }: { size: number; today: string; startedBy: AccountId },
): Promise<PlanId> {
  const { days, seekers, requestOf } = await askForBeds(owner, { size, today });
  const bedOf = placeSimply(seekers, await findFreeBeds(owner, days));
  if (bedOf.size < size) throw new Error(`Only ${bedOf.size} of ${size} workers found a bed.`);
  await owner.query('begin');
  const planId = randomUUID();
  await owner.query(
    `insert into plan (id, state, started_by, options, snapshot_day, measures) values ($1, 'proposed', $2, '{}', $3, '{}')`,
    [planId, startedBy, today],
  );
  await copyRows(
    owner,
    'plan_request',
    ['plan_id', 'request_id'],
    [...requestOf.values()].map((requestId) => [planId, requestId]),
  );
  await copyRows(
    owner,
    'plan_placement',
    ['plan_id', 'worker_id', 'request_id', 'bed_id', 'site_id', 'during', 'reasons'],
    [...bedOf].map(([seeker, bed]) => [
      planId,
      seeker.id,
      requestOf.get(seeker.employerId) ?? null,
      bed.id,
      bed.siteId,
      dayRangeText(days),
      '[]',
    ]),
  );
  await owner.query('commit');
  await owner.query('vacuum analyze');
  return planId as PlanId;
}

/** Writes accepted requests, one an employer, for so many workers without a bed. Every other open request is ended first, so that nobody stands in two. */
export async function askForBeds(owner: pg.Client, { size, today }: { size: number; today: string }) {
  const from = addDays(today, DAYS_UNTIL_OPEN);
  const days = { from, to: addDays(from, DAYS_ASKED) };
  const seekers = await findSeekers(owner, days, size);
  await owner.query('begin');
  await owner.query(
    `update placement_request
     set state = case when state in ('submitted', 'accepted') then 'withdrawn' else 'ended' end::placement_request_state
     where state in ('submitted', 'accepted', 'partly_placed', 'placed')`,
  );
  const requestOf = await writeRequests(owner, seekers, days);
  await owner.query('commit');
  return { days, seekers, requestOf };
}

async function findSeekers(owner: pg.Client, days: DayRange, limit: number): Promise<Seeker[]> {
  const { rows } = await owner.query<Seeker>(
    `select id, employer_id as "employerId", sex, shift,
       access_needs @> array['step_free'] as "stepFree", access_needs @> array['lower_bed'] as "lowerBed"
     from worker
     where not exists (select from assignment where worker_id = worker.id and during && $1::daterange)
     order by employer_id, id
     limit $2`,
    [dayRangeText(days), limit],
  );
  return rows;
}

/** Beds, room by room, of rooms in which nobody sleeps on these days. */
async function findFreeBeds(owner: pg.Client, days: DayRange): Promise<FreeBed[]> {
  const { rows } = await owner.query<FreeBed>(
    `select bed.id, bed.site_id as "siteId", bed.room_id as "roomId", building.sex as designation,
       room.accessible and building.accessible_entrance as accessible, bed.position = 'upper' as upper
     from bed
     join room on room.id = bed.room_id
     join building on building.id = bed.building_id
     where exists (select from bed_availability where bed_id = bed.id and during @> $1::daterange)
       and not exists (select from assignment where room_id = bed.room_id and during && $1::daterange)
     order by bed.room_id, bed.id`,
    [dayRangeText(days)],
  );
  return rows;
}

/** Fills one room after the other with people of one sex and shift; who needs a step-free way in goes first. */
function placeSimply(seekers: readonly Seeker[], beds: readonly FreeBed[]): Map<Seeker, FreeBed> {
  const bedOf = new Map<Seeker, FreeBed>();
  const rooms = Map.groupBy(
    Map.groupBy(beds, (bed) => bed.roomId).values(),
    ([bed]) => `${bed!.designation} ${bed!.accessible}`,
  );
  const groups = [...Map.groupBy(seekers, ({ sex, shift }) => `${sex} ${shift}`).values()].map((people) => ({
    designation: designationOf[people[0]!.sex],
    stepFree: people.filter((seeker) => seeker.stepFree),
    lowerBed: people.filter((seeker) => seeker.lowerBed && !seeker.stepFree),
    others: people.filter((seeker) => !seeker.lowerBed && !seeker.stepFree),
  }));
  const fill = (room: readonly FreeBed[], group: (typeof groups)[number]) => {
    for (const bed of room) {
      const seeker =
        (bed.accessible && !bed.upper ? group.stepFree.pop() : undefined) ??
        (bed.upper ? undefined : group.lowerBed.pop()) ??
        group.others.pop();
      if (seeker) bedOf.set(seeker, bed);
    }
  };
  for (const group of groups)
    while (group.stepFree.length > 0) {
      const room = rooms.get(`${group.designation} true`)?.pop();
      if (!room) break;
      fill(room, group);
    }
  for (const group of groups)
    while (group.lowerBed.length + group.others.length > 0) {
      const room =
        rooms.get(`${group.designation} false`)?.pop() ?? rooms.get(`${group.designation} true`)?.pop();
      if (!room) break;
      fill(room, group);
    }
  return bedOf;
}

/** @returns each employer's request */
async function writeRequests(
  owner: pg.Client,
  seekers: readonly Seeker[],
  days: DayRange,
): Promise<Map<string, string>> {
  const { rows } = await owner.query<{ employerId: string; workplaceId: string }>(
    `select distinct on (employer_id) employer_id as "employerId", id as "workplaceId" from workplace order by employer_id, id`,
  );
  const workplaceOf = new Map(rows.map((row) => [row.employerId, row.workplaceId]));
  const employers = new Set(seekers.map(({ employerId }) => employerId));
  const requestOf = new Map([...employers].map((employerId) => [employerId, randomUUID() as string]));
  const now = new Date().toISOString();
  await copyRows(
    owner,
    'placement_request',
    ['id', 'employer_id', 'workplace_id', 'during', 'state', 'submitted_at'],
    [...requestOf].map(([employerId, id]) => [
      id,
      employerId,
      workplaceOf.get(employerId) ?? null,
      dayRangeText(days),
      'accepted',
      now,
    ]),
  );
  await copyRows(
    owner,
    'placement_request_worker',
    ['request_id', 'worker_id', 'employer_id'],
    seekers.map(({ id, employerId }) => [requestOf.get(employerId) ?? null, id, employerId]),
  );
  return requestOf;
}
