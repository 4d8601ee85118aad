import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { transact } from '#app/data/transaction.ts';
import { kuwaitDay } from '#app/domain/dates.ts';
import type { BuildingId } from '#app/domain/identity/ids.ts';
import { proposeFacts, saveFacts } from '#app/server/site-plan/building-edits.ts';
import { actorOf, openFreshDatabase } from '#test/integration/fresh-database.ts';

const fresh = openFreshDatabase('seeded');
const today = kuwaitDay(new Date());

it('facts under which people would have to move are not saved; they are proposed as they were typed, and prepared', async () => {
  const actor = await actorOf(fresh.owner, 'planner');
  const started: unknown[] = [];
  const context: Parameters<typeof saveFacts>[0] = {
    actor,
    today,
    transact: (work) => transact(fresh.database, actor, work),
    background: { start: (task) => started.push(task), stop: () => Promise.resolve() },
  };
  const lived = await fresh.owner
    .selectFrom('assignment')
    .innerJoin('room', 'room.id', 'assignment.roomId')
    .innerJoin('site', 'site.id', 'room.siteId')
    .select([
      'room.id',
      'room.floor',
      'room.buildingId',
      'room.siteId',
      'site.key as siteKey',
      'room.floorAreaM2',
    ])
    .where('assignment.state', '=', 'occupied')
    .where(sql<boolean>`assignment.during @> ${today}::date`)
    .limit(1)
    .executeTakeFirstOrThrow();
  const part = { siteKey: lived.siteKey, buildingId: lived.buildingId as BuildingId, floor: lived.floor };
  const field = `${lived.id}.recorded.floorAreaM2`;
  const form = new FormData();
  form.set(field, '1');
  form.set('shown', JSON.stringify({ [field]: String(lived.floorAreaM2) }));

  const refused = await saveFacts(context, part, form);
  expect(refused).toMatchObject({
    data: { problem: { code: 'people_would_move' }, typed: { [field]: '1' } },
  });

  form.set('effectiveFrom', today);
  form.set('reason', 'Measured anew');
  const proposed = (await proposeFacts(context, part, form)) as Response;
  const change = await fresh.owner.selectFrom('capacityChange').selectAll().executeTakeFirstOrThrow();
  expect(proposed.headers.get('Location')).toBe(`/changes/${change.id}`);
  expect(change).toMatchObject({
    kind: 'measurement',
    state: 'preparing',
    reason: 'Measured anew',
    facts: {
      siteId: lived.siteId,
      rooms: [{ roomId: lived.id, floorAreaM2: 1 }],
      facilities: [],
      measured: [],
    },
  });
  expect(started).toEqual([{ kind: 'change', id: change.id }]);
  const room = await fresh.owner
    .selectFrom('room')
    .select('floorAreaM2')
    .where('id', '=', lived.id)
    .executeTakeFirstOrThrow();
  expect(room.floorAreaM2).toBe(lived.floorAreaM2);
});
