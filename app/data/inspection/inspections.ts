import { sql } from 'kysely';
import type { Day } from '#app/domain/dates.ts';
import { addDays } from '#app/domain/dates.ts';
import type { AccountId } from '#app/domain/identity/ids.ts';
import { ProblemError } from '#app/domain/problem.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** Visits that are overdue for longer are planned anew by whoever schedules, not taken along day after day. */
const OVERDUE_DAYS = 30;

const columns = [
  'id',
  'number',
  'siteId',
  'buildingId',
  'standardId',
  'reason',
  'state',
  'scheduledOn',
  'visitOrder',
  'inspectorId',
  'secondInspectorId',
  'followsId',
  'startedAt',
  'submittedAt',
  'submittedBy',
  'submissionNote',
  'consequencesAt',
  'consequencesFailure',
  'reviewedAt',
  'reviewedBy',
  'outcome',
] as const;

/** Of `inspection`: its consequences are drawn from all that has arrived; once it is published, what arrives draws none. */
export const isJudged = sql<boolean>`(
  consequences_at is not null and not (
    state = 'submitted' and exists (
      select from inspection_operation as operation
      where operation.inspection_id = inspection.id and operation.received_at > consequences_at
    )
  )
)`;

/** @throws ProblemError not_found */
export async function getInspection(
  transaction: ActorTransaction,
  { inspectionId }: { inspectionId: string },
) {
  const inspection = await transaction
    .selectFrom('inspection')
    .select(columns)
    .select(isJudged.as('isJudged'))
    .where('id', '=', inspectionId)
    .executeTakeFirst();
  if (!inspection) throw new ProblemError('not_found');
  return inspection;
}

/**
 * The visits that an inspector takes along: those of the days up to and with `until`, what is under way, and what is
 * overdue; in the order of the days, and of the way on each.
 */
export async function listVisits(
  transaction: ActorTransaction,
  { inspectorId, today, until }: { inspectorId: AccountId; today: Day; until: Day },
): Promise<readonly string[]> {
  const rows = await transaction
    .selectFrom('inspection')
    .select('id')
    .where((is) => is.or([is('inspectorId', '=', inspectorId), is('secondInspectorId', '=', inspectorId)]))
    .where((is) =>
      is.or([
        is('state', '=', 'under_way'),
        is.and([is('scheduledOn', '>=', today), is('scheduledOn', '<=', until)]),
        is.and([
          is('state', '=', 'scheduled'),
          is.between('scheduledOn', addDays(today, -OVERDUE_DAYS), until),
        ]),
      ]),
    )
    .orderBy('scheduledOn')
    .orderBy('visitOrder')
    .orderBy('number')
    .execute();
  return rows.map(({ id }) => id);
}
