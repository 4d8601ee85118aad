import exifr from 'exifr';
import type { OperationOf } from '#app/domain/inspection/operation.ts';

/** The longest side of a photo that is kept, in pixels. */
const LONGEST_SIDE = 1600;
const QUALITY = 0.8;
const LARGEST_FILE_BYTES = 60 * 1024 * 1024;

interface TakenPhoto {
  readonly body: OperationOf<'photographed'>['body'];
  readonly bytes: ArrayBuffer;
}

/**
 * Reads when and where a photo was taken, makes it smaller, and takes the hash of what will be sent.
 * @throws Error with the message `no_image` or `image_too_large`
 */
export async function takeInPhoto(file: File, questionId: string | null): Promise<TakenPhoto> {
  if (file.size > LARGEST_FILE_BYTES) throw new Error('image_too_large');
  const evidence = await evidenceOf(file);
  const image = await createImageBitmap(file).catch(() => null);
  if (!image) throw new Error('no_image');
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height));
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no_image');
  context.drawImage(image, 0, 0, width, height);
  image.close();
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  const bytes = await blob.arrayBuffer();
  const hash = [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  const photoId = crypto.randomUUID();
  return {
    bytes,
    body: {
      photoId,
      questionId,
      hash,
      bytes: bytes.byteLength,
      mediaType: 'image/jpeg',
      width,
      height,
      ...evidence,
    },
  };
}

/** As the camera wrote it; null where it says nothing. */
async function evidenceOf(file: File): Promise<Pick<TakenPhoto['body'], 'takenAt' | 'takenAtPosition'>> {
  const read = (await exifr.parse(file, { gps: true }).catch(() => undefined)) as
    Partial<Record<string, unknown>> | undefined;
  const { latitude, longitude } = read ?? {};
  const at = read?.['DateTimeOriginal'] ?? read?.['CreateDate'];
  const isPlace =
    typeof latitude === 'number' &&
    typeof longitude === 'number' &&
    Math.abs(latitude) <= 90 &&
    Math.abs(longitude) <= 180;
  return {
    takenAt:
      at instanceof Date && !Number.isNaN(at.getTime())
        ? byOwnZone(at, read?.['OffsetTimeOriginal']).toISOString()
        : null,
    takenAtPosition: isPlace ? { latitude, longitude } : null,
  };
}

/** The instant of what the reader took for the phone's own time, where the camera names its offset from UTC (`+03:00`). */
function byOwnZone(at: Date, offset: unknown): Date {
  const named = typeof offset === 'string' ? /^([+-])(\d\d):(\d\d)$/.exec(offset) : null;
  if (!named) return at;
  const minutes = (Number(named[2]) * 60 + Number(named[3])) * (named[1] === '-' ? -1 : 1);
  return new Date(at.getTime() - (at.getTimezoneOffset() + minutes) * 60_000);
}
