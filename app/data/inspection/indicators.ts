import { sql } from 'kysely';
import type { ClosingPlace } from '#app/domain/capacity/changes/capacity-change.ts';
import type { Day } from '#app/domain/dates.ts';
import type { IndicatorKind } from '#app/domain/inspection/indicators.ts';
import { isInPlace } from '#app/data/places/place-scope.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/**
 * Raises an indicator of forced labour for each employer whose workers live in the place on the day, as the product itself;
 * once for each, however often it is called. It isn't logged here: who reads the log could learn of it. Protection officers
 * read it, and that is logged.
 */
export async function raiseIndicator(
  transaction: ActorTransaction,
  {
    kind,
    findingId,
    place,
    basis,
    day,
  }: {
    kind: IndicatorKind;
    findingId: string;
    place: ClosingPlace;
    basis: 'finding' | 'referral';
    day: Day;
  },
): Promise<void> {
  // No column is named on conflict: that would ask for the right to read them, which the product doesn't have.
  await sql`
    insert into indicator (kind, employer_id, evidence)
    select ${kind}, employer_id, jsonb_build_object(
      'findingId', ${findingId}::text, 'basis', ${basis}::text, 'day', ${day}::text,
      'siteId', ${place.siteId}::text, 'buildingId', ${place.buildingId}::text, 'floor', ${place.floor}::int,
      'roomId', ${place.roomId}::text, 'workers', count(distinct worker_id)
    )
    from assignment
    where ${isInPlace(place)} and state <> 'reserved' and during @> ${day}::date
    group by employer_id
    on conflict do nothing
  `.execute(transaction);
}
