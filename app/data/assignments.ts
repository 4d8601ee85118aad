import { sql } from 'kysely';
import type { DayRange } from '#app/domain/dates.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { audit } from './audit.ts';
import { dayRange } from './day-range.ts';
import type { ActorTransaction } from './transaction.ts';

/**
 * Gives one worker one bed. The room is held first, so that many who want its beds at once queue instead of clashing.
 * @throws ProblemError not_found; what the constraints refuse comes out of the transaction as its own problem
 */
export async function assignBed(
  transaction: ActorTransaction,
  { workerId, bedId, ...during }: { workerId: string; bedId: string } & DayRange,
): Promise<string> {
  await sql`select from room where id = (select room_id from bed where id = ${bedId}) for update`.execute(
    transaction,
  );
  const { rows } = await sql<{ id: string }>`
    insert into assignment (bed_id, room_id, building_id, site_id, worker_id, employer_id, sex, shift, during)
    select bed.id, bed.room_id, bed.building_id, bed.site_id, worker.id, worker.employer_id, worker.sex, worker.shift, ${dayRange(during)}
    from bed, worker
    where bed.id = ${bedId} and worker.id = ${workerId}
    returning id
  `.execute(transaction);
  const assignment = rows[0];
  if (!assignment) throw new ProblemError('not_found');
  await audit(transaction, {
    action: 'assignment.made',
    subjectKind: 'assignment',
    subjectId: assignment.id,
  });
  return assignment.id;
}
