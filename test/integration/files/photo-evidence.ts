import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerBuild } from '@remix-run/node';
import { afterAll } from 'vitest';
import { openSession } from '#app/data/identity/accounts.ts';
import type { Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import { system } from '#app/domain/identity/actor.ts';
import * as file from '#app/routes/files/file.ts';
import * as photo from '#app/routes/inspector/photo.ts';
import type { BackgroundRunner } from '#app/server/background/background-runner.ts';
import { readEnvironment } from '#app/server/environment.ts';
import { createReportPrinter } from '#app/server/report/report-printer.ts';
import { hashOf } from '#app/server/files/file-hash.ts';
import { createHttp } from '#app/server/http.ts';
import { newToken } from '#app/server/identity/secrets.ts';
import { TEST_KEY } from '#test/integration/database-server.ts';

/** A folder for this test file, removed after it. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'labour-cities-files-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What a phone recorded of a photo that it is about to send. @returns the photo's hash */
export async function aPhotographed(
  owner: Database,
  { inspectionId, by, content }: { inspectionId: string; by: SignedInActor; content: Buffer },
  told: { hash?: string; bytes?: number; mediaType?: string } = {},
): Promise<string> {
  const { hash = hashOf(content), bytes = content.length, mediaType = 'image/jpeg' } = told;
  const operationId = randomUUID();
  await owner
    .insertInto('inspectionOperation')
    .values({
      id: operationId,
      inspectionId,
      accountId: by.accountId,
      phoneId: randomUUID(),
      sequence: 1,
      kind: 'photographed',
      recordedAt: new Date(),
      body: JSON.stringify({ hash, bytes, mediaType }),
    })
    .execute();
  await owner
    .insertInto('inspectionPhoto')
    .values({ id: randomUUID(), inspectionId, operationId, fileHash: Buffer.from(hash, 'hex') })
    .execute();
  return hash;
}

/** The Cookie header of somebody who signed in. */
export async function aSessionOf(database: Database, actor: SignedInActor): Promise<string> {
  const { token, tokenHash } = newToken();
  await transact(database, system, (transaction) =>
    openSession(transaction, {
      accountId: actor.accountId,
      tokenHash,
      expiresAt: new Date(Date.now() + 3_600_000),
    }),
  );
  return `session=${token}`;
}

/** The product's own web server with the addresses of photos alone, which need no build. */
export async function servePhotos(
  database: Database,
  dataFolder: string,
): Promise<{ address: string; close: () => Promise<unknown> }> {
  const route = (id: string, path: string, module: object) => ({ id, path, parentId: 'root', module });
  const build = {
    routes: {
      root: { id: 'root', path: '', module: { default: () => null } },
      'routes/files/file': route('routes/files/file', 'files/:hash', file),
      'routes/inspector/photo': route('routes/inspector/photo', 'inspector/photos/:hash', photo),
    },
    entry: { module: {} },
    assets: { version: '1', url: '/', entry: { module: '/', imports: [] }, routes: {} },
    publicPath: '/',
    assetsBuildDirectory: 'build',
    basename: '/',
    mode: 'test',
    isSpaMode: false,
    future: { v3_singleFetch: true },
  } as unknown as ServerBuild;
  const environment = readEnvironment({
    NODE_ENV: 'test',
    DATABASE_URL: 'postgres://unused.example/database',
    APP_KEY: TEST_KEY.toString('hex'),
    DATA_FOLDER: dataFolder,
  });
  const background: BackgroundRunner = { start: () => undefined, stop: () => Promise.resolve() };
  const server = createServer(
    createHttp({
      environment,
      database,
      background,
      reports: createReportPrinter(),
      build,
      assets: (_request, _response, next) => next(),
    }),
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      }),
  };
}
