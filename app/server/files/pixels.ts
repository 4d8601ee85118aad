import sharp from 'sharp';
import { LARGEST_PHOTO_MEGAPIXELS } from '#app/domain/inspection/photo-rules.ts';

// Nothing but the three kinds that are taken is ever unpacked, whatever else the library could.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
sharp.cache(false);

const LONGEST_SECONDS = 20;
const THUMBNAIL_QUALITY = 75;

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** The size as the picture's head tells it, turned the way it is to be shown. @throws Error when it can't be read */
export async function readSize(bytes: Buffer): Promise<PixelSize> {
  const { autoOrient } = await sharp(bytes, { limitInputPixels: false }).metadata();
  return { width: autoOrient.width, height: autoOrient.height };
}

/** Unpacks the whole picture and throws it away. @throws Error when it can't be unpacked */
export async function unpackWhole(bytes: Buffer): Promise<void> {
  await inTurn(() => unpacked(bytes).resize(16, 16, { fit: 'fill' }).raw().toBuffer());
}

/** The picture made narrower, as a JPEG without whatever the file held beside it. */
export function makeThumbnail(bytes: Buffer, width: number): Promise<Buffer> {
  return inTurn(() =>
    unpacked(bytes)
      .autoOrient()
      .resize({ width, withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .jpeg({ quality: THUMBNAIL_QUALITY })
      .toBuffer(),
  );
}

function unpacked(bytes: Buffer) {
  return sharp(bytes, { limitInputPixels: LARGEST_PHOTO_MEGAPIXELS * 1_000_000, failOn: 'error' }).timeout({
    seconds: LONGEST_SECONDS,
  });
}

let last: Promise<unknown> = Promise.resolve();

/** A picture of the largest size takes some hundred megabytes while it is unpacked: one at a time. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const result = last.then(work);
  last = result.catch(() => undefined);
  return result;
}
