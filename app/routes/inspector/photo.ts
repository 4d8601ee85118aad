import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { isFileHash } from '#app/domain/inspection/photo-rules.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { readProgress, takeChunk } from '#app/server/files/photo-upload.ts';
import { uploadOffset } from '#app/server/request/upload-query.ts';

/**
 * A photo's bytes, sent in chunks over a connection that may break at any moment. The phone first sends the operation
 * `photographed`, which names the photo's SHA-256 (`:hash`, hexadecimal), bytes and media type; then, until `isStored`:
 *
 *     GET  /inspector/photos/<hash>                  → 200 { received, bytes, isStored }
 *     POST /inspector/photos/<hash>?offset=<received>  Content-Type: application/octet-stream
 *          the bytes from there on, at most LARGEST_CHUNK_BYTES
 *                                                    → 200 { received, bytes, isStored }
 *
 * All bytes sent and still not stored: send an empty chunk at the end. A chunk sent twice, two at once and a photo sent
 * again are harmless. What is refused is `{ problem: { code, details } }`:
 *
 *     404 not_found        no operation of this account names the photo: send that first
 *     409 upload_elsewhere go on from `details.received`
 *     409 upload_differs   what arrived doesn't have this hash, as when the server lost power; nothing of it is there any
 *                          more: begin again
 *     413, 415, 422        not_a_photo, photo_…: it will never be taken; show its words and stop
 *     413 form_too_large   the chunk is too large
 *     401                  sign in again; the bytes stay for a day (GET then leads to the sign-in page: 302)
 *     503                  try again later
 */
export async function loader({ context, params }: LoaderFunctionArgs) {
  return Response.json(await readProgress(context, hashOfUrl(params)));
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const progress = await takeChunk(context, {
    hash: hashOfUrl(params),
    offset: uploadOffset(request),
    chunk: new Uint8Array(await request.arrayBuffer()),
  });
  return Response.json(progress);
}

function hashOfUrl({ hash = '' }: LoaderFunctionArgs['params']): string {
  if (!isFileHash(hash)) throw new ProblemError('not_found');
  return hash;
}
