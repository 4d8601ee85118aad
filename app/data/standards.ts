import { sql } from 'kysely';
import type { Day } from '#app/domain/dates.ts';
import type { Criterion } from '#app/domain/standards/criterion.ts';
import type { Rule } from '#app/domain/standards/comparison.ts';
import type { ScheduledStandard } from './capacity-steps.ts';
import type { ActorTransaction } from './transaction.ts';

/** The adoption in force on a day: the latest one by then. */
const adoptionOn = (transaction: ActorTransaction, day: Day) =>
  transaction
    .selectFrom('standardAdoption')
    .where('standardAdoption.adoptedFrom', '<=', day)
    .orderBy('standardAdoption.adoptedFrom', 'desc')
    .limit(1);

/** True when a standard is adopted from that very day: no other takes effect on it. */
export async function isAdoptionDay(transaction: ActorTransaction, { day }: { day: Day }): Promise<boolean> {
  const adopted = await transaction
    .selectFrom('standardAdoption')
    .select('id')
    .where('adoptedFrom', '=', day)
    .executeTakeFirst();
  return adopted !== undefined;
}

/** The standard in force on a day, with its criteria in order and where each comes from; null where none was adopted yet. */
export async function findAdoptedStandard(transaction: ActorTransaction, { day }: { day: Day }) {
  const adopted = await adoptionOn(transaction, day)
    .innerJoin('standard', 'standard.id', 'standardAdoption.standardId')
    .select([
      'standard.id',
      'standard.name',
      'standard.nameAr',
      'standard.confidence',
      'standardAdoption.adoptedFrom',
      'standardAdoption.reason',
    ])
    .executeTakeFirst();
  if (!adopted) return null;
  const criteria = await transaction
    .selectFrom('criterion')
    .leftJoin('standard as origin', 'origin.key', 'criterion.sourceStandard')
    .select([
      'criterion.id',
      'criterion.key',
      'criterion.operator',
      'criterion.threshold',
      'criterion.unit',
      'criterion.scope',
      'criterion.severity',
      'origin.name as originName',
      'origin.url as originUrl',
      'origin.confidence as originConfidence',
      'origin.jurisdiction',
    ])
    .where('criterion.standardId', '=', adopted.id)
    .orderBy('criterion.position')
    .execute();
  return { ...adopted, criteria };
}

/** The criteria in force on a day, as the capacity rules take them. */
export async function listAdoptedCriteria(
  transaction: ActorTransaction,
  { day }: { day: Day },
): Promise<Criterion[]> {
  const adopted = await adoptionOn(transaction, day).select('standardId').executeTakeFirst();
  return adopted ? listCriteria(transaction, adopted) : [];
}

/** The criteria of a standard, as the capacity rules take them. */
export async function listCriteria(
  transaction: ActorTransaction,
  { standardId }: { standardId: string },
): Promise<Criterion[]> {
  const rows = await transaction
    .selectFrom('criterion')
    .select([
      'key',
      'operator',
      'threshold',
      'unit',
      'scope',
      'severity',
      'appliesAbove',
      'sourceStandard as standardKey',
    ])
    .where('standardId', '=', standardId)
    .orderBy('position')
    .execute();
  return rows as unknown as Criterion[];
}

/** Which criteria are in force from `from` on: those of that day, then those of every adoption to come. */
export async function listScheduledStandards(
  transaction: ActorTransaction,
  { from }: { from: Day },
): Promise<ScheduledStandard[]> {
  const inForce = await adoptionOn(transaction, from).select('standardId').executeTakeFirst();
  const toCome = await transaction
    .selectFrom('standardAdoption')
    .select(['adoptedFrom', 'standardId'])
    .where('adoptedFrom', '>', from)
    .orderBy('adoptedFrom')
    .execute();
  const adoptions = [...(inForce ? [{ ...inForce, adoptedFrom: from }] : []), ...toCome];
  return Promise.all(
    adoptions.map(async ({ adoptedFrom, standardId }) => ({
      from: adoptedFrom,
      criteria: await listCriteria(transaction, { standardId }),
    })),
  );
}

/** The instrument that a criterion was taken from. */
export function findInstrument(transaction: ActorTransaction, { key }: { key: string }) {
  return transaction
    .selectFrom('standard')
    .select(['name', 'url', 'confidence'])
    .where('key', '=', key)
    .executeTakeFirst();
}

/** Every published instrument with its rules, those of Kuwait first; the ministry's own compositions are none. */
export async function listInstruments(transaction: ActorTransaction) {
  const instruments = await transaction
    .selectFrom('standard')
    .select(['key', 'name', 'jurisdiction', 'year', 'url', 'confidence'])
    .where('url', 'is not', null)
    .orderBy(sql`jurisdiction is distinct from 'Kuwait'`)
    .orderBy('jurisdiction')
    .orderBy('year', 'desc')
    .orderBy('key')
    .execute();
  const rules = await transaction
    .selectFrom('criterion')
    .innerJoin('standard', 'standard.id', 'criterion.standardId')
    .select([
      'standard.key as standardKey',
      'criterion.key',
      'criterion.operator',
      'criterion.threshold',
      'criterion.unit',
      'criterion.scope',
      'criterion.severity',
      'criterion.note',
    ])
    .where('standard.url', 'is not', null)
    .orderBy('criterion.position')
    .execute();
  return {
    instruments,
    rules: rules as unknown as readonly (Rule & { readonly key: string })[],
  };
}
