import { dayRangeText } from '#app/data/day-range.ts';
import type { Day } from '#app/domain/dates.ts';
import { addDays } from '#app/domain/dates.ts';
import type { SeededAccount } from './copy-people.ts';
import type { Cell, Copy } from './copy.ts';
import { mapRows } from './copy.ts';
import type { MadeAssignment } from './housing.ts';
import { makeAssignments } from './housing.ts';
import type { MadeWorker } from './people.ts';
import type { MadeRoom } from './places.ts';
import type { Chance } from './random.ts';
import type { MadeRequest } from './requests.ts';
import { makePlacedRequests, makeRequests } from './requests.ts';

/** When beds are open, who asked for them and who slept, sleeps and will sleep in them; returns the last. */
export async function copyHousing(
  copy: Copy,
  chance: Chance,
  {
    rooms,
    workers,
    unhoused,
    accounts,
    requestCount,
    today,
  }: {
    rooms: readonly MadeRoom[];
    workers: readonly MadeWorker[];
    unhoused: ReadonlySet<string>;
    accounts: readonly SeededAccount[];
    requestCount: number;
    today: Day;
  },
): Promise<MadeAssignment[]> {
  const placedRequests = makePlacedRequests(chance, { workers, unhoused, today });
  const assignments = [...makeAssignments(chance, { rooms, workers, unhoused, placedRequests, today })];
  await copyBedAvailability(copy, chance, { rooms, assignments, today });
  const requests = [
    ...new Set(placedRequests.values()),
    ...makeRequests(chance, { workers, unhoused, requestCount, today }),
  ];
  await copyRequests(copy, requests, { accounts, today });
  await copy(
    'assignment',
    [
      'id',
      'bed_id',
      'room_id',
      'building_id',
      'site_id',
      'worker_id',
      'employer_id',
      'request_id',
      'sex',
      'shift',
      'during',
      'state',
      'end_reason',
    ],
    mapRows(assignments, ({ id, bed, room, worker, requestId, state, endReason, ...range }) => [
      id,
      bed.id,
      room.id,
      room.building.id,
      room.building.siteId,
      worker.id,
      worker.employer.id,
      requestId,
      worker.sex,
      worker.shift,
      dayRangeText(range),
      state,
      endReason,
    ]),
  );
  return assignments;
}

/** Compliant beds are open from their building's first day; a few that nobody was given shut for repair for a while. */
async function copyBedAvailability(
  copy: Copy,
  chance: Chance,
  {
    rooms,
    assignments,
    today,
  }: { rooms: readonly MadeRoom[]; assignments: readonly MadeAssignment[]; today: Day },
): Promise<void> {
  const given = new Set(assignments.map(({ bed }) => bed.id));
  const closures: Cell[][] = [];
  await copy(
    'bed_availability',
    ['bed_id', 'room_id', 'building_id', 'site_id', 'during'],
    (function* () {
      for (const { id: roomId, building, floor, beds } of rooms) {
        for (const bed of beds) {
          if (!bed.isOpen) continue;
          const place = [bed.id, roomId, building.id, building.siteId];
          const from = building.openedOn;
          if (from < today && !given.has(bed.id) && chance.happens(0.12)) {
            // Over by today, going on now, or still to come.
            const closed = addDays(today, chance.pick([-90, -20, 25]));
            const opened = addDays(closed, chance.whole(35, 60));
            yield [...place, dayRangeText({ from, to: closed })];
            yield [...place, dayRangeText({ from: opened, to: null })];
            closures.push([...place, floor, dayRangeText({ from: closed, to: opened }), 'إصلاح · Repair']);
          } else yield [...place, dayRangeText({ from, to: null })];
        }
      }
    })(),
  );
  await copy(
    'closure',
    ['bed_id', 'room_id', 'building_id', 'site_id', 'floor', 'during', 'reason'],
    closures,
  );
}

async function copyRequests(
  copy: Copy,
  requests: readonly MadeRequest[],
  { accounts, today }: { accounts: readonly SeededAccount[]; today: Day },
): Promise<void> {
  const planner = accounts.find((account) => account.role === 'planner')?.id ?? null;
  const accountOf = new Map(accounts.map((account) => [account.employerId, account.id]));
  const instant = (daysAgo: number | null) =>
    daysAgo === null ? null : `${addDays(today, -daysAgo)}T08:00:00Z`;
  // Requests are numbered as they are written: the longest sent first.
  const inOrder = [...requests].sort((one, other) => (other.sentDaysAgo ?? 0) - (one.sentDaysAgo ?? 0));
  await copy(
    'placement_request',
    [
      'id',
      'employer_id',
      'workplace_id',
      'during',
      'state',
      'priority',
      'created_at',
      'created_by',
      'submitted_at',
      'decided_at',
      'decided_by',
      'decision_reason',
    ],
    mapRows(inOrder, (each) => [
      each.id,
      each.employer.id,
      each.workplaceId,
      dayRangeText(each),
      each.state,
      each.priority,
      instant((each.sentDaysAgo ?? 0) + 1),
      accountOf.get(each.employer.id) ?? null,
      instant(each.sentDaysAgo),
      instant(each.decidedDaysAgo),
      each.decidedDaysAgo === null ? null : planner,
      each.decisionReason,
    ]),
  );
  await copy(
    'placement_request_worker',
    ['request_id', 'worker_id', 'employer_id', 'crew'],
    inOrder.flatMap((request) =>
      request.members.map(({ worker, crew }) => [request.id, worker.id, request.employer.id, crew]),
    ),
  );
}
