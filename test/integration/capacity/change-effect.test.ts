import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { proposeAdoption, proposeClosure, signChange } from '#app/data/capacity/capacity-changes.ts';
import { followCapacity } from '#app/data/capacity/bed-days.ts';
import { writeFacts } from '#app/data/places/place-facts-writing.ts';
import { placeWaiting } from '#app/data/capacity/relocation-moves.ts';
import { decideRelocations, listRelocations } from '#app/data/capacity/relocations.ts';
import { countLostBeds, listStandingRooms, sumCapacity } from '#app/data/capacity/capacity.ts';
import { getSiteWithBuildings, listRoomBeds, listSites } from '#app/data/places/places.ts';
import { transact } from '#app/data/transaction.ts';
import { addLostBeds, waterfall } from '#app/domain/capacity/waterfall.ts';
import type { ClosingPlace } from '#app/domain/capacity/changes/capacity-change.ts';
import type { Day } from '#app/domain/dates.ts';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import type { CapacityChangeId } from '#app/domain/identity/ids.ts';
import { workOnChange } from '#app/server/background/change-task.ts';
import { openFreshDatabase } from '#test/integration/fresh-database.ts';
import type { BuiltWorker } from '#test/integration/people-and-places.ts';
import { aFurnishedSite, anAccount, assignmentOf } from '#test/integration/people-and-places.ts';
import { told } from '#test/integration/racing.ts';

const fresh = openFreshDatabase('seeded');
const today = kuwaitDay(new Date());
const soon = addDays(today, 10);

const planner = () => anAccount(fresh.owner, { role: 'planner' });

const number = async (query: ReturnType<typeof sql<{ count: number }>>) =>
  (await query.execute(fresh.owner)).rows[0]?.count ?? 0;

/** A place in which people live, by its identifiers. */
async function aLivedInRoom(): Promise<ClosingPlace & { roomId: string; buildingId: string; floor: number }> {
  const { rows } = await sql<{ siteId: string; buildingId: string; floor: number; roomId: string }>`
    select room.site_id, room.building_id, room.floor, room.id as room_id
    from room join assignment on assignment.room_id = room.id
    where assignment.state = 'occupied' and upper_inf(assignment.during)
    group by room.id
    having count(*) >= 3
    order by room.id
    limit 1
  `.execute(fresh.owner);
  return { ...rows[0]!, bedId: null };
}

const stateOf = async (changeId: CapacityChangeId) =>
  fresh.owner.selectFrom('capacityChange').selectAll().where('id', '=', changeId).executeTakeFirstOrThrow();

/** Proposes, prepares, signs and puts into effect. */
async function closed(
  place: ClosingPlace,
  { from = soon, residentsUntil = from, by }: { from?: Day; residentsUntil?: Day; by: SignedInActor },
): Promise<CapacityChangeId> {
  const changeId = await transact(fresh.database, by, (t) =>
    proposeClosure(t, {
      place,
      effectiveFrom: from,
      residentsUntil,
      closedUntil: null,
      reason: 'Damp walls',
      proposedBy: by.accountId,
    }),
  );
  await workOnChange(fresh.database, changeId);
  return changeId;
}

async function sign(changeId: CapacityChangeId, by: SignedInActor): Promise<void> {
  await transact(fresh.database, by, async (t) => {
    const { rows } = await sql<{ mark: string }>`
      select prepared_at::text as mark from capacity_change where id = ${changeId}
    `.execute(t);
    return signChange(t, { changeId, signer: by.accountId, agreedTo: rows[0]!.mark, today });
  });
  await workOnChange(fresh.database, changeId);
}

/** Assignments whose days no open bed covers, and beds open to more people than their room may hold. */
async function brokenRules(): Promise<number> {
  return number(sql<{ count: number }>`
    select count(*)::int as count
    from assignment
    where not exists (
      select from (select range_agg(during) as days from bed_availability where bed_id = assignment.bed_id) as open
      where open.days @> assignment.during
    )
  `);
}

const peopleOn = (day: Day) =>
  number(sql<{ count: number }>`select count(*)::int as count from assignment where during @> ${day}::date`);

describe('closing a room in which people live', () => {
  it('gives each of them another bed from that day on, and closes the beds to everybody', async () => {
    const by = await planner();
    const place = await aLivedInRoom();
    const people = await peopleOn(soon);
    const changeId = await closed(place, { by });
    const change = await stateOf(changeId);
    expect(change.state).toBe('proposed');
    expect(change.preview).toMatchObject({ nowhere: 0, firstLeavesOn: soon });
    const before = await number(
      sql`select count(*)::int as count from assignment where room_id = ${place.roomId} and during @> ${soon}::date`,
    );
    expect(before).toBeGreaterThanOrEqual(3);

    await sign(changeId, by);
    expect((await stateOf(changeId)).state).toBe('in_effect');
    expect(await peopleOn(soon)).toBe(people);
    expect(await peopleOn(addDays(soon, 1))).toBe(await peopleOn(addDays(soon, 1)));
    expect(
      await number(
        sql`select count(*)::int as count from assignment where room_id = ${place.roomId} and during @> ${soon}::date`,
      ),
    ).toBe(0);
    expect(
      await number(
        sql`select count(*)::int as count from bed_availability where room_id = ${place.roomId} and during @> ${soon}::date`,
      ),
    ).toBe(0);
    expect(await brokenRules()).toBe(0);
    const { rows } = await transact(fresh.database, by, (t) =>
      listRelocations(t, { changeId, only: 'all', limit: 50, offset: 0 }),
    );
    expect(rows).toHaveLength(before);
    for (const row of rows) expect(row).toMatchObject({ isPlaced: true, from: soon });
  });
});

describe('an adoption that lets fewer people live in a room', () => {
  it('is signed by a second planner, keeps residents a while, and then houses them elsewhere', async () => {
    const [first, second] = [await planner(), await planner()];
    const standard = await fresh.owner
      .insertInto('standard')
      .values({ key: 'three-a-room', name: 'Three a room', confidence: 'composed' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await sql`
      insert into criterion (standard_id, key, operator, threshold, unit, scope, severity, source_standard, position)
      values (${standard.id}, 'max_occupants_per_room', 'max', '3', 'persons', 'room', 'critical', 'kw-pam-2025', 0)
    `.execute(fresh.owner);
    const residentsUntil = addDays(soon, 60);
    const changeId = await transact(fresh.database, first, (t) =>
      proposeAdoption(t, {
        standardId: standard.id,
        effectiveFrom: soon,
        residentsUntil,
        reason: 'Decided',
        proposedBy: first.accountId,
      }),
    );
    await workOnChange(fresh.database, changeId);
    const prepared = await stateOf(changeId);
    expect(prepared.failure).toBeNull();
    expect(prepared.state).toBe('proposed');
    const preview = prepared.preview as {
      leaving: number;
      nowhere: number;
      sites: { roomsThatShrink: number }[];
    };
    expect(preview.leaving).toBeGreaterThan(100);
    expect(preview.sites).toHaveLength(6);
    expect(await told(sign(changeId, first))).toBe('change_own_signature');

    const { rows: nowhere } = await transact(fresh.database, second, (t) =>
      listRelocations(t, { changeId, only: 'nowhere', limit: 5_000, offset: 0 }),
    );
    if (nowhere.length > 0) {
      expect(await told(sign(changeId, second))).toBe('change_people_nowhere');
      await transact(fresh.database, second, (t) =>
        decideRelocations(t, {
          changeId,
          people: nowhere.map((each) => each.assignmentId),
          decision: { kind: 'stays_until', until: addDays(residentsUntil, 90) },
          decidedBy: second.accountId,
        }),
      );
    }
    const people = await peopleOn(soon);
    await sign(changeId, second);
    expect(await stateOf(changeId)).toMatchObject({ state: 'in_effect', failure: null });
    expect(await brokenRules()).toBe(0);
    expect(await peopleOn(soon)).toBe(people);
    const overfull = (day: Day) =>
      number(sql<{ count: number }>`
        select count(*)::int as count
        from (select room_id from assignment where during @> ${day}::date group by room_id having count(*) > 3) as room
      `);
    expect(await overfull(addDays(residentsUntil, -1))).toBeGreaterThan(0);
    if (nowhere.length === 0) expect(await overfull(residentsUntil)).toBe(0);
    expect(await overfull(addDays(residentsUntil, 91))).toBe(0);
    const kept = await keptOn(addDays(residentsUntil, -1));
    expect(kept.beds).toBeGreaterThan(0);
    expect(kept.untils[0]).toBe(residentsUntil);
    if (nowhere.length === 0) expect(await keptOn(residentsUntil)).toEqual({ beds: 0, untils: [] });
  });

  /** Beds that every site's waterfall says are kept, having seen that its bars add up; until when their rooms say so. */
  async function keptOn(day: Day): Promise<{ beds: number; untils: readonly Day[] }> {
    return transact(fresh.database, await planner(), async (t) => {
      let beds = 0;
      const untils = new Set<Day>();
      for (const { id: siteId, key: siteKey } of await listSites(t)) {
        const { site } = await getSiteWithBuildings(t, { siteKey, day });
        const { kept, certain } = await sumCapacity(t, { siteId, day });
        const steps = waterfall(addLostBeds(await countLostBeds(t, { siteId, day })), site, { kept });
        const of = (kind: string) => steps.find((step) => step.kind === kind)?.beds ?? 0;
        expect(of('compliant')).toBe(certain);
        expect(of('compliant') - of('closed') + of('kept')).toBe(of('available'));
        expect(of('occupied') + of('reserved') + of('vacant')).toBe(of('available'));
        beds += kept;
        const page = { siteId, buildingId: null, day, standing: 'kept', limit: 1, offset: 0 } as const;
        for (const { id: roomId } of (await listStandingRooms(t, page)).rows)
          for (const { keptUntil } of await listRoomBeds(t, { roomId, day }))
            if (keptUntil) untils.add(keptUntil);
      }
      return { beds, untils: [...untils].sort() };
    });
  }
});

describe('a site that closes while nobody has room for all its people', () => {
  it('takes effect only once a planner decided for each of them, who then wait for a bed', async () => {
    const by = await planner();
    const { rows: sites } = await sql<{ siteId: string }>`
      select site_id from assignment where during @> ${soon}::date group by 1 order by count(*) desc limit 1
    `.execute(fresh.owner);
    const place = { siteId: sites[0]!.siteId, buildingId: null, floor: null, roomId: null, bedId: null };
    const changeId = await closed(place, { by });
    const { rows: nowhere, total } = await transact(fresh.database, by, (t) =>
      listRelocations(t, { changeId, only: 'nowhere', limit: 50_000, offset: 0 }),
    );
    expect(total).toBeGreaterThan(0);
    expect((await stateOf(changeId)).preview).toMatchObject({
      sites: [{ siteId: place.siteId, capacityAfter: 0, possibleAfter: 0 }],
    });
    expect(await told(sign(changeId, by))).toBe('change_people_nowhere');
    const ids = nowhere.map((each) => each.assignmentId);
    const third = Math.ceil(ids.length / 3);
    const decisions = [
      { kind: 'stays_until', until: addDays(soon, 120) },
      { kind: 'temporary_place', measure: 'Hotel' },
      { kind: 'emergency_measure', measure: 'Civil defence camp' },
    ] as const;
    for (const [index, decision] of decisions.entries())
      await transact(fresh.database, by, (t) =>
        decideRelocations(t, {
          changeId,
          people: ids.slice(index * third, (index + 1) * third),
          decision,
          decidedBy: by.accountId,
        }),
      );
    await sign(changeId, by);
    expect(await stateOf(changeId)).toMatchObject({ state: 'in_effect', failure: null });
    expect(await brokenRules()).toBe(0);
    const living = (day: Day) =>
      number(
        sql`select count(*)::int as count from assignment where site_id = ${place.siteId} and during @> ${day}::date`,
      );
    expect(await living(soon)).toBeGreaterThan(0);
    expect(await living(addDays(soon, 120))).toBe(0);

    // Nothing opened meanwhile: looking again finds no more, and breaks nothing.
    const again = await transact(fresh.database, by, (t) => placeWaiting(t, { changeId, today }));
    expect(again.waiting).toBeGreaterThan(0);
    expect(await brokenRules()).toBe(0);

    // Rooms open elsewhere, and one of those who wait got a bed in them already: the others have theirs, and nobody two.
    const [bed] = await aFurnishedSite(fresh.owner);
    const { rows: waiting } = await sql<BuiltWorker>`
      select worker.id, worker.employer_id, worker.sex, worker.shift
      from relocation join worker on worker.id = relocation.worker_id
      where change_id = ${changeId} and decision <> 'stays_until' and new_assignment_id is null and sex = 'male'
      order by worker.id
    `.execute(fresh.owner);
    await fresh.owner
      .insertInto('assignment')
      .values(assignmentOf(waiting[0]!, bed!, { from: soon, to: null }))
      .execute();
    const { placed } = await transact(fresh.database, by, (t) => placeWaiting(t, { changeId, today }));
    expect(placed).toBeGreaterThan(0);
    const { rows: waitsStill } = await sql`
      select from relocation
      where change_id = ${changeId} and worker_id = ${waiting[0]!.id} and new_assignment_id is null
    `.execute(fresh.owner);
    expect(waitsStill).toHaveLength(1);
    expect(await brokenRules()).toBe(0);
  });
});

describe('a measurement', () => {
  it('opens and closes beds in its own transaction, and is refused where people sleep in them', async () => {
    const by = await planner();
    const place = await aLivedInRoom();
    const change = (floorAreaM2: number) =>
      transact(fresh.database, by, async (t) => {
        await writeFacts(t, {
          siteId: place.siteId,
          rooms: [{ roomId: place.roomId, floorAreaM2 }],
          facilities: [],
          measured: [],
        });
        await followCapacity(t, { buildingId: place.buildingId, today });
      });
    expect(await told(change(3))).toBe('people_would_move');
    expect(await told(change(60))).toBe('done');
    expect(await brokenRules()).toBe(0);
  });
});
