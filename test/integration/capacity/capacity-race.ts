import { sql } from 'kysely';
import { followCapacity } from '#app/data/capacity/bed-days.ts';
import {
  getChange,
  proposeAdoption,
  proposeClosure,
  proposeMeasurement,
  signChange,
  withdrawChange,
} from '#app/data/capacity/capacity-changes.ts';
import { recordChangeFailure } from '#app/data/capacity/change-work.ts';
import { reopenClosure } from '#app/data/capacity/closures.ts';
import { dayRangeText } from '#app/data/day-range.ts';
import { writeFacts } from '#app/data/places/place-facts-writing.ts';
import { placeWaiting } from '#app/data/capacity/relocation-moves.ts';

import { decideRelocations, listRelocations } from '#app/data/capacity/relocations.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import type { ClosingPlace } from '#app/domain/capacity/changes/capacity-change.ts';
import type { DecidedRelocation } from '#app/domain/capacity/changes/relocation-decision.ts';
import type { FactsChange } from '#app/domain/capacity/judging/facts-change.ts';
import type { DayRange } from '#app/domain/dates.ts';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { CapacityChangeId, ClosureId } from '#app/domain/identity/ids.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { workOnChange } from '#app/server/background/change-task.ts';
import type { FreshDatabase } from '#test/integration/fresh-database.ts';
import type { BuiltBed, BuiltWorker } from '#test/integration/people-and-places.ts';
import {
  aFurnishedSite,
  aProposedPlan,
  aRequest,
  aStandard,
  aWorker,
  anAccount,
  anEmployer,
  assignmentOf,
} from '#test/integration/people-and-places.ts';
import { approveUntilApplied, told } from '#test/integration/racing.ts';

/** What many do at once to a few sites: each act is one of the product's own, or a raw write under its login. */

export const today = kuwaitDay(new Date());

/** Numbers from 0 up to 1 that follow from the seed alone. */
export type Chance = () => number;

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const oneOf = <Item>(chance: Chance, items: readonly Item[]): Item =>
  items[Math.floor(chance() * items.length)]!;

export interface World extends FreshDatabase {
  readonly beds: readonly (BuiltBed & { readonly floor: number })[];
  readonly workers: readonly BuiltWorker[];
  /** From the laxest to the strictest. */
  readonly standards: readonly string[];
  readonly planners: readonly [SignedInActor, SignedInActor];
}

/** Three sites, 24 rooms of four beds, and twice as many people as there are beds; the laxest standard is in force. */
export async function aWorld(fresh: FreshDatabase): Promise<World> {
  const { owner } = fresh;
  const standards = [
    await aStandard(owner, { max_occupants_per_room: 4 }),
    await aStandard(owner, { max_occupants_per_room: 4, floor_area_per_person_m2: 4 }),
    await aStandard(owner, { max_occupants_per_room: 3 }),
    await aStandard(owner, { max_occupants_per_room: 2, floor_area_per_person_m2: 6 }),
  ];
  await owner
    .insertInto('standardAdoption')
    .values({ standardId: standards[0]!, adoptedFrom: '2020-01-01', reason: 'in force' })
    .execute();
  const beds: World['beds'][number][] = [];
  for (let site = 0; site < 3; site++) beds.push(...(await aFurnishedSite(owner)));
  const workers: BuiltWorker[] = [];
  for (let crew = 0; crew < 4; crew++) {
    const employerId = await anEmployer(owner);
    for (let member = 0; member < 48; member++)
      workers.push(await aWorker(owner, { employerId, shift: member % 6 === 0 ? 'night' : 'day' }));
  }
  // For which days each worker is to have a bed, as it is written by whoever books and moves out: nobody may lose one.
  await sql`
    create table entitled (worker_id uuid primary key references worker, days datemultirange not null)
  `.execute(owner);
  await sql`grant select, insert, update on entitled to labour_cities_access`.execute(owner);
  const planners = [
    await anAccount(owner, { role: 'planner' }),
    await anAccount(owner, { role: 'planner' }),
  ] as const;
  return { ...fresh, beds, workers, standards, planners };
}

interface Act {
  readonly weight: number;
  /** @returns 'done', 'nothing' where there was nothing to do it to, or why a change was withdrawn */
  readonly work: (world: World, chance: Chance) => Promise<string>;
}

const acts: Readonly<Record<string, Act>> = {
  book: { weight: 12, work: book },
  plan: { weight: 2, work: applyAPlan },
  move_in: { weight: 3, work: moveIn },
  move_out: { weight: 5, work: moveOut },
  close: { weight: 3, work: close },
  adopt: { weight: 1, work: adopt },
  reopen: { weight: 4, work: reopen },
  measure: { weight: 2, work: measure },
  propose_measurement: { weight: 1, work: proposeToMeasure },
  place_waiting: { weight: 1, work: placeThoseWaiting },
};
const weighed = Object.entries(acts).flatMap(([name, { weight }]) => Array<string>(weight).fill(name));

/** Does something by chance. @returns what was done and how it ended, as `told` tells it */
export async function actByChance(world: World, chance: Chance): Promise<string> {
  const name = oneOf(chance, weighed);
  let result = '';
  const ended = await told(
    acts[name]!.work(world, chance).then((done) => {
      result = done;
    }),
  );
  return `${name}: ${ended === 'done' ? result : ended}`;
}

function someDays(chance: Chance): DayRange {
  const from = addDays(today, oneOf(chance, [-5, -1, 0, 0, 0, 3, 10, 30]));
  return { from, to: chance() < 0.15 ? null : addDays(from, oneOf(chance, [7, 10, 20, 60])) };
}

const entitle = (t: ActorTransaction, workerId: string, days: DayRange) =>
  sql`
    insert into entitled (worker_id, days)
    values (${workerId}, ${`{${dayRangeText(days)}}`}::datemultirange)
    on conflict (worker_id) do update set days = entitled.days + excluded.days
  `.execute(t);

async function book(world: World, chance: Chance): Promise<string> {
  const [worker, bed, days] = [
    oneOf(chance, world.workers),
    oneOf(chance, world.beds),
    someDays(chance),
  ] as const;
  await transact(world.database, system, async (t) => {
    await t
      .insertInto('assignment')
      .values(assignmentOf(worker, bed, days))
      .execute();
    await entitle(t, worker.id, days);
  });
  return 'done';
}

/** A plan for four people who are new, and four beds, which the second planner signs. */
async function applyAPlan({ owner, database, workers: known, beds, planners }: World, chance: Chance) {
  const { employerId } = oneOf(chance, known);
  const workers: BuiltWorker[] = [];
  for (let member = 0; member < 4; member++) workers.push(await aWorker(owner, { employerId }));
  const during = someDays(chance);
  const first = Math.floor(chance() * (beds.length - workers.length));
  const requestId = await aRequest(owner, { employerId, workers, during });
  const planId = await aProposedPlan(owner, {
    startedBy: planners[0].accountId,
    placements: workers.map(({ id }, index) => ({ bed: beds[first + index]!, workerId: id, requestId })),
    during,
  });
  const { applied } = await approveUntilApplied(database, {
    planId,
    approver: planners[1],
    alongside: (t) =>
      sql`
        insert into entitled (worker_id, days)
        select worker_id, datemultirange(during) from assignment where plan_id = ${planId}
      `.execute(t),
  });
  return applied > 0 ? 'done' : 'nothing';
}

/** Six of those whose day has come. */
async function moveIn(world: World, chance: Chance): Promise<string> {
  const { rows } = await transact(world.database, world.planners[0], (t) =>
    sql`
      update assignment set state = 'occupied'
      where id in (
        select id from assignment
        where state = 'reserved' and lower(during) <= ${today}::date and (upper_inf(during) or upper(during) > ${today}::date)
        order by hashtext(id::text || ${String(chance())})
        limit 6
      )
      and state = 'reserved'
      returning id
    `.execute(t),
  );
  return rows.length > 0 ? 'done' : 'nothing';
}

/** Somebody leaves today, earlier than agreed, or gives up all but the first day of a stay to come. */
async function moveOut(world: World, chance: Chance): Promise<string> {
  const canLeave = sql`
    state <> 'ended' and (upper_inf(during) or upper(during) > greatest(lower(during) + 1, ${today}::date))
  `;
  const hasMovedIn = sql`state = 'occupied' and lower(assignment.during) <= ${today}::date`;
  const moved = await transact(world.database, world.planners[0], async (t) => {
    // Held first: after waiting for another's update, Postgres 18 returns as old what was there before that one.
    const { rows: held } = await sql<{ id: string; during: string }>`
      select id, during::text from assignment
      where ${canLeave} and id = (
        select id from assignment where ${canLeave} order by hashtext(id::text || ${String(chance())}) limit 1
      )
      for no key update
    `.execute(t);
    const { rows } = await sql<{ workerId: string; lost: string }>`
      update assignment
      set during = daterange(lower(assignment.during), greatest(lower(assignment.during) + 1, ${today}::date)),
        state = case when ${hasMovedIn} then 'ended' else state end,
        end_reason = case when ${hasMovedIn} then 'moved_out'::assignment_end end
      from unnest(${held.map(({ id }) => id)}::uuid[], ${held.map(({ during }) => during)}::daterange[]) as held (id, during)
      where assignment.id = held.id
      returning worker_id, (datemultirange(held.during) - datemultirange(assignment.during))::text as lost
    `.execute(t);
    for (const { workerId, lost } of rows)
      await sql`
        update entitled set days = days - ${lost}::datemultirange where worker_id = ${workerId}
      `.execute(t);
    return rows.length;
  });
  return moved > 0 ? 'done' : 'nothing';
}

function somePlace(world: World, chance: Chance): ClosingPlace {
  const bed = oneOf(chance, world.beds);
  const depth = oneOf(chance, [0, 1, 2, 2, 3, 3, 3, 3, 4, 4]);
  return {
    siteId: bed.siteId,
    buildingId: depth >= 1 ? bed.buildingId : null,
    floor: depth >= 2 ? bed.floor : null,
    roomId: depth >= 3 ? bed.roomId : null,
    bedId: depth >= 4 ? bed.id : null,
  };
}

async function close(world: World, chance: Chance): Promise<string> {
  const [proposer] = world.planners;
  const effectiveFrom = addDays(today, oneOf(chance, [0, 0, 1, 5, 20, 45]));
  const changeId = await transact(world.database, proposer, (t) =>
    proposeClosure(t, {
      place: somePlace(world, chance),
      effectiveFrom,
      residentsUntil: addDays(effectiveFrom, oneOf(chance, [0, 0, 14, 40])),
      closedUntil: oneOf(chance, [
        null,
        addDays(effectiveFrom, 7),
        addDays(effectiveFrom, 7),
        addDays(effectiveFrom, 30),
      ]),
      reason: 'Damp walls',
      proposedBy: proposer.accountId,
    }),
  );
  return carryOut(world, chance, changeId);
}

async function adopt(world: World, chance: Chance): Promise<string> {
  const [proposer] = world.planners;
  const effectiveFrom = addDays(today, Math.floor(chance() * 90));
  const changeId = await transact(world.database, proposer, (t) =>
    proposeAdoption(t, {
      standardId: oneOf(chance, world.standards),
      effectiveFrom,
      residentsUntil: addDays(effectiveFrom, oneOf(chance, [0, 30])),
      reason: 'Decided',
      proposedBy: proposer.accountId,
    }),
  );
  return carryOut(world, chance, changeId);
}

function someFacts(world: World, chance: Chance): FactsChange {
  const { siteId, roomId } = oneOf(chance, world.beds);
  const floorAreaM2 = oneOf(chance, [null, 7, 13, 16, 20, 30]);
  return { siteId, rooms: [{ roomId, floorAreaM2 }], facilities: [], measured: [] };
}

async function measure(world: World, chance: Chance): Promise<string> {
  const facts = someFacts(world, chance);
  const { buildingId } = world.beds.find((bed) => bed.roomId === facts.rooms[0]?.roomId)!;
  await transact(world.database, world.planners[0], async (t) => {
    await writeFacts(t, facts);
    await followCapacity(t, { buildingId, today });
  });
  return 'done';
}

async function proposeToMeasure(world: World, chance: Chance): Promise<string> {
  const [proposer] = world.planners;
  const changeId = await transact(world.database, proposer, (t) =>
    proposeMeasurement(t, {
      facts: someFacts(world, chance),
      effectiveFrom: today,
      residentsUntil: addDays(today, oneOf(chance, [0, 25])),
      reason: 'Measured anew',
      proposedBy: proposer.accountId,
    }),
  );
  return carryOut(world, chance, changeId);
}

async function reopen(world: World, chance: Chance): Promise<string> {
  const by = world.planners[0];
  const { rows } = await sql<{ id: ClosureId }>`
    select id from closure
    where not isempty(during) and (upper_inf(during) or upper(during) > ${today}::date)
    order by hashtext(id::text || ${String(chance())})
    limit 1
  `.execute(world.owner);
  const closureId = rows[0]?.id;
  if (!closureId) return 'nothing';
  const on = addDays(today, oneOf(chance, [0, 0, 3]));
  await transact(world.database, by, (t) =>
    reopenClosure(t, { closureId, on, reopenedBy: by.accountId, today }),
  );
  return 'done';
}

async function placeThoseWaiting(world: World, chance: Chance): Promise<string> {
  const { rows } = await sql<{ changeId: CapacityChangeId }>`
    select change_id
    from relocation
    join capacity_change on capacity_change.id = change_id
    where state = 'in_effect' and decision is not null and new_assignment_id is null
    group by change_id
    order by hashtext(change_id::text || ${String(chance())})
    limit 1
  `.execute(world.owner);
  const changeId = rows[0]?.changeId;
  if (!changeId) return 'nothing';
  const { placed } = await transact(world.database, world.planners[0], (t) =>
    placeWaiting(t, { changeId, today }),
  );
  return placed > 0 ? 'done' : 'nothing';
}

/** Decides, signs and puts into effect, as often as others come between; then gives up. */
async function carryOut(world: World, chance: Chance, changeId: CapacityChangeId): Promise<string> {
  const [proposer, signer] = world.planners;
  const { database } = world;
  try {
    await workOnChange(database, changeId, today);
    for (let attempt = 1; attempt <= 4; attempt++) {
      await decide(world, chance, changeId);
      const refused = await sign(world, changeId, signer);
      if (refused) {
        await transact(database, proposer, (t) =>
          withdrawChange(t, { changeId, withdrawnBy: proposer.accountId }),
        );
        return refused;
      }
      await workOnChange(database, changeId, today);
      const { state } = await transact(database, signer, (t) => getChange(t, { changeId }));
      if (state === 'in_effect') return 'done';
    }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    // As the background runner does.
    await transact(database, system, (t) => recordChangeFailure(t, { changeId, failure: error.message }));
    await transact(database, proposer, (t) =>
      withdrawChange(t, { changeId, withdrawnBy: proposer.accountId }),
    );
    throw error;
  }
  await transact(database, proposer, (t) => withdrawChange(t, { changeId, withdrawnBy: proposer.accountId }));
  return 'withdrawn';
}

/** @returns why the change can't be signed at all */
async function sign(
  { database }: World,
  changeId: CapacityChangeId,
  signer: SignedInActor,
): Promise<string | null> {
  try {
    await transact(database, signer, async (t) => {
      const { previewMark } = await getChange(t, { changeId });
      await signChange(t, { changeId, signer: signer.accountId, agreedTo: previewMark, today });
    });
    return null;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'adoption_day_taken')
      return error.problem.code;
    throw error;
  }
}

/** A word for everyone who has nowhere to go: one by one for some, one for all the others. */
async function decide(world: World, chance: Chance, changeId: CapacityChangeId): Promise<void> {
  const by = world.planners[0];
  const until = addDays(today, 500 + Math.floor(chance() * 100));
  const words: readonly DecidedRelocation[] = [
    { kind: 'stays_until', until },
    { kind: 'temporary_place', measure: 'Hotel' },
    { kind: 'emergency_measure', measure: 'Camp' },
  ];
  await transact(world.database, by, async (t) => {
    const { rows } = await listRelocations(t, { changeId, only: 'nowhere', limit: 3, offset: 0 });
    for (const { assignmentId } of rows)
      await decideRelocations(t, {
        changeId,
        people: [assignmentId],
        decision: oneOf(chance, words),
        decidedBy: by.accountId,
      });
    await decideRelocations(t, {
      changeId,
      people: 'undecided',
      decision: oneOf(chance, words),
      decidedBy: by.accountId,
    });
  });
}
