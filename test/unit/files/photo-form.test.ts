import { describe, expect, it } from 'vitest';
import { isProblemError } from '#app/domain/problem.ts';
import { hashOf } from '#app/server/files/file-hash.ts';
import { readPhotoForm } from '#app/server/files/photo-form.ts';
import { withBody } from '#app/server/request/request-form.ts';
import { aPhoto } from './hostile-files.ts';

/** A form as a browser sends it, read as the product reads it. */
async function formOf(files: readonly File[]): Promise<FormData> {
  const form = new FormData();
  form.append('note', 'The exit is free again.');
  for (const file of files) form.append('photos', file);
  const { headers, body } = new Response(form);
  const bytes = await new Response(body).arrayBuffer();
  const type = headers.get('Content-Type') ?? '';
  return (await withBody(aRequest(bytes, type, bytes.byteLength), 'photos')).formData();
}

function aRequest(body: BodyInit, type: string, length: number): Request {
  const headers = { 'Content-Type': type, 'Content-Length': String(length) };
  return new Request('http://localhost/repair', {
    method: 'POST',
    headers,
    body,
    duplex: 'half',
  } as RequestInit);
}

const fileOf = (bytes: Buffer, name = 'repair.jpg', type = 'image/jpeg') =>
  new File([new Uint8Array(bytes)], name, { type });

const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (isProblemError(error) ? error.problem : error),
  );

describe('the photos of a repair', () => {
  it('come in their order, byte for byte, with what they are', async () => {
    const contents = [await aPhoto('jpeg', { seed: 1 }), await aPhoto('png', { seed: 2 })];
    const form = await formOf([fileOf(contents[0]!), fileOf(contents[1]!, 'صورة.png', 'image/png')]);
    const photos = await readPhotoForm(form);
    expect(photos.map(({ facts }) => facts)).toEqual([
      {
        hash: hashOf(contents[0]!),
        bytes: contents[0]!.length,
        mediaType: 'image/jpeg',
        width: 320,
        height: 240,
      },
      {
        hash: hashOf(contents[1]!),
        bytes: contents[1]!.length,
        mediaType: 'image/png',
        width: 320,
        height: 240,
      },
    ]);
    expect(photos.every(({ content }, at) => content.equals(contents[at]!))).toBe(true);
  });

  it('are kept without what a phone, or somebody, wrote behind the picture', async () => {
    const content = await aPhoto();
    const appended = Buffer.concat([content, await aPhoto('jpeg', { width: 16, height: 16 })]);
    const [photo] = await readPhotoForm(await formOf([fileOf(appended)]));
    expect(photo?.content.equals(content)).toBe(true);
    expect(photo?.facts).toMatchObject({ hash: hashOf(content), bytes: content.length });
  });

  it('are refused by the name of the one that is wrong', async () => {
    const right = fileOf(await aPhoto());
    const svg = fileOf(Buffer.from('<svg onload="alert(1)"/>'), 'exit.jpg');
    expect(await problemOf(readPhotoForm(await formOf([right, svg])))).toEqual({
      code: 'photo_is_drawing',
      details: { file: 'exit.jpg' },
    });
    const large = fileOf(Buffer.alloc(6 * 1_048_576 + 1), 'panorama.jpg');
    expect(await problemOf(readPhotoForm(await formOf([large])))).toEqual({
      code: 'photo_too_large',
      details: { megabytes: 6, file: 'panorama.jpg' },
    });
  });

  it('are at least one and at most six', async () => {
    // Where nobody chose a file, browsers send one without a name.
    const none = await formOf([fileOf(Buffer.alloc(0), '', 'application/octet-stream')]);
    expect(await problemOf(readPhotoForm(none))).toMatchObject({ code: 'photo_missing' });
    const seven = await formOf(Array.from({ length: 7 }, () => fileOf(Buffer.from('photo'))));
    expect(await problemOf(readPhotoForm(seven))).toEqual({
      code: 'too_many_photos',
      details: { photos: 6 },
    });
  });

  it('of 200 MB are refused before any of it is kept', async () => {
    let sent = 0;
    const piece = new Uint8Array(1_048_576);
    const body = new ReadableStream({
      pull: (controller) => {
        if (sent++ < 200) controller.enqueue(piece);
        else controller.close();
      },
    });
    const request = aRequest(body, 'multipart/form-data; boundary=b', 200 * 1_048_576);
    const held = process.memoryUsage().arrayBuffers;
    expect(await problemOf(withBody(request, 'photos'))).toEqual({
      code: 'photos_too_large',
      details: { photos: 6, megabytes: 6 },
    });
    expect(sent).toBe(201);
    expect(process.memoryUsage().arrayBuffers - held).toBeLessThan(100 * 1_048_576);
  });
});
