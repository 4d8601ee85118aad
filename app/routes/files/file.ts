import type { LoaderFunctionArgs } from '@remix-run/node';
import { getStoredPhoto } from '#app/data/inspection/photos.ts';
import { isFileHash } from '#app/domain/inspection/photo-rules.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { photoAnswer } from '#app/server/files/photo-answer.ts';
import { thumbnailWidth } from '#app/server/request/thumbnail-query.ts';

/** A photo, to those who may see the inspection or the repair that it is evidence of; to all others there is none. */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const hash = params['hash'] ?? '';
  const width = thumbnailWidth(request);
  if (!isFileHash(hash)) throw new ProblemError('not_found');
  const photo = await context.transact((transaction) => getStoredPhoto(transaction, { hash }));
  const bytes = await context.files.read(hash);
  if (!bytes) throw new Error(`The file ${hash} is missing from the store.`);
  return photoAnswer(photo, bytes, width);
}
