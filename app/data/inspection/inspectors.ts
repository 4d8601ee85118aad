import { audit } from '#app/data/audit.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import type { Day } from '#app/domain/dates.ts';
import type { Inspector } from '#app/domain/inspection/schedule.ts';
import { ProblemError } from '#app/domain/problem.ts';

export interface NamedInspector extends Inspector {
  readonly displayName: string;
}

/** Every inspector at work with the sites where they work and where they have a conflict of interest. */
export async function listInspectors(transaction: ActorTransaction): Promise<readonly NamedInspector[]> {
  const accounts = await transaction
    .selectFrom('account')
    .select(['id', 'displayName'])
    .where('role', '=', 'inspector')
    .where('disabledAt', 'is', null)
    .orderBy('displayName')
    .orderBy('id')
    .execute();
  const areas = await transaction.selectFrom('inspectorArea').selectAll().execute();
  const conflicts = await transaction
    .selectFrom('inspectorConflict')
    .select(['accountId', 'siteId', 'buildingId'])
    .execute();
  const areasOf = Map.groupBy(areas, ({ accountId }) => accountId);
  const conflictsOf = Map.groupBy(conflicts, ({ accountId }) => accountId);
  return accounts.map(({ id, displayName }) => ({
    accountId: id,
    displayName,
    siteIds: (areasOf.get(id) ?? []).map(({ siteId }) => siteId),
    conflicts: conflictsOf.get(id) ?? [],
  }));
}

/** Sets the sites where an inspector works. @throws ProblemError not_found */
export async function setInspectorSites(
  transaction: ActorTransaction,
  { accountId, siteIds }: { accountId: string; siteIds: readonly string[] },
): Promise<void> {
  await expectInspector(transaction, accountId);
  await transaction.deleteFrom('inspectorArea').where('accountId', '=', accountId).execute();
  if (siteIds.length > 0)
    await transaction
      .insertInto('inspectorArea')
      .values(siteIds.map((siteId) => ({ accountId, siteId })))
      .execute();
  await audit(transaction, {
    action: 'inspector_area.changed',
    subjectKind: 'account',
    subjectId: accountId,
    details: { sites: siteIds.length },
  });
}

async function expectInspector(transaction: ActorTransaction, accountId: string): Promise<void> {
  const found = await transaction
    .selectFrom('account')
    .select('id')
    .where('id', '=', accountId)
    .where('role', '=', 'inspector')
    .executeTakeFirst();
  if (!found) throw new ProblemError('not_found');
}

interface Conflict {
  readonly id: string;
  readonly accountId: string;
  readonly siteAr: string;
  readonly siteEn: string;
  /** Null: the whole site. */
  readonly buildingName: string | null;
  readonly reason: string;
  readonly declaredAt: Date;
}

/** Conflicts of interest that the actor may read: of everybody, or an inspector's own. */
export function listConflicts(transaction: ActorTransaction): Promise<readonly Conflict[]> {
  return transaction
    .selectFrom('inspectorConflict as conflict')
    .innerJoin('site', 'site.id', 'conflict.siteId')
    .leftJoin('building', 'building.id', 'conflict.buildingId')
    .select([
      'conflict.id',
      'conflict.accountId',
      'site.nameAr as siteAr',
      'site.nameEn as siteEn',
      'building.name as buildingName',
      'conflict.reason',
      'conflict.declaredAt',
    ])
    .orderBy('conflict.declaredAt')
    .execute();
}

/** A building of a site by the name on its door, in either case; null where there is none. */
export async function findBuildingNamed(
  transaction: ActorTransaction,
  { siteId, name }: { siteId: string; name: string },
): Promise<string | null> {
  const found = await transaction
    .selectFrom('building')
    .select('id')
    .where('siteId', '=', siteId)
    .where(({ fn }) => fn<string>('lower', ['name']), '=', name.toLowerCase())
    .executeTakeFirst();
  return found?.id ?? null;
}

/**
 * Notes where an inspector may not go.
 * @returns how many visits of theirs are planned there already @throws ProblemError not_found
 */
export async function declareConflict(
  transaction: ActorTransaction,
  {
    accountId,
    siteId,
    buildingId,
    reason,
    today,
  }: { accountId: string; siteId: string; buildingId: string | null; reason: string; today: Day },
): Promise<number> {
  await expectInspector(transaction, accountId);
  await transaction
    .insertInto('inspectorConflict')
    .values({ accountId, siteId, buildingId, reason })
    .execute();
  await audit(transaction, {
    action: 'inspector_conflict.declared',
    subjectKind: 'account',
    subjectId: accountId,
  });
  let planned = transaction
    .selectFrom('inspection')
    .select(({ fn }) => fn.countAll<number>().as('visits'))
    .where('state', '=', 'scheduled')
    .where('scheduledOn', '>=', today)
    .where('siteId', '=', siteId)
    .where(({ or, eb }) => or([eb('inspectorId', '=', accountId), eb('secondInspectorId', '=', accountId)]));
  if (buildingId) planned = planned.where('buildingId', '=', buildingId);
  return (await planned.executeTakeFirstOrThrow()).visits;
}

/** @throws ProblemError not_found */
export async function removeConflict(
  transaction: ActorTransaction,
  { conflictId }: { conflictId: string },
): Promise<void> {
  const removed = await transaction
    .deleteFrom('inspectorConflict')
    .where('id', '=', conflictId)
    .returning('accountId')
    .executeTakeFirst();
  if (!removed) throw new ProblemError('not_found');
  await audit(transaction, {
    action: 'inspector_conflict.removed',
    subjectKind: 'account',
    subjectId: removed.accountId,
  });
}

/** Visits that each inspector has from a day on. */
export async function countVisitsToCome(
  transaction: ActorTransaction,
  { from }: { from: Day },
): Promise<ReadonlyMap<string, number>> {
  const rows = await transaction
    .selectFrom('inspection')
    .select(['inspectorId', ({ fn }) => fn.countAll<number>().as('visits')])
    .where('state', 'in', ['scheduled', 'under_way'])
    .where('scheduledOn', '>=', from)
    .groupBy('inspectorId')
    .execute();
  return new Map(rows.map(({ inspectorId, visits }) => [inspectorId ?? '', visits]));
}
