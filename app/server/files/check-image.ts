import {
  LARGEST_METADATA_KILOBYTES,
  LARGEST_PHOTO_BYTES,
  LARGEST_PHOTO_MEGABYTES,
  LARGEST_PHOTO_MEGAPIXELS,
} from '#app/domain/inspection/photo-rules.ts';
import type { PhotoMediaType } from '#app/domain/inspection/photo-rules.ts';
import type { ProblemCode } from '#app/domain/problem.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { readImageStructure } from './image-structure.ts';
import { readSize, unpackWhole } from './pixels.ts';
import type { PixelSize } from './pixels.ts';

/** What a picture turned out to be, whatever was said of it. */
interface CheckedImage extends PixelSize {
  readonly mediaType: PhotoMediaType;
}

/** What whoever sent a file says of it. */
export interface Said {
  /** Empty where the sender doesn't know. */
  readonly mediaType?: string;
  readonly fileName?: string;
}

const formats: Readonly<Record<PhotoMediaType, { readonly name: string; readonly endings: RegExp }>> = {
  'image/jpeg': { name: 'JPEG', endings: /\.(jpe?g|jfif)$/i },
  'image/png': { name: 'PNG', endings: /\.png$/i },
  'image/webp': { name: 'WebP', endings: /\.webp$/i },
};

/** Documents of the web begin like this behind whatever white space; what follows the first tag may be far away. */
const DRAWING = /^\s*(<\?xml|<!doctype|<!--|<svg|<html)/i;
const SCRIPT = /<(script|svg|html|iframe|!doctype)|javascript:/i;
/** ZIP, also empty, gzip, 7-Zip, RAR, bzip2. */
const archives = ['504b0304', '504b0506', '1f8b', '377abcaf271c', '526172211a07', '425a68'];
const HEIC = /^(hei[cfxsm]|hev[cx]|mif1|msf1|avi[fs])/;

/**
 * Judges by its content whether a file is a photo that may be kept as evidence and shown: the whole picture is unpacked,
 * and nothing but the picture and a camera's few notes is in the file. The bytes are not changed.
 * @throws ProblemError photo_… or not_a_photo, with the file's name where it has one
 */
export async function checkImage(bytes: Buffer, said: Said = {}): Promise<CheckedImage> {
  const refuse = (
    code: ProblemCode,
    details: Record<string, number | string> = {},
    cause?: unknown,
  ): never => {
    throw new ProblemError(code, { ...details, ...(said.fileName && { file: said.fileName }) }, cause);
  };
  if (bytes.length > LARGEST_PHOTO_BYTES) refuse('photo_too_large', { megabytes: LARGEST_PHOTO_MEGABYTES });
  const structure = readImageStructure(bytes) ?? refuse(kindOfOther(bytes));
  const { mediaType, metadata, end } = structure;
  if (!isAsSaid(mediaType, said)) refuse('photo_type_differs', { found: formats[mediaType].name });
  const metadataBytes = metadata.reduce((sum, part) => sum + part.length, 0);
  if (metadataBytes > LARGEST_METADATA_KILOBYTES * 1024)
    refuse('photo_metadata_too_large', { kilobytes: LARGEST_METADATA_KILOBYTES });
  if (metadata.some((part) => SCRIPT.test(part.toString('latin1')))) refuse('photo_has_script');
  if (structure.isAnimated) refuse('photo_is_animated');
  if (end === null) refuse('photo_damaged');
  if (end !== bytes.length) refuse('photo_has_more_behind');
  const damaged = (cause: unknown) => refuse('photo_damaged', {}, cause);
  const size = await readSize(bytes).catch(damaged);
  if (size.width * size.height > LARGEST_PHOTO_MEGAPIXELS * 1_000_000)
    refuse('photo_too_many_pixels', { megapixels: LARGEST_PHOTO_MEGAPIXELS });
  await unpackWhole(bytes).catch(damaged);
  return { mediaType, ...size };
}

/** What is said of a file that is no picture of the three kinds. */
function kindOfOther(bytes: Buffer): ProblemCode {
  const start = bytes.toString('latin1', 0, 512).replace(/^\xef\xbb\xbf/, '');
  const hex = bytes.toString('hex', 0, 8);
  if (DRAWING.test(start)) return 'photo_is_drawing';
  if (archives.some((start) => hex.startsWith(start))) return 'photo_is_archive';
  if (start.slice(4, 8) === 'ftyp' && HEIC.test(start.slice(8, 12))) return 'photo_is_heic';
  return 'not_a_photo';
}

function isAsSaid(mediaType: PhotoMediaType, said: Said): boolean {
  const typeFits = !said.mediaType || said.mediaType === mediaType;
  return typeFits && (!said.fileName || formats[mediaType].endings.test(said.fileName));
}
