import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import type { Role, SignedInActor } from '#app/domain/identity/actor.ts';
import { readSize } from '#app/server/files/pixels.ts';
import { anInspection } from '#test/integration/inspection/inspections-built.ts';
import { openFreshDatabase } from '#test/integration/fresh-database.ts';
import { aRoom, anAccount, anEmployer } from '#test/integration/people-and-places.ts';
import { aPhoto } from '#test/unit/files/hostile-files.ts';
import { aFolder, aPhotographed, aSessionOf, servePhotos } from './photo-evidence.ts';

const fresh = openFreshDatabase('seeded');
const dataFolder = aFolder();
let server: Awaited<ReturnType<typeof servePhotos>>;
let inspector: SignedInActor;
let cookie = '';
let siteId = '';
let inspectionId = '';

beforeAll(async () => {
  server = await servePhotos(fresh.database, dataFolder);
  inspector = await anAccount(fresh.owner, { role: 'inspector' });
  cookie = await aSessionOf(fresh.database, inspector);
  const [bed] = await aRoom(fresh.owner);
  siteId = bed!.siteId;
  inspectionId = await anInspection(fresh.owner, {
    siteId,
    buildingId: bed!.buildingId,
    inspectorId: inspector.accountId,
  });
});
afterAll(() => server.close());

const get = (path: string, as = cookie) =>
  fetch(`${server.address}${path}`, { redirect: 'manual', headers: { Cookie: as } });

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
/** Bytes of files and forms in memory that something still holds. */
function heldNow(): number {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
}

const postChunk = (path: string, chunk: Uint8Array, headers: Record<string, string> = {}) =>
  fetch(`${server.address}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      Cookie: cookie,
      Origin: server.address,
      'Content-Type': 'application/octet-stream',
      ...headers,
    },
    body: new Uint8Array(chunk),
  });

async function aStoredPhoto(seed: number) {
  const content = await aPhoto('jpeg', { width: 800, height: 600, seed, exif: true });
  const hash = await aPhotographed(fresh.owner, { inspectionId, by: inspector, content });
  expect((await postChunk(`/inspector/photos/${hash}?offset=0`, content)).status).toBe(200);
  return { content, hash };
}

describe('a phone', () => {
  it('sends on from where its connection was cut in the middle of a chunk', async () => {
    const content = await aPhoto('png', { width: 500, height: 400, seed: 3 });
    const told = { mediaType: 'image/png' };
    const hash = await aPhotographed(fresh.owner, { inspectionId, by: inspector, content }, told);
    const path = `/inspector/photos/${hash}`;
    const chunk = content.subarray(0, 4000);
    expect(await (await postChunk(`${path}?offset=0`, chunk)).json()).toMatchObject({ received: 4000 });
    await new Promise((cut) => {
      const cutOff = httpRequest(`${server.address}${path}?offset=4000`, {
        method: 'POST',
        headers: {
          Cookie: cookie,
          Origin: server.address,
          'Content-Type': 'application/octet-stream',
          'Content-Length': 4000,
        },
      });
      cutOff.on('error', cut);
      cutOff.write(content.subarray(4000, 6000), () => cutOff.destroy(new Error('The lift door closed.')));
    });
    const { received } = (await (await get(path)).json()) as { received: number };
    expect(received).toBe(4000);
    const last = await postChunk(`${path}?offset=${received}`, content.subarray(received));
    expect(await last.json()).toEqual({ received: content.length, bytes: content.length, isStored: true });
  });

  it('is told as JSON why a chunk is not taken', async () => {
    const { hash } = await aStoredPhoto(4);
    const path = `/inspector/photos/${hash}`;
    const chunk = Buffer.from('chunk');
    const problemOf = async (answer: Response) => {
      const { problem } = (await answer.json()) as { problem: { code: string } };
      return [answer.status, problem.code];
    };
    expect(await problemOf(await postChunk(path, chunk))).toEqual([415, 'form_unreadable']);
    expect(await problemOf(await postChunk(`${path}?offset=-1`, chunk))).toEqual([415, 'form_unreadable']);
    const asForm = await postChunk(`${path}?offset=0`, chunk, { 'Content-Type': 'text/plain' });
    expect(await problemOf(asForm)).toEqual([415, 'form_unreadable']);
    const unknown = `/inspector/photos/${'ab'.repeat(32)}`;
    expect(await problemOf(await postChunk(`${unknown}?offset=0`, chunk))).toEqual([404, 'not_found']);
    expect(await problemOf(await get(unknown))).toEqual([404, 'not_found']);
    expect(await problemOf(await get('/inspector/photos/..%2f..%2fapp-key'))).toEqual([404, 'not_found']);
    const signedOut = await postChunk(`${path}?offset=0`, chunk, { Cookie: '' });
    expect(await problemOf(signedOut)).toEqual([401, 'sign_in_needed']);
    expect((await postChunk(`${path}?offset=0`, chunk, { Origin: 'https://elsewhere.example' })).status).toBe(
      403,
    );
  });

  it('that sends 200 MB is refused, and what it sends is never held in memory', async () => {
    const { hash } = await aStoredPhoto(5);
    const piece = Buffer.alloc(1_048_576);
    let mostHeld = 0;
    const before = heldNow();
    const pieces = function* () {
      for (let sent = 0; sent < 200; sent++) {
        if (sent % 20 === 19) mostHeld = Math.max(mostHeld, heldNow() - before);
        yield piece;
      }
    };
    const answer = await fetch(`${server.address}/inspector/photos/${hash}?offset=0`, {
      method: 'POST',
      headers: { Cookie: cookie, Origin: server.address, 'Content-Type': 'application/octet-stream' },
      body: Readable.toWeb(Readable.from(pieces())) as ReadableStream,
      duplex: 'half',
    });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toEqual({ problem: { code: 'form_too_large', details: {} } });
    expect(mostHeld).toBeLessThan(50 * 1_048_576);
  });
});

describe('a stored photo', () => {
  it('is shown as it was taken, and can do nothing else', async () => {
    const { content, hash } = await aStoredPhoto(6);
    const answer = await get(`/files/${hash}`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
    expect(answer.headers.get('Content-Type')).toBe('image/jpeg');
    expect(answer.headers.get('Content-Disposition')).toBe(`inline; filename="${hash.slice(0, 8)}.jpg"`);
    expect(answer.headers.get('Content-Security-Policy')).toContain(`default-src 'none'; sandbox`);
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(answer.headers.get('Content-Encoding')).toBeNull();
  });

  it('is shown smaller, without where it was taken, in the widths offered', async () => {
    const { hash } = await aStoredPhoto(7);
    const answer = await get(`/files/${hash}?width=240`);
    const thumbnail = Buffer.from(await answer.arrayBuffer());
    expect(await readSize(thumbnail)).toEqual({ width: 240, height: 180 });
    expect(thumbnail.includes('Exif')).toBe(false);
    for (const width of ['241', '100000', '', '240px'])
      expect((await get(`/files/${hash}?width=${width}`)).status).toBe(404);
  });

  it('is there only for those who may see what it is evidence of', async () => {
    const { hash } = await aStoredPhoto(8);
    const path = `/files/${hash}`;
    const statusFor = async (actor: SignedInActor) =>
      (await get(path, await aSessionOf(fresh.database, actor))).status;
    const as = (role: Role) => anAccount(fresh.owner, { role });
    for (const role of ['inspector', 'supervisor', 'planner', 'auditor'] as const)
      expect([role, await statusFor(await as(role))]).toEqual([role, 200]);
    for (const role of ['protection_officer', 'administrator'] as const)
      expect([role, await statusFor(await as(role))]).toEqual([role, 403]);
    const employerId = await anEmployer(fresh.owner);
    expect(await statusFor(await anAccount(fresh.owner, { role: 'employer', employerId }))).toBe(403);
    expect((await get(path, '')).status).toBe(302);

    const [manager, elsewhere] = [await as('site_manager'), await as('site_manager')];
    const [otherRoom] = await aRoom(fresh.owner);
    await fresh.owner
      .insertInto('siteManagerSite')
      .values([
        { accountId: manager.accountId, siteId },
        { accountId: elsewhere.accountId, siteId: otherRoom!.siteId },
      ])
      .execute();
    // Until it is submitted, an inspection is its inspectors' matter.
    expect(await statusFor(manager)).toBe(404);
    await fresh.owner
      .updateTable('inspection')
      .set({ state: 'under_way' })
      .where('id', '=', inspectionId)
      .execute();
    await fresh.owner
      .updateTable('inspection')
      .set({ state: 'submitted', submittedAt: new Date(), submittedBy: inspector.accountId })
      .where('id', '=', inspectionId)
      .execute();
    expect(await statusFor(manager)).toBe(200);
    expect(await statusFor(elsewhere)).toBe(404);
  });
});
