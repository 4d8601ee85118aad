import { sql } from 'kysely';
import type { FactsChange } from '#app/domain/capacity/judging/facts-change.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** Writes facts of places of one site; what is null is not known any more. The caller lets the beds follow. */
export async function writeFacts(
  transaction: ActorTransaction,
  { siteId, rooms, facilities, measured }: FactsChange,
): Promise<void> {
  for (const { roomId, ...facts } of rooms) {
    if (Object.keys(facts).length === 0) continue;
    await transaction
      .updateTable('room')
      .set(facts)
      .where('id', '=', roomId)
      .where('siteId', '=', siteId)
      .execute();
  }
  for (const { count, kind, ...place } of facilities) {
    if (count === null) {
      await transaction
        .deleteFrom('facility')
        .where('kind', '=', kind)
        .where(isAt({ siteId, ...place }))
        .execute();
    } else {
      await transaction
        .insertInto('facility')
        .values({ siteId, ...place, kind, count })
        .onConflict((conflict) => conflict.constraint('facility_once').doUpdateSet({ count }))
        .execute();
    }
  }
  for (const { key, value, ...place } of measured) {
    if (value === null) {
      await transaction
        .deleteFrom('measuredFact')
        .where('key', '=', key)
        .where(isAt({ siteId, ...place }))
        .execute();
    } else {
      await transaction
        .insertInto('measuredFact')
        .values({ siteId, ...place, key, value: JSON.stringify(value) })
        .onConflict((conflict) =>
          conflict
            .constraint('measured_fact_once')
            .doUpdateSet({ value: JSON.stringify(value), measuredOn: sql<string>`kuwait_today()` }),
        )
        .execute();
    }
  }
}

const isAt = (place: {
  siteId: string;
  buildingId: string | null;
  floor: number | null;
  roomId: string | null;
}) =>
  sql<boolean>`(site_id = ${place.siteId} and building_id is not distinct from ${place.buildingId}::uuid
    and floor is not distinct from ${place.floor}::int and room_id is not distinct from ${place.roomId}::uuid)`;
