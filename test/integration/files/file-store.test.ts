import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isProblemError } from '#app/domain/problem.ts';
import type { BucketSettings } from '#app/server/files/bucket.ts';
import { hashOf } from '#app/server/files/file-hash.ts';
import { openFileStore } from '#app/server/files/file-store.ts';
import { aFolder } from './photo-evidence.ts';

const dataFolder = aFolder();
const bucket: { -readonly [Key in keyof BucketSettings]: BucketSettings[Key] } = {
  endpoint: '',
  bucket: 'photos',
  region: 'us-east-1',
  accessKeyId: 'S3RVER',
  secretAccessKey: 'S3RVER',
};
const objects = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: aFolder(),
  configureBuckets: [{ name: bucket.bucket, configs: [] }],
});
beforeAll(async () => {
  const { port } = await objects.run();
  bucket.endpoint = `http://127.0.0.1:${port}`;
});
afterAll(() => objects.close());

const places = {
  'a folder': () => openFileStore({ dataFolder, bucket: undefined }),
  'a bucket': () => openFileStore({ dataFolder, bucket }),
};

describe.each(Object.entries(places))('files in %s', (_, open) => {
  it('come back byte for byte, and are there once, however often they are put', async () => {
    const store = open();
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_each, at) => (at * 7919) % 256));
    const hash = hashOf(bytes);
    expect(await store.has(hash)).toBe(false);
    expect(await store.read(hash)).toBeNull();
    expect(await Promise.all([store.put(bytes), store.put(bytes), store.put(bytes)])).toEqual([
      hash,
      hash,
      hash,
    ]);
    expect(await store.has(hash)).toBe(true);
    expect((await store.read(hash))?.equals(bytes)).toBe(true);
  });

  it.each(['../../../etc/passwd', 'AB'.repeat(32), ''])(
    'are never named by anything but a hash: %j',
    async (name) => {
      await expect(async () => open().read(name)).rejects.toThrow('SHA-256');
      await expect(async () => open().has(name)).rejects.toThrow('SHA-256');
    },
  );
});

it('a file on disk is its owner’s alone, and one that was changed is not handed out', async () => {
  const store = places['a folder']();
  const hash = await store.put(Buffer.from('evidence'));
  const folder = join(dataFolder, 'files', hash.slice(0, 2));
  expect(readdirSync(folder)).toEqual([hash]);
  expect(statSync(join(folder, hash)).mode & 0o777).toBe(0o600);
  writeFileSync(join(folder, hash), 'forged');
  await expect(store.read(hash)).rejects.toThrow('was changed');
});

it.each([
  ['that doesn’t know the key', { accessKeyId: 'stranger' }],
  ['that has no such bucket', { bucket: 'nobody-made-it' }],
  ['that is not there', { endpoint: 'http://127.0.0.1:2' }],
])('a store %s says so, and to try again later', async (_, change) => {
  const store = openFileStore({ dataFolder, bucket: { ...bucket, ...change } });
  const refusal = await store.put(Buffer.from('evidence')).catch((error: unknown) => error);
  expect(isProblemError(refusal) && refusal.problem.code).toBe('file_store_away');
});
