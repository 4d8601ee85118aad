import type { Database } from '#app/data/transaction.ts';
import type { Day } from '#app/domain/dates.ts';
import type { InspectionReason } from '#app/domain/inspection/day-pack.ts';
import type { AccountId } from '#app/domain/identity/ids.ts';

/** A scheduled inspection of a building, or of its whole site, by the standard that was adopted last. */
export async function anInspection(
  owner: Database,
  {
    buildingId,
    siteId,
    inspectorId,
    secondInspectorId = null,
    scheduledOn = '2026-11-26',
    reason = 'routine',
    standardId,
  }: {
    siteId: string;
    buildingId: string | null;
    inspectorId: AccountId;
    secondInspectorId?: AccountId | null;
    scheduledOn?: Day;
    reason?: InspectionReason;
    standardId?: string;
  },
): Promise<string> {
  const adopted = standardId
    ? { standardId }
    : await owner
        .selectFrom('standardAdoption')
        .select('standardId')
        .orderBy('adoptedFrom', 'desc')
        .executeTakeFirstOrThrow();
  const { id } = await owner
    .insertInto('inspection')
    .values({ siteId, buildingId, inspectorId, secondInspectorId, scheduledOn, reason, ...adopted })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
