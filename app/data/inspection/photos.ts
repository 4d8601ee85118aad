import type { AccountId, CorrectiveActionId, InspectionId } from '#app/domain/identity/ids.ts';
import type { PhotoMediaType } from '#app/domain/inspection/photo-rules.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { audit } from '#app/data/audit.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** What is known of a photo whose bytes are stored. */
export interface StoredPhoto {
  /** The SHA-256 of its bytes, in hexadecimal digits. */
  readonly hash: string;
  readonly bytes: number;
  readonly mediaType: PhotoMediaType;
  /** In pixels, turned the way it is to be shown. */
  readonly width: number;
  readonly height: number;
}

/** @throws ProblemError not_found when there is none, or none that the actor may see */
export async function getStoredPhoto(
  transaction: ActorTransaction,
  { hash }: { hash: string },
): Promise<StoredPhoto> {
  const row = await transaction
    .selectFrom('storedFile')
    .select(['bytes', 'mediaType', 'width', 'height'])
    .where('hash', '=', Buffer.from(hash, 'hex'))
    .executeTakeFirst();
  if (!row) throw new ProblemError('not_found');
  return { ...row, hash, mediaType: row.mediaType as PhotoMediaType };
}

/** Of what a photo is evidence. */
type PhotoSubject =
  | { readonly kind: 'inspection'; readonly id: InspectionId }
  | { readonly kind: 'corrective_action'; readonly id: CorrectiveActionId };

/** Records that a photo's bytes are stored. The same photo again changes nothing. */
export async function addStoredPhoto(
  transaction: ActorTransaction,
  { photo: { hash, ...facts }, subject }: { photo: StoredPhoto; subject: PhotoSubject },
): Promise<void> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('storedFile')
    .values({ hash: Buffer.from(hash, 'hex'), ...facts })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) return;
  await audit(transaction, {
    action: 'photo.stored',
    subjectKind: subject.kind,
    subjectId: subject.id,
    details: { file: hash, bytes: facts.bytes },
  });
}

/** A photo that an operation of the inspector's own names, whose bytes are to be sent. */
export interface AwaitedPhoto {
  readonly inspectionId: InspectionId;
  /** As the phone told them. */
  readonly bytes: number;
  readonly mediaType: string;
  readonly isStored: boolean;
}

/** @throws ProblemError not_found when no operation of this account names such a photo */
export async function getAwaitedPhoto(
  transaction: ActorTransaction,
  { hash, accountId }: { hash: string; accountId: AccountId },
): Promise<AwaitedPhoto> {
  const row = await transaction
    .selectFrom('inspectionPhoto as photo')
    .innerJoin('inspectionOperation as operation', 'operation.id', 'photo.operationId')
    .leftJoin('storedFile as file', 'file.hash', 'photo.fileHash')
    .select(['photo.inspectionId', 'operation.body', 'file.hash'])
    .where('photo.fileHash', '=', Buffer.from(hash, 'hex'))
    .where('operation.accountId', '=', accountId)
    .orderBy('operation.receivedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) throw new ProblemError('not_found');
  const { bytes, mediaType } = row.body as { bytes: number; mediaType: string };
  return { inspectionId: row.inspectionId as InspectionId, bytes, mediaType, isStored: row.hash !== null };
}
