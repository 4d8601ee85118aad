import type { StoredPhoto } from '#app/data/inspection/photos.ts';
import { makeThumbnail } from './pixels.ts';

const ending = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const;

/**
 * The photo as it was sent, byte for byte, or a thumbnail of it. Should it ever be taken for a document, that document may
 * do nothing. No cache keeps it, like all that shows people.
 */
export async function photoAnswer(
  { hash, mediaType }: Pick<StoredPhoto, 'hash' | 'mediaType'>,
  bytes: Buffer,
  width: number | null,
): Promise<Response> {
  const shown = width === null ? bytes : await makeThumbnail(bytes, width);
  const shownType = width === null ? mediaType : 'image/jpeg';
  return new Response(new Uint8Array(shown), {
    headers: {
      'Content-Type': shownType,
      'Content-Length': String(shown.length),
      'Content-Disposition': `inline; filename="${hash.slice(0, 8)}.${ending[shownType]}"`,
      'Content-Security-Policy': `default-src 'none'; sandbox`,
    },
  });
}
