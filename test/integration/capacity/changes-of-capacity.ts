import { sql } from 'kysely';
import { beforeAll, beforeEach } from 'vitest';
import {
  getChange,
  proposeAdoption,
  proposeClosure,
  signChange,
} from '#app/data/capacity/capacity-changes.ts';
import { reopenClosure } from '#app/data/capacity/closures.ts';
import { decideRelocations } from '#app/data/capacity/relocations.ts';
import type { ActorTransaction, Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import type { ClosingPlace } from '#app/domain/capacity/changes/capacity-change.ts';
import type { DecidedRelocation } from '#app/domain/capacity/changes/relocation-decision.ts';
import type { Day, DayRange } from '#app/domain/dates.ts';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import type { Actor, SignedInActor } from '#app/domain/identity/actor.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { CapacityChangeId, ClosureId, EmployerId } from '#app/domain/identity/ids.ts';
import { workOnChange } from '#app/server/background/change-task.ts';
import type { FreshDatabase } from '#test/integration/fresh-database.ts';
import type { BuiltBed, BuiltWorker } from '#test/integration/people-and-places.ts';
import {
  aStandard,
  aWorker,
  anAccount,
  anEmployer,
  assignmentOf,
} from '#test/integration/people-and-places.ts';

export const today = kuwaitDay(new Date());
export const day = (count: number): Day => addDays(today, count);
export const hotel = { kind: 'temporary_place', measure: 'Hotel' } as const;

/** The days of a change: residents leave on the day of effect unless told, and the place stays closed. */
interface Days {
  readonly from: Day;
  readonly residentsUntil?: Day;
  readonly until?: Day | null;
}

export const roomPlace = ({ siteId, buildingId, roomId }: BuiltBed): ClosingPlace => ({
  siteId,
  buildingId,
  floor: 0,
  roomId,
  bedId: null,
});

/** No bed stands open but to those who have it. */
export function closeBedsToNewcomers(owner: Database): Promise<void> {
  return owner.transaction().execute(async (t) => {
    await sql`set constraints nobody_in_a_closed_bed deferred`.execute(t);
    await sql`delete from bed_availability where kept_for is null`.execute(t);
    await sql`
      insert into bed_availability (bed_id, room_id, building_id, site_id, during)
      select stay.bed_id, stay.room_id, stay.building_id, stay.site_id, unnest(range_agg(stay.during) - coalesce(
        (select range_agg(during) from bed_availability as kept where kept.bed_id = stay.bed_id), '{}'
      ))
      from assignment as stay
      group by stay.bed_id, stay.room_id, stay.building_id, stay.site_id
    `.execute(t);
  });
}

/**
 * Changes of capacity on an empty database, as two planners make them: the first proposes and decides, the second signs.
 * Before each test every bed closes to newcomers, so that the test alone says where there is another one.
 */
export function changesOn(fresh: FreshDatabase) {
  const by: { first?: SignedInActor; second?: SignedInActor; employerId?: EmployerId; lax?: string } = {};
  beforeAll(async () => {
    by.first = await anAccount(fresh.owner, { role: 'planner' });
    by.second = await anAccount(fresh.owner, { role: 'planner' });
    by.employerId = await anEmployer(fresh.owner);
    by.lax = await aStandard(fresh.owner, { max_occupants_per_room: 4 });
  });
  beforeEach(() => closeBedsToNewcomers(fresh.owner));

  const as = <Result>(actor: Actor, work: (transaction: ActorTransaction) => Promise<Result>) =>
    transact(fresh.database, actor, work);
  const changeOf = (changeId: CapacityChangeId) => as(by.first!, (t) => getChange(t, { changeId }));

  /** A stay of somebody new, who has moved in where it has begun. */
  async function aStay(
    bed: BuiltBed,
    days: DayRange,
    worker?: BuiltWorker,
    requestId: string | null = null,
  ): Promise<{ id: string; worker: BuiltWorker }> {
    const person = worker ?? (await aWorker(fresh.owner, { employerId: by.employerId!, sex: 'female' }));
    const { id } = await as(system, (t) =>
      t
        .insertInto('assignment')
        .values({
          ...assignmentOf(person, bed, days),
          requestId,
          state: days.from < today ? 'occupied' : 'reserved',
        })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    return { id, worker: person };
  }

  const staysOf = async ({ id }: BuiltWorker) => {
    const { rows } = await sql<{ bedId: string; during: string; state: string }>`
    select bed_id, during::text, state::text from assignment where worker_id = ${id} order by lower(during)
  `.execute(fresh.owner);
    return rows;
  };

  async function propose(place: ClosingPlace, { from, residentsUntil = from, until = null }: Days) {
    const changeId = await as(by.first!, (t) =>
      proposeClosure(t, {
        place,
        effectiveFrom: from,
        residentsUntil,
        closedUntil: until,
        reason: 'Damp walls',
        proposedBy: by.first!.accountId,
      }),
    );
    await workOnChange(fresh.database, changeId, today);
    return changeId;
  }

  async function proposeStandard(standardId: string, { from, residentsUntil = from }: Days) {
    const changeId = await as(by.first!, (t) =>
      proposeAdoption(t, {
        standardId,
        effectiveFrom: from,
        residentsUntil,
        reason: 'Decided',
        proposedBy: by.first!.accountId,
      }),
    );
    await workOnChange(fresh.database, changeId, today);
    return changeId;
  }

  async function sign(changeId: CapacityChangeId, onDay = today): Promise<void> {
    const { previewMark } = await changeOf(changeId);
    await as(by.second!, (t) =>
      signChange(t, { changeId, signer: by.second!.accountId, agreedTo: previewMark, today: onDay }),
    );
  }

  async function carryOut(changeId: CapacityChangeId, onDay = today): Promise<string> {
    await sign(changeId);
    await workOnChange(fresh.database, changeId, onDay);
    return (await changeOf(changeId)).state;
  }

  const decide = (changeId: CapacityChangeId, decision: DecidedRelocation) =>
    as(by.first!, (t) =>
      decideRelocations(t, { changeId, people: 'undecided', decision, decidedBy: by.first!.accountId }),
    );

  const openDaysOf = async ({ id }: BuiltBed) => {
    const { rows } = await sql<{ during: string; isKept: boolean }>`
    select during::text, kept_for is not null as is_kept from bed_availability where bed_id = ${id} order by 1
  `.execute(fresh.owner);
    return rows;
  };

  const reopen = async (changeId: CapacityChangeId, on = today) => {
    const { id } = await fresh.owner
      .selectFrom('closure')
      .select('id')
      .where('changeId', '=', changeId)
      .executeTakeFirstOrThrow();
    await as(by.first!, (t) =>
      reopenClosure(t, { closureId: id as ClosureId, on, reopenedBy: by.first!.accountId, today }),
    );
  };

  return {
    by: by as Required<typeof by>,
    as,
    changeOf,
    aStay,
    staysOf,
    propose,
    proposeStandard,
    sign,
    carryOut,
    decide,
    openDaysOf,
    reopen,
  };
}
