import { addStoredPhoto, getAwaitedPhoto } from '#app/data/inspection/photos.ts';
import type { AwaitedPhoto } from '#app/data/inspection/photos.ts';
import { LARGEST_PHOTO_BYTES, LARGEST_PHOTO_MEGABYTES } from '#app/domain/inspection/photo-rules.ts';
import { ProblemError, isProblemError } from '#app/domain/problem.ts';
import type { RequestContext } from '#app/server/request/request-context.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { checkImage } from './check-image.ts';
import { hashOf } from './file-hash.ts';

type Context = Pick<RequestContext, 'actor' | 'files' | 'transact' | 'uploads'>;

/** How far the upload of a photo has come. */
interface UploadProgress {
  /** Bytes that are there, of `bytes`. */
  readonly received: number;
  readonly bytes: number;
  /** The photo is judged and kept: nothing more is to be sent. */
  readonly isStored: boolean;
}

/** @throws ProblemError not_found when no operation of whoever signed in names the photo; file_store_away */
export async function readProgress(context: Context, hash: string): Promise<UploadProgress> {
  const { accountId } = signedIn(context);
  const { bytes, isStored } = await readAwaited(context, hash);
  return {
    received: isStored ? bytes : await context.uploads.received({ accountId, hash }),
    bytes,
    isStored,
  };
}

/** A photo counts as stored while its bytes are there too: a phone may hold the last copy of what a backup lost. */
async function readAwaited({ actor, transact, files }: Context, hash: string): Promise<AwaitedPhoto> {
  const { accountId } = signedIn({ actor });
  const awaited = await transact((transaction) => getAwaitedPhoto(transaction, { hash, accountId }));
  return { ...awaited, isStored: awaited.isStored && (await files.has(hash)) };
}

/**
 * Takes the next chunk; with the last one, judges and keeps the photo. An empty chunk judges and keeps what is there
 * already, should that have failed before.
 * @throws ProblemError not_found; upload_elsewhere, with how many bytes are there; upload_differs, photo_… or not_a_photo,
 * and then nothing of it is there any more; file_store_away
 */
export async function takeChunk(
  context: Context,
  { hash, offset, chunk }: { hash: string; offset: number; chunk: Uint8Array },
): Promise<UploadProgress> {
  const { accountId } = signedIn(context);
  return context.uploads.alone({ accountId, hash }, async (partial) => {
    // Asked only now: whoever was first with the same chunk may have brought it to its end.
    const awaited = await readAwaited(context, hash);
    const { bytes } = awaited;
    if (awaited.isStored) return { received: bytes, bytes, isStored: true };
    if (bytes > LARGEST_PHOTO_BYTES)
      throw new ProblemError('photo_too_large', { megabytes: LARGEST_PHOTO_MEGABYTES });
    try {
      const received = await partial.append(offset, chunk);
      if (received < bytes) return { received, bytes, isStored: false };
      await keep(context, { hash, content: await partial.read(), awaited });
    } catch (error) {
      if (isProblemError(error) && !maySucceedLater.has(error.problem.code)) await partial.drop();
      throw error;
    }
    await partial.drop();
    return { received: bytes, bytes, isStored: true };
  });
}

async function keep(
  { files, transact }: Context,
  { hash, content, awaited }: { hash: string; content: Buffer; awaited: AwaitedPhoto },
): Promise<void> {
  if (hashOf(content) !== hash) throw new ProblemError('upload_differs');
  const image = await checkImage(content, awaited);
  await files.put(content);
  await transact((transaction) =>
    addStoredPhoto(transaction, {
      photo: { ...image, hash, bytes: content.length },
      subject: { kind: 'inspection', id: awaited.inspectionId },
    }),
  );
}

const maySucceedLater: ReadonlySet<string> = new Set(['upload_elsewhere', 'file_store_away', 'busy']);
