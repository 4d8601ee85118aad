/** What may be stored as a photo; the phone keeps to it before it sends. */
export const photoMediaTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PhotoMediaType = (typeof photoMediaTypes)[number];

export const LARGEST_PHOTO_MEGABYTES = 6;
export const LARGEST_PHOTO_BYTES = LARGEST_PHOTO_MEGABYTES * 1_048_576;
export const LARGEST_PHOTO_MEGAPIXELS = 40;
/** Place, time, camera and colours of a photo together. */
export const LARGEST_METADATA_KILOBYTES = 64;

/** A phone sends a photo in chunks of at most this many bytes. */
export const LARGEST_CHUNK_BYTES = 524_288;

/** Photos of one reported repair. */
export const MOST_REPAIR_PHOTOS = 6;

/** The widths in pixels in which a photo is also shown smaller: `/files/<hash>?width=480`. */
export const thumbnailWidths = [240, 480, 960] as const;

const FILE_HASH = /^[0-9a-f]{64}$/;

/** True of the SHA-256 of a file's bytes, in hexadecimal digits, under which it is kept. */
export function isFileHash(text: string): boolean {
  return FILE_HASH.test(text);
}
