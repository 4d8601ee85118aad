import { sql } from 'kysely';
import type { Composed } from '#app/domain/standards/composition.ts';
import { decisionsOf, standingRules } from '#app/domain/standards/composition.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { audit } from '#app/data/audit.ts';
import type { CompositionRecord, Standard } from './standards.ts';
import { getStandard } from './standards.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** All standards that the ministry composed are versions of one. */
const COMPOSED_KEY = 'adopted-standard';

/**
 * Keeps a composed standard as the next version of the ministry's own, with what was decided; it is in force only once it
 * is adopted. A rule keeps what its instrument noted; why it stands is kept with the decisions.
 * @returns the standard's id
 */
export async function saveComposition(
  transaction: ActorTransaction,
  {
    name,
    nameAr,
    base,
    composed,
  }: {
    name: string;
    nameAr: string;
    base: Standard;
    composed: Composed;
  },
): Promise<string> {
  const record: CompositionRecord = {
    base: { name: base.name, nameAr: base.nameAr, version: base.url === null ? base.version : null },
    decisions: decisionsOf(composed),
  };
  const { id, version } = await transaction
    .insertInto('standard')
    .values({
      key: COMPOSED_KEY,
      version: await nextVersion(transaction),
      name,
      nameAr,
      url: null,
      confidence: 'composed',
      composition: JSON.stringify(record),
    })
    .returning(['id', 'version'])
    .executeTakeFirstOrThrow();
  const rules = standingRules(composed);
  await transaction
    .insertInto('criterion')
    .values(
      rules.map((rule, position) => ({
        standardId: id,
        key: rule.key,
        operator: rule.operator,
        threshold: JSON.stringify(rule.threshold),
        unit: rule.unit,
        scope: rule.scope,
        severity: rule.severity,
        appliesAbove: rule.appliesAbove,
        clause: rule.clause,
        confidence: rule.confidence,
        note: rule.note,
        sourceStandard: rule.standardKey,
        position,
      })),
    )
    .execute();
  await audit(transaction, {
    action: 'standard.composed',
    subjectKind: 'standard',
    subjectId: id,
    details: { version, criteria: rules.length },
  });
  return id;
}

/** Planners who compose at once get one version each: they wait for each other until the transaction ends. */
async function nextVersion(transaction: ActorTransaction): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${COMPOSED_KEY}))`.execute(transaction);
  const { latest } = await transaction
    .selectFrom('standard')
    .select(({ fn }) => fn.max<number | null>('version').as('latest'))
    .where('key', '=', COMPOSED_KEY)
    .executeTakeFirstOrThrow();
  return (latest ?? 0) + 1;
}

/** The ministry's own standards, the newest first, with the day from which each was last adopted, if it was. */
export function listOwnStandards(transaction: ActorTransaction) {
  return transaction
    .selectFrom('standard')
    .select(['id', 'key', 'version', 'name', 'nameAr'])
    .select(({ selectFrom }) =>
      selectFrom('standardAdoption')
        .whereRef('standardAdoption.standardId', '=', 'standard.id')
        .select(({ fn }) => fn.max<string | null>('adoptedFrom').as('day'))
        .as('lastAdoptedFrom'),
    )
    .where('url', 'is', null)
    .orderBy('key')
    .orderBy('version', 'desc')
    .execute();
}

/** One of the ministry's own standards: those can be adopted. @throws ProblemError not_found */
export async function getOwnStandard(
  transaction: ActorTransaction,
  { standardId }: { standardId: string },
): Promise<Standard> {
  const standard = await getStandard(transaction, { standardId });
  if (standard.url !== null) throw new ProblemError('not_found');
  return standard;
}
