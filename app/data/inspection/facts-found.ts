import { sql } from 'kysely';
import type { FactsChange } from '#app/domain/capacity/judging/facts-change.ts';
import type { Day } from '#app/domain/dates.ts';
import type { CapacityChangeId } from '#app/domain/identity/ids.ts';
import { reasonOfInspection } from '#app/domain/inspection/closing.ts';
import { factsTold, raisesCapacity } from '#app/domain/inspection/judged-answers.ts';
import { isProblemError } from '#app/domain/problem.ts';
import { audit } from '#app/data/audit.ts';
import { followCapacity } from '#app/data/capacity/bed-days.ts';
import { proposeMeasurement, withdrawChange } from '#app/data/capacity/capacity-changes.ts';
import { writeFacts } from '#app/data/places/place-facts-writing.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import type { JudgedInspection } from './consequences.ts';

/**
 * Writes the measured facts that differ from what is on record, place by place where they can't stand all at once, and lets
 * the beds follow. Where people would have to move, or more people could live there than before, the facts are proposed as
 * a measurement instead, which a planner signs; what a re-inspection says is so again, once was the matter, needs no more
 * than that.
 * @returns how many facts were written, and the measurement that is to be prepared
 */
export async function settleFacts(
  transaction: ActorTransaction,
  { inspection, today }: { inspection: JudgedInspection; today: Day },
): Promise<{ written: number; changeId: CapacityChangeId | null }> {
  if (inspection.isPublished) return { written: 0, changeId: null };
  const answeredSince = await findAnsweredSince(transaction, { inspection });
  const questions = inspection.questions.filter(({ id }) => !answeredSince.has(id));
  const told = byPlace(factsTold(inspection.siteId, questions, inspection.record));
  const { inspected, criteria, isFollowUp } = inspection;
  const [raising = [], others = []] = [true, false].map((wanted) =>
    told.filter((facts) => {
      const judged = isFollowUp ? { ...facts, measured: facts.measured.filter(isFigure) } : facts;
      return raisesCapacity(inspected, criteria, judged) === wanted;
    }),
  );
  const together = joined(inspection.siteId, others);
  if (await writeUnlessPeopleMove(transaction, { inspection, facts: together, today })) {
    const changeId = await proposeRest(transaction, { inspection, rest: raising, today });
    return { written: countFacts(together), changeId };
  }
  const rest = [...raising];
  let written = 0;
  for (const facts of others) {
    if (await writeUnlessPeopleMove(transaction, { inspection, facts, today })) written += countFacts(facts);
    else rest.push(facts);
  }
  return { written, changeId: await proposeRest(transaction, { inspection, rest, today }) };
}

const isFigure = ({ value }: FactsChange['measured'][number]) => typeof value === 'number';

/** Questions that an inspection of the same place answered which was submitted later: what that one measured stands. */
async function findAnsweredSince(
  transaction: ActorTransaction,
  { inspection }: { inspection: JudgedInspection },
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ question: string }>`
    select distinct act.body ->> 'questionId' as question
    from inspection as this
    join inspection as later on later.site_id = this.site_id and later.building_id is not distinct from this.building_id
      and later.submitted_at > this.submitted_at
    join inspection_operation as act on act.inspection_id = later.id and act.kind = 'answered'
    where this.id = ${inspection.id}
  `.execute(transaction);
  return new Set(rows.map(({ question }) => question));
}

const countFacts = ({ rooms, facilities, measured }: FactsChange) =>
  rooms.length + facilities.length + measured.length;

/** The facts of each place by themselves. */
function byPlace({ siteId, rooms, facilities, measured }: FactsChange): FactsChange[] {
  const placeKey = ({
    buildingId,
    floor,
    roomId,
  }: FactsChange['measured'][number] | FactsChange['facilities'][number]) =>
    roomId ?? `${buildingId ?? ''}/${floor ?? ''}`;
  const places = new Set([
    ...rooms.map(({ roomId }) => roomId),
    ...facilities.map(placeKey),
    ...measured.map(placeKey),
  ]);
  return [...places].map((place) => ({
    siteId,
    rooms: rooms.filter(({ roomId }) => roomId === place),
    facilities: facilities.filter((fact) => placeKey(fact) === place),
    measured: measured.filter((fact) => placeKey(fact) === place),
  }));
}

const joined = (siteId: string, parts: readonly FactsChange[]): FactsChange => ({
  siteId,
  rooms: parts.flatMap(({ rooms }) => rooms),
  facilities: parts.flatMap(({ facilities }) => facilities),
  measured: parts.flatMap(({ measured }) => measured),
});

async function writeUnlessPeopleMove(
  transaction: ActorTransaction,
  { inspection, facts, today }: { inspection: JudgedInspection; facts: FactsChange; today: Day },
): Promise<boolean> {
  const count = countFacts(facts);
  if (count === 0) return true;
  const { siteId, buildingId } = inspection;
  await sql`savepoint facts_told`.execute(transaction);
  try {
    await writeFacts(transaction, facts);
    await followCapacity(transaction, { ...(buildingId ? { buildingId } : { siteId }), today });
  } catch (error) {
    if (!isProblemError(error) || error.problem.code !== 'people_would_move') throw error;
    await sql`rollback to savepoint facts_told`.execute(transaction);
    return false;
  }
  await audit(transaction, {
    action: 'building.facts_changed',
    subjectKind: buildingId ? 'building' : 'site',
    subjectId: buildingId ?? siteId,
    details: { facts: count },
  });
  return true;
}

/** Proposes what isn't proposed yet, and takes back what was proposed by answers that no longer stand. */
async function proposeRest(
  transaction: ActorTransaction,
  { inspection, rest, today }: { inspection: JudgedInspection; rest: readonly FactsChange[]; today: Day },
): Promise<CapacityChangeId | null> {
  const facts = joined(inspection.siteId, rest);
  const { rows: proposed } = await sql<{ id: CapacityChangeId; state: string; isSame: boolean }>`
    select id, state::text, facts = ${JSON.stringify(facts)}::jsonb as is_same
    from capacity_change
    where inspection_id = ${inspection.id} and kind = 'measurement'
  `.execute(transaction);
  for (const { id, state, isSame } of proposed)
    if (!isSame && ['preparing', 'proposed', 'failed'].includes(state))
      await withdrawChange(transaction, { changeId: id, withdrawnBy: inspection.inspector });
  const same = proposed.find(({ isSame }) => isSame);
  if (rest.length === 0 || same) return same?.id ?? null;
  return proposeMeasurement(transaction, {
    facts,
    effectiveFrom: today,
    reason: reasonOfInspection(inspection.number),
    proposedBy: inspection.inspector,
    inspectionId: inspection.id,
  });
}
