import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { packInspections } from '#app/data/inspection/day-pack.ts';
import { listVisits } from '#app/data/inspection/inspections.ts';
import { readBuildingFacts } from '#app/data/places/place-facts.ts';
import { transact } from '#app/data/transaction.ts';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import { checklistOf } from '#app/domain/inspection/checklist.ts';
import { openDatabase } from '#db/migrate.ts';
import { actorOf, openFreshDatabase } from '#test/integration/fresh-database.ts';
import { anAccount } from '#test/integration/people-and-places.ts';
import { anInspection } from './inspections-built.ts';

const fresh = openFreshDatabase('seeded');
const today = kuwaitDay(new Date());
let inspector: SignedInActor;
let buildings: readonly { id: string; siteId: string }[];

beforeAll(async () => {
  inspector = await anAccount(fresh.owner, { role: 'inspector' });
  buildings = await fresh.owner.selectFrom('building').select(['id', 'siteId']).orderBy('id').execute();
});

const visitOf = (index: number, change: Partial<Parameters<typeof anInspection>[1]> = {}) => {
  const building = buildings[index % buildings.length]!;
  return anInspection(fresh.owner, {
    buildingId: building.id,
    siteId: building.siteId,
    inspectorId: inspector.accountId,
    scheduledOn: today,
    ...change,
  });
};

const pack = (inspectionIds: readonly string[]) =>
  transact(fresh.database, inspector, (t) => packInspections(t, { inspectionIds, day: today }));

describe('a pack', () => {
  it('holds the facts, the criteria in force, who should sleep where, and the way to ask', async () => {
    const id = await visitOf(0);
    const [packed] = await pack([id]);
    const { id: buildingId } = buildings[0]!;
    const { building } = await transact(fresh.database, inspector, (t) =>
      readBuildingFacts(t, { buildingId }),
    );
    expect(packed).toMatchObject({
      id,
      state: 'scheduled',
      inspected: { kind: 'building', facts: building },
    });
    expect(packed!.inspectors).toEqual([
      { accountId: inspector.accountId, displayName: inspector.displayName },
    ]);
    expect(packed!.criteria.length).toBeGreaterThan(5);
    expect(packed!.lifeSafety).toHaveLength(8);
    for (const { standardKey } of [...packed!.criteria, ...packed!.lifeSafety])
      expect(packed!.instruments.map(({ key }) => key)).toContain(standardKey);
    const { rows } = await sql<{ people: number }>`
      select count(*)::int as people from assignment
      where building_id = ${buildingId} and state <> 'reserved' and during @> ${addDays(today, -1)}::date
    `.execute(fresh.owner);
    expect(Object.values(packed!.assigned).reduce((sum, count) => sum + count, 0)).toBe(rows[0]!.people);
    expect(packed!.plan.buildings.map((each) => each.id)).toContain(buildingId);
    expect(checklistOf(packed!).length).toBeGreaterThan(building.floors.length);
  });

  it('of a whole site holds the site’s own facts and all who live there', async () => {
    const siteId = buildings[0]!.siteId;
    const id = await visitOf(0, { buildingId: null });
    const [packed] = await pack([id]);
    expect(packed!.inspected).toMatchObject({ kind: 'site', facts: { id: siteId, buildings: [] } });
    const { rows } = await sql<{ people: number }>`
      select count(*)::int as people from assignment
      where site_id = ${siteId} and state <> 'reserved' and during @> ${addDays(today, -1)}::date
    `.execute(fresh.owner);
    expect(packed!.assigned).toEqual({ [siteId]: rows[0]!.people });
  });

  it('tells what was found there in three years, and when it was put right', async () => {
    const [before, id, elsewhere] = [await visitOf(1), await visitOf(1), await visitOf(2)];
    const criterion = await fresh.owner
      .selectFrom('criterion')
      .select(['id', 'key', 'severity'])
      .executeTakeFirstOrThrow();
    const found = (foundAt: string, inspectionId: string, floor: number) =>
      fresh.owner
        .insertInto('finding')
        .values({
          inspectionId,
          criterionId: criterion.id,
          severity: criterion.severity,
          answerable: 'site_manager',
          note: `found ${foundAt}`,
          foundAt,
          floor,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
    const recent = addDays(today, -40);
    const repaired = await found(`${recent}T09:00:00Z`, before, 0);
    await found(`${addDays(today, -50)}T22:30:00Z`, before, 1);
    await found(`${addDays(today, -4 * 365)}T09:00:00Z`, before, 2);
    await found(`${recent}T09:00:00Z`, elsewhere, 0);
    await fresh.owner
      .insertInto('correctiveAction')
      .values({
        findingId: repaired.id,
        dueOn: today,
        completedAt: `${addDays(today, -9)}T09:00:00Z`,
        completedBy: inspector.accountId,
      })
      .execute();
    const [packed] = await pack([id]);
    const { id: buildingId } = buildings[1]!;
    const rest = { criterionKey: criterion.key, severity: criterion.severity };
    const ours = packed!.pastFindings.filter(({ note }) => note.startsWith('found '));
    expect(ours).toEqual([
      {
        ...rest,
        foundOn: recent,
        correctedOn: addDays(today, -9),
        note: expect.any(String) as string,
        place: { buildingId, floor: 0, roomId: null },
      },
      {
        ...rest,
        // Half past one at night in Kuwait is the next day.
        foundOn: addDays(today, -49),
        correctedOn: null,
        note: expect.any(String) as string,
        place: { buildingId, floor: 1, roomId: null },
      },
    ]);
  });

  it('takes as many queries for thirty visits as for one', async () => {
    let queries = 0;
    const counting = openDatabase(fresh.loginUrl, { connections: 1, onQuery: () => queries++ });
    const ids = [];
    for (let index = 0; index < 30; index++) ids.push(await visitOf(index));
    const needed = async (inspectionIds: readonly string[]) => {
      queries = 0;
      const packed = await transact(counting, inspector, (t) =>
        packInspections(t, { inspectionIds, day: today }),
      );
      expect(packed.map(({ id }) => id)).toEqual(inspectionIds);
      return queries;
    };
    const forOne = await needed(ids.slice(0, 1));
    await needed(ids.slice(0, 10));
    expect(await needed(ids)).toBe(forOne);
    await counting.destroy();
  });
});

describe('an inspector’s visits', () => {
  it('are those of the days to come, what is under way and what is overdue, in the order of the way', async () => {
    const other = await actorOf(fresh.owner, 'inspector', 'second.inspector@labour-cities.example');
    const mine = await anAccount(fresh.owner, { role: 'inspector' });
    const visit = async (scheduledOn: string, state: string, rest: object = {}) => {
      const id = await visitOf(3, { inspectorId: mine.accountId, scheduledOn, ...rest });
      await sql`update inspection set state = ${state}::inspection_state, submitted_at = now() where id = ${id} and state::text <> ${state}`.execute(
        fresh.owner,
      );
      return id;
    };
    const later = await visit(addDays(today, 3), 'scheduled');
    const underWay = await visit(addDays(today, -90), 'under_way');
    const shared = await visit(today, 'scheduled', {
      inspectorId: other.accountId,
      secondInspectorId: mine.accountId,
    });
    const overdue = await visit(addDays(today, -2), 'scheduled');
    await visit(addDays(today, 4), 'scheduled');
    await visit(addDays(today, -90), 'scheduled');
    await visit(today, 'scheduled', { inspectorId: other.accountId });
    expect(
      await transact(fresh.database, mine, (t) =>
        listVisits(t, { inspectorId: mine.accountId, today, until: addDays(today, 3) }),
      ),
    ).toEqual([underWay, overdue, shared, later]);
  });
});
