import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { LARGEST_PHOTO_BYTES } from '#app/domain/inspection/photo-rules.ts';
import { checkImage } from '#app/server/files/check-image.ts';
import type { Said } from '#app/server/files/check-image.ts';
import { withoutAppendix } from '#app/server/files/image-structure.ts';
import { makeThumbnail, readSize } from '#app/server/files/pixels.ts';
import { isProblemError } from '#app/domain/problem.ts';
import { texts } from '#app/i18n/texts.ts';
import {
  aPhoto,
  aPngBomb,
  aZipBomb,
  anAnimation,
  pngChunk,
  withJpegSegment,
  withWebpChunk,
} from './hostile-files.ts';

const refusalOf = (bytes: Buffer, said?: Said) =>
  checkImage(bytes, said).then(
    () => null,
    (error: unknown) => {
      if (!isProblemError(error)) throw error;
      return error.problem;
    },
  );

const script = Buffer.from('<script>alert(1)</script>');
const svg = `<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`;

describe('a photo', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('is known by its content: %s', async (format) => {
    expect(await checkImage(await aPhoto(format))).toEqual({
      mediaType: `image/${format}`,
      width: 320,
      height: 240,
    });
  });

  it('may bear place, time and colours, and be as large as phones make it', async () => {
    const photo = await aPhoto('jpeg', { width: 4000, height: 3000, exif: true });
    const withColours = withJpegSegment(photo, 0xe2, Buffer.alloc(40_000));
    expect(await checkImage(withColours)).toMatchObject({ width: 4000, height: 3000 });
  });

  it('that is called or said to be what it is not is refused', async () => {
    const png = await aPhoto('png');
    expect(await refusalOf(png, { fileName: 'room.jpg' })).toEqual({
      code: 'photo_type_differs',
      details: { found: 'PNG', file: 'room.jpg' },
    });
    expect(await refusalOf(png, { mediaType: 'image/jpeg' })).toMatchObject({ code: 'photo_type_differs' });
    expect(await refusalOf(png, { mediaType: 'image/png', fileName: 'ROOM.PNG' })).toBeNull();
    expect(await refusalOf(await aPhoto(), { mediaType: '', fileName: 'room.jpeg' })).toBeNull();
  });
});

describe('what is no photo', () => {
  it.each([
    ['an SVG with a script', Buffer.from(svg), 'photo_is_drawing'],
    ['an SVG behind white space', Buffer.from(`\ufeff \n<svg onload="alert(1)"/>`), 'photo_is_drawing'],
    ['a page', Buffer.from('<!DOCTYPE html><script>alert(1)</script>'), 'photo_is_drawing'],
    ['a zip bomb', aZipBomb(), 'photo_is_archive'],
    ['an empty zip', Buffer.from('504b0506'.padEnd(44, '0'), 'hex'), 'photo_is_archive'],
    ['a HEIC photo', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'photo_is_heic'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'not_a_photo'],
    ['a program', Buffer.from('MZ'.padEnd(600, '\0')), 'not_a_photo'],
    ['nothing', Buffer.alloc(0), 'not_a_photo'],
    ['text', Buffer.from('GIF89a is what this says'), 'not_a_photo'],
  ])('is refused, whatever it is called: %s', async (_, bytes, code) => {
    expect(await refusalOf(bytes, { fileName: 'photo.jpg', mediaType: 'image/jpeg' })).toEqual({
      code,
      details: { file: 'photo.jpg' },
    });
  });

  it('an animation is refused', async () => {
    expect(await refusalOf(await anAnimation('gif'))).toMatchObject({ code: 'not_a_photo' });
    expect(await refusalOf(await anAnimation('webp'))).toMatchObject({ code: 'photo_is_animated' });
    const png = await aPhoto('png');
    const moving = Buffer.concat([png.subarray(0, 33), pngChunk('acTL', Buffer.alloc(8)), png.subarray(33)]);
    expect(await refusalOf(moving)).toMatchObject({ code: 'photo_is_animated' });
  });
});

describe('a hostile photo', () => {
  it.each([
    [100_000, 100_000],
    [8_000, 5_001],
  ])('of %i × %i in a few kilobytes is refused before it is unpacked', async (width, height) => {
    const bomb = aPngBomb(width, height);
    expect(bomb.length).toBeLessThan(20_000);
    expect(await refusalOf(bomb)).toEqual({ code: 'photo_too_many_pixels', details: { megapixels: 40 } });
  });

  it('that bears 1 MB of EXIF, XMP, text or colours is refused', async () => {
    let jpeg = await aPhoto();
    for (let part = 0; part < 16; part++)
      jpeg = withJpegSegment(jpeg, 0xe1, Buffer.concat([Buffer.from('Exif\0\0'), Buffer.alloc(65_000)]));
    const png = await aPhoto('png');
    const text = pngChunk('eXIf', Buffer.alloc(1_048_576));
    const large = [
      jpeg,
      Buffer.concat([png.subarray(0, 33), text, png.subarray(33)]),
      withWebpChunk(await aPhoto('webp'), 'XMP ', Buffer.alloc(1_048_576)),
    ];
    for (const photo of large)
      expect(await refusalOf(photo)).toEqual({
        code: 'photo_metadata_too_large',
        details: { kilobytes: 64 },
      });
  });

  it('with a script in its comments is refused', async () => {
    const png = await aPhoto('png');
    const withScript = [
      withJpegSegment(await aPhoto(), 0xfe, script),
      Buffer.concat([png.subarray(0, 33), pngChunk('tEXt', script), png.subarray(33)]),
      withWebpChunk(await aPhoto('webp'), 'EXIF', script),
    ];
    for (const photo of withScript)
      expect(await refusalOf(photo)).toMatchObject({ code: 'photo_has_script' });
  });

  it.each(['jpeg', 'png', 'webp'] as const)(
    'with something behind its end is refused, and without it is the photo again: %s',
    async (format) => {
      const photo = await aPhoto(format);
      for (const hidden of [Buffer.from(svg), aZipBomb(), Buffer.from([0])]) {
        const polyglot = Buffer.concat([photo, hidden]);
        expect(await refusalOf(polyglot)).toMatchObject({ code: 'photo_has_more_behind' });
        expect(withoutAppendix(polyglot).equals(photo)).toBe(true);
      }
    },
  );

  it('larger than may be is refused before anything is looked at', async () => {
    const large = Buffer.alloc(LARGEST_PHOTO_BYTES + 1);
    expect(await refusalOf(large)).toEqual({ code: 'photo_too_large', details: { megabytes: 6 } });
  });

  it.each(['jpeg', 'png', 'webp'] as const)('cut off anywhere is refused: %s', async (format) => {
    const photo = await aPhoto(format, { width: 64, height: 48 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 16, max: photo.length - 1 }), async (length) => {
        expect(await refusalOf(photo.subarray(0, length))).toMatchObject({ code: 'photo_damaged' });
      }),
      { numRuns: 60 },
    );
  });

  it('with broken pixels in a sound frame is refused', async () => {
    const png = await aPhoto('png');
    const middle = Math.floor(png.length / 2);
    png.fill(0xff, middle, middle + 200);
    expect(await refusalOf(png)).toMatchObject({ code: 'photo_damaged' });
  });

  it('damaged anywhere is refused or shown, and never a fault', async () => {
    const photo = await aPhoto('webp', { width: 64, height: 48 });
    const places = fc.array(fc.tuple(fc.nat(photo.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(places, async (changes) => {
        const damaged = Buffer.from(photo);
        for (const [at, value] of changes) damaged[at] = value;
        await refusalOf(damaged);
      }),
      { numRuns: 100 },
    );
  });
});

it('a thumbnail is narrower, upright, and bears nothing of where and by what it was taken', async () => {
  const photo = await aPhoto('jpeg', { width: 800, height: 600, exif: true });
  expect(photo.includes('A phone')).toBe(true);
  const thumbnail = await makeThumbnail(photo, 240);
  expect(await readSize(thumbnail)).toEqual({ width: 240, height: 180 });
  expect(thumbnail.includes('A phone')).toBe(false);
  expect(thumbnail.includes('Exif')).toBe(false);
});

it('each refusal has its own words, in both languages', () => {
  const codes = [
    'not_a_photo',
    'photo_is_drawing',
    'photo_is_archive',
    'photo_is_heic',
    'photo_type_differs',
    'photo_damaged',
    'photo_too_large',
    'photo_too_many_pixels',
    'photo_metadata_too_large',
    'photo_has_script',
    'photo_has_more_behind',
    'photo_is_animated',
  ] as const;
  for (const { problems } of [texts.ar, texts.en]) {
    const words = codes.map((code) => problems[code]({ file: 'a.jpg', megabytes: 6 }));
    expect(new Set(words).size).toBe(codes.length);
    for (const each of words) expect(each).toMatch(/^\u2068a\.jpg\u2069: ./);
  }
});
