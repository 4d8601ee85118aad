import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { countLostBeds, listBoundRooms } from '#app/data/capacity.ts';
import { getSiteWithBuildings } from '#app/data/places.ts';
import { transact } from '#app/data/transaction.ts';
import { system } from '#app/domain/identity/actor.ts';
import { kuwaitDay } from '#app/domain/dates.ts';
import { waterfall } from '#app/domain/capacity/waterfall.ts';
import { openFreshDatabase } from './fresh-database.ts';

const fresh = openFreshDatabase('seeded');
const day = kuwaitDay(new Date());

describe('the beds that the standard takes', () => {
  it('are those of the rooms behind them, and leave the compliant capacity of every site', async () => {
    const sites = await fresh.owner.selectFrom('site').select(['id', 'key']).execute();
    expect(sites).toHaveLength(6);
    for (const { id: siteId, key: siteKey } of sites) {
      await transact(fresh.database, system, async (t) => {
        const lost = await countLostBeds(t, { siteId });
        expect(lost.length).toBeGreaterThan(0);
        for (const { criterionKey, beds, rooms } of lost) {
          const found = await listBoundRooms(t, { siteId, criterionKey, limit: 10_000, offset: 0 });
          expect(found.total).toBe(rooms);
          expect(found.rows).toHaveLength(rooms);
          expect(found.rows.reduce((sum, room) => sum + room.beds - room.compliantCapacity, 0)).toBe(beds);
          expect(found.rows.every((room) => room.bindingReason.criterionKey === criterionKey)).toBe(true);
        }
        const { site } = await getSiteWithBuildings(t, { siteKey, day });
        const { rows } = await sql<{ capacity: number }>`
          select sum(compliant_capacity)::int as capacity from room where site_id = ${siteId}
        `.execute(t);
        const compliant = waterfall(lost, site).find((step) => step.kind === 'compliant');
        expect(compliant?.beds).toBe(rows[0]?.capacity);
      });
    }
  });
});
