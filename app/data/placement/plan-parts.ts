import { sql } from 'kysely';
import type { PlanId, PlanPartId } from '#app/domain/identity/ids.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** Who works on a part says so every two seconds; a part of which nothing was heard for so long is anybody's again. */
const SILENCE = sql`interval '10 seconds'`;

/** `solve`: worked out alone. `store`: written into the database, see `storePart`. */
export type PartKind = 'solve' | 'store';

interface TakenPart {
  readonly id: PlanPartId;
  readonly kind: PartKind;
  readonly problem: Uint8Array;
}

export interface OwnPart {
  readonly id: PlanPartId;
  /** Its place in the order of the parts, from 0. */
  readonly part: number;
}

/**
 * Writes the parts of a plan, in their order, in place of those that an earlier run may have left.
 * @returns their identifiers, in that order
 */
export async function writeParts(
  transaction: ActorTransaction,
  { planId, kind, problems }: { planId: PlanId; kind: PartKind; problems: readonly Uint8Array[] },
): Promise<PlanPartId[]> {
  await transaction.deleteFrom('planPart').where('planId', '=', planId).execute();
  const ids: PlanPartId[] = [];
  for (const [part, problem] of problems.entries()) {
    const { id } = await transaction
      .insertInto('planPart')
      .values({ planId, kind, part, problem: Buffer.from(problem) })
      .returning('id')
      .executeTakeFirstOrThrow();
    ids.push(id as PlanPartId);
  }
  return ids;
}

/** Takes a part of any running plan, of one of these kinds, that nobody works on; null where there is none. */
export async function takePart(
  transaction: ActorTransaction,
  { takenBy, kinds }: { takenBy: string; kinds: readonly PartKind[] },
): Promise<TakenPart | null> {
  const { rows } = await sql<TakenPart>`
    update plan_part set taken_by = ${takenBy}, taken_at = now()
    where id = (
      select plan_part.id
      from plan_part
      join plan on plan.id = plan_part.plan_id
      where plan.state = 'running' and kind = any(${[...kinds]}) and answer is null and (taken_by is null or taken_at < now() - ${SILENCE})
      order by plan.number, part limit 1
      for update of plan_part skip locked
    )
    returning id, kind, problem
  `.execute(transaction);
  return rows[0] ?? null;
}

/**
 * Takes one of the parts of one's own plan that nobody works on, the last one first: others begin with the first. It is
 * kept until it is solved, since the plan ends with whoever runs it. `fromOthers` takes also what somebody works on.
 */
export async function takeOwnPart(
  transaction: ActorTransaction,
  { partIds, takenBy, fromOthers }: { partIds: readonly PlanPartId[]; takenBy: string; fromOthers: boolean },
): Promise<OwnPart | null> {
  const { rows } = await sql<OwnPart>`
    update plan_part set taken_by = ${takenBy}, taken_at = 'infinity'
    where id = (
      select id from plan_part
      where id = any(${[...partIds]}::uuid[]) and answer is null
        and (${fromOthers} or taken_by is null or taken_at < now() - ${SILENCE})
      order by part desc limit 1
      for update skip locked
    )
    returning id, part
  `.execute(transaction);
  return rows[0] ?? null;
}

/** Says that somebody still works on the part; of one that is gone, or another's by now, nothing is said. */
export async function keepPart(
  transaction: ActorTransaction,
  { partId, takenBy }: { partId: PlanPartId; takenBy: string },
): Promise<void> {
  await transaction
    .updateTable('planPart')
    .set({ takenAt: sql<Date>`now()` })
    .where('id', '=', partId)
    .where('takenBy', '=', takenBy)
    .where('answer', 'is', null)
    .execute();
}

/** A part that could not be solved is anybody's at once. */
export async function leavePart(
  transaction: ActorTransaction,
  { partId, takenBy }: { partId: PlanPartId; takenBy: string },
): Promise<void> {
  await transaction
    .updateTable('planPart')
    .set({ takenBy: null, takenAt: null })
    .where('id', '=', partId)
    .where('takenBy', '=', takenBy)
    .where('answer', 'is', null)
    .execute();
}

/** The first answer stands; another one would be the same. */
export async function answerPart(
  transaction: ActorTransaction,
  { partId, answer }: { partId: PlanPartId; answer: Uint8Array },
): Promise<void> {
  await transaction
    .updateTable('planPart')
    .set({ answer: Buffer.from(answer), finishedAt: new Date() })
    .where('id', '=', partId)
    .where('answer', 'is', null)
    .execute();
}

export async function countOpenParts(
  transaction: ActorTransaction,
  { partIds }: { partIds: readonly PlanPartId[] },
): Promise<number> {
  const { count } = await transaction
    .selectFrom('planPart')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('id', 'in', partIds)
    .where('answer', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** The answers, in the order of the parts, which then go. Fewer where they went already: the plan was begun anew. */
export async function collectAnswers(
  transaction: ActorTransaction,
  { partIds }: { partIds: readonly PlanPartId[] },
): Promise<Uint8Array[]> {
  const rows = await transaction
    .selectFrom('planPart')
    .select('answer')
    .where('id', 'in', partIds)
    .orderBy('part')
    .execute();
  await transaction.deleteFrom('planPart').where('id', 'in', partIds).execute();
  return rows.flatMap(({ answer }) => answer ?? []);
}
