import { expect, it } from 'vitest';
import { getStoredPhoto } from '#app/data/inspection/photos.ts';
import { transact } from '#app/data/transaction.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import type { CorrectiveActionId } from '#app/domain/identity/ids.ts';
import { isProblemError } from '#app/domain/problem.ts';
import { openFileStore } from '#app/server/files/file-store.ts';
import { readPhotoForm, storePhotos } from '#app/server/files/photo-form.ts';
import { anInspection } from '#test/integration/inspection/inspections-built.ts';
import { openFreshDatabase } from '#test/integration/fresh-database.ts';
import { aRoom, anAccount } from '#test/integration/people-and-places.ts';
import { aPhoto } from '#test/unit/files/hostile-files.ts';
import { aFolder } from './photo-evidence.ts';

const fresh = openFreshDatabase('seeded');
const dataFolder = aFolder();

/** A corrective action of a submitted inspection, at a site that a manager answers for. */
async function anAction() {
  const [bed] = await aRoom(fresh.owner);
  const [inspector, manager, elsewhere] = [
    await anAccount(fresh.owner, { role: 'inspector' }),
    await anAccount(fresh.owner, { role: 'site_manager' }),
    await anAccount(fresh.owner, { role: 'site_manager' }),
  ];
  const { siteId, buildingId } = bed!;
  const inspectionId = await anInspection(fresh.owner, {
    siteId,
    buildingId,
    inspectorId: inspector.accountId,
  });
  for (const change of [
    { state: 'under_way' as const },
    { state: 'submitted' as const, submittedAt: new Date(), submittedBy: inspector.accountId },
  ])
    await fresh.owner.updateTable('inspection').set(change).where('id', '=', inspectionId).execute();
  const criterion = await fresh.owner
    .selectFrom('criterion')
    .select(['id', 'severity'])
    .executeTakeFirstOrThrow();
  const finding = await fresh.owner
    .insertInto('finding')
    .values({
      inspectionId,
      criterionId: criterion.id,
      severity: criterion.severity,
      answerable: 'site_manager',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const action = await fresh.owner
    .insertInto('correctiveAction')
    .values({ findingId: finding.id, dueOn: '2027-01-01' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await fresh.owner.insertInto('siteManagerSite').values({ accountId: manager.accountId, siteId }).execute();
  return { correctiveActionId: action.id as CorrectiveActionId, inspector, manager, elsewhere };
}

it('photos of a repair are kept in order, once, and seen by others when a report names them', async () => {
  const { correctiveActionId, inspector, manager, elsewhere } = await anAction();
  const context = {
    files: openFileStore({ dataFolder, bucket: undefined }),
    transact: <Result>(work: Parameters<typeof transact<Result>>[2]) =>
      transact(fresh.database, manager, work),
  };
  const form = new FormData();
  for (const seed of [1, 2, 1])
    form.append('photos', new File([new Uint8Array(await aPhoto('jpeg', { seed }))], 'exit.jpg'));
  const photos = await readPhotoForm(form);
  const hashes = await storePhotos(context, photos, { correctiveActionId });
  expect(hashes).toEqual(photos.map(({ facts }) => facts.hash));
  expect(hashes[2]).toBe(hashes[0]);
  expect(await storePhotos(context, photos, { correctiveActionId })).toEqual(hashes);
  expect((await context.files.read(hashes[1]!))?.equals(photos[1]!.content)).toBe(true);
  const entries = await fresh.owner
    .selectFrom('auditEntry')
    .select(['subjectKind', 'actorAccountId'])
    .where('action', '=', 'photo.stored')
    .where('subjectId', '=', correctiveActionId)
    .execute();
  const entry = { subjectKind: 'corrective_action', actorAccountId: manager.accountId };
  expect(entries).toEqual([entry, entry]);

  const sees = (actor: SignedInActor) =>
    transact(fresh.database, actor, (transaction) => getStoredPhoto(transaction, { hash: hashes[0]! })).then(
      () => true,
      (error: unknown) => isProblemError(error) && error.problem.code,
    );
  expect([await sees(manager), await sees(inspector), await sees(elsewhere)]).toEqual([
    true,
    'not_found',
    'not_found',
  ]);
  await context.transact(async (transaction) => {
    const report = await transaction
      .insertInto('repairReport')
      .values({ correctiveActionId, reportedBy: manager.accountId, note: 'Free again.' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await transaction
      .insertInto('repairPhoto')
      .values(
        hashes.map((hash, position) => ({
          repairReportId: report.id,
          fileHash: Buffer.from(hash, 'hex'),
          position,
        })),
      )
      .execute();
  });
  expect([await sees(manager), await sees(inspector), await sees(elsewhere)]).toEqual([
    true,
    true,
    'not_found',
  ]);
});
