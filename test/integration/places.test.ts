import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { getSiteWithBuildings, listSitesWithOccupancy } from '#app/data/places/places.ts';
import { transact } from '#app/data/transaction.ts';
import { system } from '#app/domain/identity/actor.ts';
import { openFreshDatabase } from './fresh-database.ts';
import { kuwaitDay } from '#app/domain/dates.ts';

const fresh = openFreshDatabase('seeded');
const today = kuwaitDay(new Date());

it('a site tells the same figures in the list of sites, on its own page and bed by bed', async () => {
  const { rows } = await sql<Record<'key', string> & Record<'available' | 'closed' | 'taken', number>>`
    select site.key,
      count(open.bed_id)::int as available,
      count(*) filter (where open.bed_id is null)::int as closed,
      count(assignment.id)::int as taken
    from site
    join bed on bed.site_id = site.id
    left join bed_availability as open on open.bed_id = bed.id and open.during @> ${today}::date
    left join assignment on assignment.bed_id = bed.id and assignment.during @> ${today}::date
    group by site.key
    order by site.key
  `.execute(fresh.owner);
  const listed = await transact(fresh.database, system, (t) => listSitesWithOccupancy(t, { day: today }));
  expect(
    listed.map(({ key, available, closed, occupied, reserved }) => ({
      key,
      available,
      closed,
      taken: occupied + reserved,
    })),
  ).toEqual(rows);
  for (const site of listed) {
    const page = await transact(fresh.database, system, (t) =>
      getSiteWithBuildings(t, { siteKey: site.key, day: today }),
    );
    expect(page.site).toEqual(site);
    expect(page.buildings.length).toBeGreaterThan(0);
  }
});
