import { readdirSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { transact } from '#app/data/transaction.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import { isProblemError } from '#app/domain/problem.ts';
import { openFileStore } from '#app/server/files/file-store.ts';
import { readProgress, takeChunk } from '#app/server/files/photo-upload.ts';
import { openUploads } from '#app/server/files/uploads.ts';
import { anInspection } from '#test/integration/inspection/inspections-built.ts';
import { openFreshDatabase } from '#test/integration/fresh-database.ts';
import { aRoom, anAccount } from '#test/integration/people-and-places.ts';
import { aPhoto } from '#test/unit/files/hostile-files.ts';
import { aFolder, aPhotographed } from './photo-evidence.ts';

const fresh = openFreshDatabase('seeded');
const dataFolder = aFolder();
const CHUNK = 10_000;

const contextOf = (actor: SignedInActor, bucket?: Parameters<typeof openFileStore>[0]['bucket']) => ({
  actor,
  files: openFileStore({ dataFolder, bucket }),
  uploads: openUploads({ dataFolder }),
  transact: <Result>(work: Parameters<typeof transact<Result>>[2]) => transact(fresh.database, actor, work),
});
type Context = ReturnType<typeof contextOf>;

let inspector: SignedInActor;
let inspectionId = '';
let seed = 1;
/** Each another photo, which a phone has told of. */
async function aTakenPhoto(told: Parameters<typeof aPhotographed>[2] = {}) {
  const content = await aPhoto('jpeg', { seed: seed++ });
  return { content, hash: await aPhotographed(fresh.owner, { inspectionId, by: inspector, content }, told) };
}

beforeAll(async () => {
  const [bed] = await aRoom(fresh.owner);
  inspector = await anAccount(fresh.owner, { role: 'inspector' });
  inspectionId = await anInspection(fresh.owner, {
    siteId: bed!.siteId,
    buildingId: bed!.buildingId,
    inspectorId: inspector.accountId,
  });
});

/** Sends as a phone does: asks how far it came, and goes on from there. */
async function send(context: Context, { hash, content }: { hash: string; content: Buffer }): Promise<void> {
  let progress = await readProgress(context, hash);
  while (!progress.isStored) {
    const offset = progress.received;
    progress = await takeChunk(context, { hash, offset, chunk: content.subarray(offset, offset + CHUNK) });
  }
}

const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (isProblemError(error) ? error.problem : error),
  );

const storedOf = (hash: string) =>
  fresh.owner.selectFrom('storedFile').selectAll().where('hash', '=', Buffer.from(hash, 'hex')).execute();
const entriesOf = (hash: string) =>
  fresh.owner
    .selectFrom('auditEntry')
    .select(['actorAccountId', 'subjectKind', 'subjectId', 'details'])
    .where('action', '=', 'photo.stored')
    .where((where) => where('details', '@>', JSON.stringify({ file: hash })))
    .execute();
const partials = (hash: string) =>
  readdirSync(join(dataFolder, 'uploads')).filter((name) => name.includes(hash));

describe('a photo sent in chunks', () => {
  it('arrives byte for byte, is recorded and logged once, and leaves nothing behind', async () => {
    const context = contextOf(inspector);
    const photo = await aTakenPhoto();
    await send(context, photo);
    await send(context, photo);
    expect((await context.files.read(photo.hash))?.equals(photo.content)).toBe(true);
    expect(await storedOf(photo.hash)).toMatchObject([
      {
        bytes: photo.content.length,
        mediaType: 'image/jpeg',
        width: 320,
        height: 240,
        storedBy: inspector.accountId,
      },
    ]);
    expect(await entriesOf(photo.hash)).toEqual([
      {
        actorAccountId: inspector.accountId,
        subjectKind: 'inspection',
        subjectId: inspectionId,
        details: { file: photo.hash, bytes: photo.content.length },
      },
    ]);
    expect(partials(photo.hash)).toEqual([]);
  });

  it('is sent again when its file was lost, though it was recorded', async () => {
    const context = contextOf(inspector);
    const photo = await aTakenPhoto();
    await send(context, photo);
    rmSync(join(dataFolder, 'files', photo.hash.slice(0, 2), photo.hash));
    expect(await readProgress(context, photo.hash)).toMatchObject({ received: 0, isStored: false });
    await send(context, photo);
    expect((await context.files.read(photo.hash))?.equals(photo.content)).toBe(true);
    expect(await entriesOf(photo.hash)).toHaveLength(1);
  });

  it('goes on where the connection, or the server, broke; a chunk from elsewhere is told where', async () => {
    const photo = await aTakenPhoto();
    const chunk = photo.content.subarray(0, CHUNK);
    const first = { hash: photo.hash, offset: 0, chunk };
    expect(await takeChunk(contextOf(inspector), first)).toMatchObject({ received: CHUNK, isStored: false });
    // The answer was lost, so the phone sends it again.
    const elsewhere = { code: 'upload_elsewhere', details: { received: CHUNK } };
    expect(await problemOf(takeChunk(contextOf(inspector), first))).toEqual(elsewhere);
    expect(await problemOf(takeChunk(contextOf(inspector), { ...first, offset: CHUNK + 1 }))).toEqual(
      elsewhere,
    );
    await send(contextOf(inspector), photo);
    expect(await storedOf(photo.hash)).toHaveLength(1);
  });

  it('by two tabs at once, chunk by chunk, is stored once', async () => {
    const context = contextOf(inspector);
    const photo = await aTakenPhoto();
    const stubborn = async () => {
      for (let attempt = 0; attempt < 100; attempt++) if (!(await problemOf(send(context, photo)))) return;
    };
    await Promise.all([stubborn(), stubborn(), stubborn()]);
    expect(await storedOf(photo.hash)).toHaveLength(1);
    expect(await entriesOf(photo.hash)).toHaveLength(1);
    expect((await context.files.read(photo.hash))?.equals(photo.content)).toBe(true);
    expect(partials(photo.hash)).toEqual([]);
  });

  it('whose store was away at the end is kept by an empty chunk later', async () => {
    const away = contextOf(inspector, {
      endpoint: 'http://127.0.0.1:2',
      bucket: 'photos',
      region: 'here',
      accessKeyId: 'key',
      secretAccessKey: 'secret',
    });
    const photo = await aTakenPhoto();
    expect(await problemOf(send(away, photo))).toMatchObject({ code: 'file_store_away' });
    const context = contextOf(inspector);
    const { length } = photo.content;
    expect(await readProgress(context, photo.hash)).toEqual({
      received: length,
      bytes: length,
      isStored: false,
    });
    const end = { hash: photo.hash, offset: length, chunk: Buffer.alloc(0) };
    expect(await takeChunk(context, end)).toMatchObject({ isStored: true });
  });
});

describe('what is not the photo that was taken', () => {
  it.each([
    ['has other bytes', (content: Buffer) => Buffer.concat([content.subarray(0, -3), Buffer.from('abc')])],
    ['is longer', (content: Buffer) => Buffer.concat([content, Buffer.from('more')])],
  ])('%s, and is dropped', async (_, change) => {
    const context = contextOf(inspector);
    const { content, hash } = await aTakenPhoto();
    expect(await problemOf(send(context, { hash, content: change(content) }))).toMatchObject({
      code: 'upload_differs',
    });
    expect(partials(hash)).toEqual([]);
    expect(await storedOf(hash)).toEqual([]);
    await send(context, { hash, content });
    expect(await storedOf(hash)).toHaveLength(1);
  });

  it.each([
    ['a document', Buffer.from('<svg><script>alert(1)</script></svg>'), {}, 'photo_is_drawing'],
    ['another kind of picture', null, { mediaType: 'image/png' }, 'photo_type_differs'],
    ['too large', null, { bytes: 200_000_000 }, 'photo_too_large'],
  ])('%s is refused, though its hash is right', async (_, other, told, code) => {
    const content = other ?? (await aPhoto('jpeg', { seed: seed++ }));
    const hash = await aPhotographed(fresh.owner, { inspectionId, by: inspector, content }, told);
    expect(await problemOf(send(contextOf(inspector), { hash, content }))).toMatchObject({ code });
    expect(partials(hash)).toEqual([]);
    expect(await storedOf(hash)).toEqual([]);
  });
});

it('only who recorded a photo sends it', async () => {
  const { content, hash } = await aTakenPhoto();
  const colleague = contextOf(await anAccount(fresh.owner, { role: 'inspector' }));
  const notFound = { code: 'not_found', details: {} };
  expect(await problemOf(readProgress(colleague, hash))).toEqual(notFound);
  expect(await problemOf(takeChunk(colleague, { hash, offset: 0, chunk: content }))).toEqual(notFound);
  expect(await problemOf(readProgress(contextOf(inspector), 'ab'.repeat(32)))).toEqual(notFound);
});

it('what was begun and left for a day is thrown away when the next one begins', async () => {
  const context = contextOf(inspector);
  const [left, recent, next] = [await aTakenPhoto(), await aTakenPhoto(), await aTakenPhoto()];
  for (const { hash, content } of [left, recent])
    await takeChunk(context, { hash, offset: 0, chunk: content.subarray(0, 10) });
  const dayBefore = new Date(Date.now() - 25 * 3_600_000);
  for (const name of partials(left.hash)) utimesSync(join(dataFolder, 'uploads', name), dayBefore, dayBefore);
  await send(context, next);
  expect(partials(left.hash)).toEqual([]);
  expect(partials(recent.hash)).toHaveLength(1);
  expect(await readProgress(context, left.hash)).toMatchObject({ received: 0, isStored: false });
});

it('who begins many photos and ends none keeps the last of them, so that no disk fills', async () => {
  const context = contextOf(await anAccount(fresh.owner, { role: 'inspector' }));
  const { accountId } = context.actor;
  const own = () => readdirSync(join(dataFolder, 'uploads')).filter((name) => name.startsWith(accountId));
  const others = () => readdirSync(join(dataFolder, 'uploads')).length - own().length;
  const before = others();
  for (let each = 0; each < 30; each++)
    await context.uploads.alone({ accountId, hash: `${each}` }, (partial) =>
      partial.append(0, Buffer.from('x')),
    );
  expect(own()).toHaveLength(20);
  expect(own()).toContain(`${accountId}-29`);
  expect(others()).toBe(before);
});
