import type { PhotoMediaType } from '#app/domain/inspection/photo-rules.ts';

/** What a picture's file is made of, read without unpacking any of it. */
interface ImageStructure {
  readonly mediaType: PhotoMediaType;
  /** Whatever is not the picture itself: EXIF, XMP, colour profile, comments. */
  readonly metadata: readonly Buffer[];
  readonly isAnimated: boolean;
  /** Where the picture's last byte was, counted from 1; null when the file ends before the picture does. */
  readonly end: number | null;
}

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** @returns null for what doesn't begin like a JPEG, PNG or WebP file */
export function readImageStructure(bytes: Buffer): ImageStructure | null {
  if (bytes.subarray(0, 3).toString('hex') === 'ffd8ff') return readJpeg(bytes);
  if (bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return readPng(bytes);
  if (textAt(bytes, 0) === 'RIFF' && textAt(bytes, 8) === 'WEBP') return readWebp(bytes);
  return null;
}

/**
 * The file up to the picture's end. Many phones write a second picture or notes of their own behind a photo, which no
 * viewer shows; whatever was hidden there is gone too.
 */
export function withoutAppendix(bytes: Buffer): Buffer {
  return bytes.subarray(0, readImageStructure(bytes)?.end ?? bytes.length);
}

const textAt = (bytes: Buffer, at: number) => bytes.toString('latin1', at, at + 4);

/** ITU-T T.81, annex B: segments of a marker and a length; behind a start of scan, coded data up to the next marker. */
function readJpeg(bytes: Buffer): ImageStructure {
  const metadata: Buffer[] = [];
  const found = (end: number | null): ImageStructure => ({
    mediaType: 'image/jpeg',
    metadata,
    isAnimated: false,
    end,
  });
  let at = 2;
  while (at + 4 <= bytes.length || bytes[at + 1] === JPEG.endOfImage) {
    if (bytes[at] !== 0xff) return found(null);
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === JPEG.endOfImage) return found(at + 2);
    const next = at + 2 + bytes.readUInt16BE(at + 2);
    if (isJpegMetadata(marker)) metadata.push(bytes.subarray(at + 4, next));
    at = marker === JPEG.startOfScan ? endOfScan(bytes, next) : next;
  }
  return found(null);
}

const JPEG = { endOfImage: 0xd9, startOfScan: 0xda, comment: 0xfe, firstRestart: 0xd0, lastRestart: 0xd7 };

const isJpegMetadata = (marker: number) => (marker >= 0xe0 && marker <= 0xef) || marker === JPEG.comment;

function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1] ?? 0;
    const isCoded = marker === 0 || (marker >= JPEG.firstRestart && marker <= JPEG.lastRestart);
    if (!isCoded && marker !== 0xff) return at;
  }
  return bytes.length;
}

/** W3C PNG, 5.2: chunks of a length, a name (in small letters where a reader may pass over it), data and a checksum. */
function readPng(bytes: Buffer): ImageStructure {
  const metadata: Buffer[] = [];
  let isAnimated = false;
  let end: number | null = null;
  for (let at = PNG_SIGNATURE.length; end === null && at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const name = textAt(bytes, at + 4);
    const next = at + 12 + length;
    if (next > bytes.length) break;
    if (name === 'acTL') isAnimated = true;
    if (/^[a-z]/.test(name)) metadata.push(bytes.subarray(at + 8, next - 4));
    if (name === 'IEND') end = next;
    at = next;
  }
  return { mediaType: 'image/png', metadata, isAnimated, end };
}

const WEBP_PICTURE = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH']);

/** RFC 9649, 2: a RIFF file, which says its own length, of chunks of a name, a length and data filled up to even bytes. */
function readWebp(bytes: Buffer): ImageStructure {
  const metadata: Buffer[] = [];
  let isAnimated = false;
  const end = 8 + bytes.readUInt32LE(4);
  for (let at = 12; at + 8 <= Math.min(end, bytes.length);) {
    const name = textAt(bytes, at);
    const next = at + 8 + bytes.readUInt32LE(at + 4);
    if (name === 'ANIM' || name === 'ANMF') isAnimated = true;
    else if (!WEBP_PICTURE.has(name)) metadata.push(bytes.subarray(at + 8, next));
    at = next + (next % 2);
  }
  return { mediaType: 'image/webp', metadata, isAnimated, end: end > bytes.length ? null : end };
}
