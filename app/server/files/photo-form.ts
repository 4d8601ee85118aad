import { addStoredPhoto } from '#app/data/inspection/photos.ts';
import type { StoredPhoto } from '#app/data/inspection/photos.ts';
import type { CorrectiveActionId } from '#app/domain/identity/ids.ts';
import {
  LARGEST_PHOTO_BYTES,
  LARGEST_PHOTO_MEGABYTES,
  MOST_REPAIR_PHOTOS,
} from '#app/domain/inspection/photo-rules.ts';
import { ProblemError } from '#app/domain/problem.ts';
import type { RequestContext } from '#app/server/request/request-context.ts';
import { checkImage } from './check-image.ts';
import { hashOf } from './file-hash.ts';
import { withoutAppendix } from './image-structure.ts';

/** A photo that was judged. */
interface CheckedPhoto {
  readonly facts: StoredPhoto;
  readonly content: Buffer;
}

/**
 * The photos of a repair: the files of the field `photos` in a multipart form, at least one and at most
 * `MOST_REPAIR_PHOTOS`, in their order. The page says `takes: 'photos'` in the route table, so that a form that is too
 * large is refused before it is read. Show the field with `accept="image/jpeg,image/png,image/webp" multiple`.
 *
 *     const photos = await readPhotoForm(await request.formData());
 *     const hashes = await storePhotos(context, photos, { correctiveActionId });
 *     await context.transact((transaction) => reportRepair(transaction, { …, photos: hashes }));
 *
 * @throws ProblemError photo_missing, too_many_photos, or what is wrong with a photo, with its name
 */
export async function readPhotoForm(form: FormData): Promise<CheckedPhoto[]> {
  // Where nobody chose a file, browsers send one without a name.
  const files = form
    .getAll('photos')
    .filter((file) => file instanceof File && (file.size > 0 || file.name !== ''));
  if (files.length === 0) throw new ProblemError('photo_missing');
  if (files.length > MOST_REPAIR_PHOTOS)
    throw new ProblemError('too_many_photos', { photos: MOST_REPAIR_PHOTOS });
  const photos: CheckedPhoto[] = [];
  for (const file of files as File[]) photos.push(await readPhoto(file));
  return photos;
}

async function readPhoto(file: File): Promise<CheckedPhoto> {
  if (file.size > LARGEST_PHOTO_BYTES)
    throw new ProblemError('photo_too_large', { megabytes: LARGEST_PHOTO_MEGABYTES, file: file.name });
  const content = withoutAppendix(Buffer.from(await file.arrayBuffer()));
  const image = await checkImage(content, { mediaType: file.type, fileName: file.name });
  return { facts: { ...image, hash: hashOf(content), bytes: content.length }, content };
}

/**
 * Keeps the photos, for whoever signed in. Bytes that no report came to name in the end stay, seen by their sender only.
 * @returns their hashes, in the same order @throws ProblemError file_store_away
 */
export async function storePhotos(
  { files, transact }: Pick<RequestContext, 'files' | 'transact'>,
  photos: readonly CheckedPhoto[],
  { correctiveActionId }: { correctiveActionId: CorrectiveActionId },
): Promise<string[]> {
  const hashes: string[] = [];
  for (const { content } of photos) hashes.push(await files.put(content));
  await transact(async (transaction) => {
    for (const { facts } of photos)
      await addStoredPhoto(transaction, {
        photo: facts,
        subject: { kind: 'corrective_action', id: correctiveActionId },
      });
  });
  return hashes;
}
