import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

type Format = 'jpeg' | 'png' | 'webp';

/** A picture with some detail, so that it doesn't pack to nothing. */
export function aPhoto(
  format: Format = 'jpeg',
  { width = 320, height = 240, seed = 1, exif = false } = {},
): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < pixels.length; at++) pixels[at] = (((at * seed) % 251) ^ (at >> 7)) & 0xff;
  const picture = sharp(pixels, { raw: { width, height, channels: 3 } });
  if (exif) picture.withExif({ IFD0: { Model: 'A phone' }, IFD3: { GPSLatitude: '29/1 20/1 0/1' } });
  return picture.toFormat(format).toBuffer();
}

/** A segment of a JPEG, put behind its beginning. */
export function withJpegSegment(jpeg: Buffer, marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

export function pngChunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const chunk = Buffer.alloc(named.length + 8);
  chunk.writeUInt32BE(content.length, 0);
  named.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(named), named.length + 4);
  return chunk;
}

/** A PNG whose head names a size, and whose few bytes unfold to nothing but zeros. */
export function aPngBomb(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflateSync(Buffer.alloc(10_000_000))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A chunk of a WebP file, put behind all others. */
export function withWebpChunk(webp: Buffer, name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(content.length, 4);
  const whole = Buffer.concat([webp, head, content, Buffer.alloc(content.length % 2)]);
  whole.writeUInt32LE(whole.length - 8, 4);
  return whole;
}

export function anAnimation(format: 'webp' | 'gif'): Promise<Buffer> {
  const frames = Buffer.alloc(16 * 32 * 3).map((_, at) => (at < 16 * 16 * 3 ? 255 : 0));
  return sharp(frames, { raw: { width: 16, height: 32, channels: 3, pageHeight: 16 } })
    .toFormat(format, { delay: [100, 100] })
    .toBuffer();
}

/** A ZIP of one entry of zeros, a thousand times smaller than what it unpacks to. */
export function aZipBomb(): Buffer {
  const packed = deflateSync(Buffer.alloc(20_000_000)).subarray(2, -4);
  const head = Buffer.alloc(31);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(20_000_000, 22);
  head.writeUInt16LE(1, 26);
  head.write('a', 30);
  return Buffer.concat([head, packed]);
}
