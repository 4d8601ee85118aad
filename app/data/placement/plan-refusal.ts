import { sql } from 'kysely';
import type { Contradiction } from '#app/domain/allocation/contradictions.ts';
import type { PlanId } from '#app/domain/identity/ids.ts';
import { audit } from '#app/data/audit.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** Ends a plan that can't be made, since records contradict themselves, and keeps which: by their names, as they then were. */
export async function recordRefusal(
  transaction: ActorTransaction,
  { planId, contradictions }: { planId: PlanId; contradictions: readonly Contradiction[] },
): Promise<void> {
  const nameOf = await recordNames(
    transaction,
    contradictions.flatMap(({ names }) => names),
  );
  const named = contradictions.map(({ code, names }) => ({ code, names: names.map(nameOf) }));
  const failed = await transaction
    .updateTable('plan')
    .set({ state: 'failed', contradictions: JSON.stringify(named), finishedAt: new Date() })
    .where('id', '=', planId)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst();
  if (!failed) return;
  await audit(transaction, { action: 'plan.failed', subjectKind: 'plan', subjectId: planId });
}

/** What people call the records behind identifiers; whatever else is named stays as it is. */
async function recordNames(
  transaction: ActorTransaction,
  names: readonly string[],
): Promise<(name: string) => string> {
  const ids = names.filter((name) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(name));
  const { rows } = await sql<{ id: string; name: string }>`
    with wanted as (select unnest(${ids}::uuid[]) as id)
    select id, full_name as name from worker where id in (select id from wanted)
    union all
    select bed.id, concat_ws(' · ', building.name, room.name, bed.label)
    from bed join room on room.id = bed.room_id join building on building.id = bed.building_id
    where bed.id in (select id from wanted)
    union all
    select room.id, concat_ws(' · ', building.name, room.name)
    from room join building on building.id = room.building_id
    where room.id in (select id from wanted)
    union all
    select id, name from building where id in (select id from wanted)
  `.execute(transaction);
  // Blanks separate the names in a problem's details: within one they are kept together.
  const known = new Map(rows.map(({ id, name }) => [id, name.replaceAll(' ', '\u00a0')]));
  return (name) => known.get(name) ?? name;
}
