import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { dayRange } from '#app/data/day-range.ts';
import { addDays } from '#app/domain/dates.ts';
import { createChance } from '#db/seed/random.ts';
import { openFreshDatabase } from '#test/integration/fresh-database.ts';
import { aRoom, aWorker, anEmployer } from '#test/integration/people-and-places.ts';

const fresh = openFreshDatabase('empty');
const FIRST = '2026-01-01';
const DAYS = 12;

it('a room stands open for more people than it may hold on no day, which counting day by day finds too', async () => {
  // Here beds are kept at random, whether or not somebody stays in them.
  await sql`alter table bed_availability disable trigger bed_is_kept_for_its_resident_on_insert`.execute(
    fresh.owner,
  );
  const beds = await aRoom(fresh.owner, { beds: 4 });
  const { siteId, buildingId, roomId } = beds[0]!;
  const resident = await aWorker(fresh.owner, { employerId: await anEmployer(fresh.owner) });
  const chance = createChance(8);
  const outcomes = { kept: 0, refused: 0 };
  for (let trial = 0; trial < 400; trial++) {
    const capacities = [0, 4, 8]
      .filter((_, index) => index === 0 || chance.happens(0.5))
      .map((day) => ({ day, people: chance.whole(1, 4) }));
    const ranges = beds.flatMap((bed) => {
      const from = chance.whole(-1, DAYS);
      const middle = from + chance.whole(1, 5);
      const to = chance.happens(0.3) ? null : middle + chance.whole(1, 5);
      const isKept = () => chance.happens(0.25);
      return [
        { bed, from, to: middle, isKept: isKept() },
        { bed, from: middle, to, isKept: isKept() },
      ].filter(() => chance.happens(0.6));
    });

    const isBroken = Array.from({ length: DAYS + 13 }, (_, index) => index - 1).some((day) => {
      const stand = ranges.filter(({ from, to }) => from <= day && (to === null || day < to));
      const people = capacities.findLast((each) => each.day <= day)?.people ?? 0;
      return stand.some(({ isKept }) => !isKept) && stand.length > people;
    });
    const written = fresh.owner.transaction().execute(async (transaction) => {
      await transaction.deleteFrom('bedAvailability').where('roomId', '=', roomId).execute();
      await transaction.deleteFrom('roomCapacity').where('roomId', '=', roomId).execute();
      const place = { siteId, buildingId, roomId };
      await transaction
        .insertInto('roomCapacity')
        .values(
          capacities.map(({ day, people }) => ({
            ...place,
            fromDay: addDays(FIRST, day),
            compliantCapacity: people,
            possibleCapacity: people,
          })),
        )
        .execute();
      if (ranges.length > 0) {
        await transaction
          .insertInto('bedAvailability')
          .values(
            ranges.map(({ bed, from, to, isKept }) => ({
              ...place,
              bedId: bed.id,
              during: sql<string>`${dayRange({
                from: addDays(FIRST, from),
                to: to === null ? null : addDays(FIRST, to),
              })}`,
              keptFor: isKept ? resident.id : null,
            })),
          )
          .execute();
      }
    });
    if (isBroken) {
      await expect(written).rejects.toMatchObject({ constraint: 'open_beds_keep_to_capacity' });
      outcomes.refused++;
    } else {
      await written;
      outcomes.kept++;
    }
  }
  expect(Math.min(outcomes.kept, outcomes.refused)).toBeGreaterThan(50);
});
