import { sql } from 'kysely';
import type { Day } from '#app/domain/dates.ts';
import type { Decision } from '#app/domain/standards/composition.ts';
import type { Criterion, Rule } from '#app/domain/standards/criterion.ts';
import { ProblemError } from '#app/domain/problem.ts';
import type { ScheduledStandard } from '#app/data/capacity/capacity-steps.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** The adoption in force on a day: the latest one by then. */
export const adoptionOn = (transaction: ActorTransaction, day: Day) =>
  transaction
    .selectFrom('standardAdoption')
    .where('standardAdoption.adoptedFrom', '<=', day)
    .orderBy('standardAdoption.adoptedFrom', 'desc')
    .limit(1);

/** What stands in a row of `criterion` of the rule itself; whose it is, is the instrument it was taken from. */
const ruleColumns = [
  'criterion.id',
  'criterion.key',
  'criterion.operator',
  'criterion.threshold',
  'criterion.unit',
  'criterion.scope',
  'criterion.severity',
  'criterion.appliesAbove',
  'criterion.clause',
  'criterion.confidence',
  'criterion.note',
  'criterion.sourceStandard as standardKey',
] as const;

/** A standard's rules, in order. */
export async function listRules(
  transaction: ActorTransaction,
  { standardId }: { standardId: string },
): Promise<readonly Rule[]> {
  const rows = await transaction
    .selectFrom('criterion')
    .select(ruleColumns)
    .where('standardId', '=', standardId)
    .orderBy('position')
    .execute();
  return rows as unknown as readonly Rule[];
}

export interface Standard {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly name: string;
  readonly nameAr: string | null;
  /** Null for the ministry's own. */
  readonly url: string | null;
  /** What was decided when it was composed; null where it wasn't. */
  readonly composition: CompositionRecord | null;
  readonly rules: readonly Rule[];
  /** The instruments that its rules, and those that gave way to them, were taken from. */
  readonly origins: readonly Instrument[];
}

/** What is kept of how a standard was composed. */
export interface CompositionRecord {
  /** `version`: of one of the ministry's own; null for a published instrument. */
  readonly base: { readonly name: string; readonly nameAr: string | null; readonly version: number | null };
  readonly decisions: readonly Decision[];
}

/** A standard with its rules and where they come from. @throws ProblemError not_found */
export async function getStandard(
  transaction: ActorTransaction,
  { standardId }: { standardId: string },
): Promise<Standard> {
  const standard = await transaction
    .selectFrom('standard')
    .select(['id', 'key', 'version', 'name', 'nameAr', 'url', 'composition'])
    .where('id', '=', standardId)
    .executeTakeFirst();
  if (!standard) throw new ProblemError('not_found');
  const rules = await listRules(transaction, { standardId });
  const composition = standard.composition as unknown as CompositionRecord | null;
  const given = (composition?.decisions ?? []).flatMap(({ losing }) => losing);
  const keys = new Set([...rules, ...given].map(({ standardKey }) => standardKey));
  const origins = (await listPublished(transaction)).filter(({ key }) => keys.has(key));
  return { ...standard, composition, rules, origins };
}

/** True when a standard is adopted from that very day: no other takes effect on it. */
export async function isAdoptionDay(transaction: ActorTransaction, { day }: { day: Day }): Promise<boolean> {
  const adopted = await transaction
    .selectFrom('standardAdoption')
    .select('id')
    .where('adoptedFrom', '=', day)
    .executeTakeFirst();
  return adopted !== undefined;
}

/** The standard in force on a day, with since when and why; null where none was adopted yet. */
export async function findAdoptedStandard(transaction: ActorTransaction, { day }: { day: Day }) {
  const adopted = await adoptionOn(transaction, day)
    .select(['standardAdoption.standardId', 'standardAdoption.adoptedFrom', 'standardAdoption.reason'])
    .executeTakeFirst();
  if (!adopted) return null;
  const { standardId, adoptedFrom, reason } = adopted;
  return { ...(await getStandard(transaction, { standardId })), adoptedFrom, reason };
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
    .select(['key', 'name', 'jurisdiction', 'year', 'url', 'confidence'])
    .where('key', '=', key)
    .executeTakeFirst();
}

interface Instrument {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly jurisdiction: string | null;
  readonly year: number | null;
  readonly url: string | null;
  readonly confidence: string;
}

/** Every published instrument, those of Kuwait first. */
function listPublished(transaction: ActorTransaction): Promise<readonly Instrument[]> {
  return transaction
    .selectFrom('standard')
    .select(['id', 'key', 'name', 'jurisdiction', 'year', 'url', 'confidence'])
    .where('url', 'is not', null)
    .orderBy(sql`jurisdiction is distinct from 'Kuwait'`)
    .orderBy('jurisdiction')
    .orderBy('year', 'desc')
    .orderBy('key')
    .execute();
}

/** Every published instrument with its rules, those of Kuwait first; the ministry's own compositions are none. */
export async function listInstruments(
  transaction: ActorTransaction,
): Promise<{ instruments: readonly Instrument[]; rules: readonly Rule[] }> {
  const instruments = await listPublished(transaction);
  const rules = await transaction
    .selectFrom('criterion')
    .innerJoin('standard', 'standard.id', 'criterion.standardId')
    .select(ruleColumns)
    .where('standard.url', 'is not', null)
    .orderBy('standard.key')
    .orderBy('criterion.position')
    .execute();
  return { instruments, rules: rules as unknown as readonly Rule[] };
}
