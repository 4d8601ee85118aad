import { createServer } from 'node:http';
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import type { ServerBuild } from '@remix-run/node';
import type { RequestHandler } from 'express';
import express from 'express';
import type { ViteDevServer } from 'vite';
import { StartRefused, startEmbeddedPostgres } from '#db/embedded.ts';
import { openDatabase, prepareDatabase } from '#db/migrate.ts';
import { demonstrationAccounts, demonstrationPassword } from '#db/seed/accounts.ts';
import { loadReference } from '#db/seed/load-reference.ts';
import { isEmpty } from '#db/seed/owner-copy.ts';
import { seed } from '#db/seed/seed.ts';
import { readEnvironment } from './environment.ts';
import type { Environment } from './environment.ts';
import { openFileStore } from './files/file-store.ts';
import { createHttp } from './http.ts';
import { createBackgroundRunner } from './background/background-runner.ts';
import { startEscalation } from './background/escalation-sweep.ts';
import { startTakingParts } from './background/part-taker.ts';
import { holdFolder } from './process-lock.ts';
import { createReportPrinter } from './report/report-printer.ts';
import { addQueryTime } from './query-time.ts';
import { buildIfStale } from './stale-build.ts';

const development = process.argv.includes('--development');
const PARENT_CHECK_MS = 500;

async function start(environment: Environment): Promise<void> {
  const releases: (() => unknown)[] = [];
  let stopping = false;
  const stop = async (code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    for (const release of releases.reverse())
      await Promise.resolve(release()).catch((error: unknown) => console.error(error));
    process.exit(code);
  };
  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(0));
  // npm hands a signal to the shell between, which ends without passing it on: then the product ends too.
  const { ppid } = process;
  if (process.env['npm_lifecycle_event'])
    setInterval(() => process.ppid === ppid || void stop(0), PARENT_CHECK_MS).unref();

  try {
    if (!development) await buildIfStale();
    let ownerUrl = environment.databaseUrl;
    if (!ownerUrl) {
      releases.push(holdFolder(environment.dataFolder));
      // Told to stop while Postgres starts, the product waits for it, so as to leave none behind.
      const starting = startEmbeddedPostgres(environment.dataFolder, { takeOver: true });
      releases.push(() =>
        starting.then(
          (postgres) => postgres.stop(),
          () => undefined,
        ),
      );
      ownerUrl = (await starting).url;
    }
    const loginUrl = await prepareDatabase(ownerUrl, environment.key);
    if (await isEmpty(ownerUrl)) {
      if (environment.databaseUrl) await loadReference(ownerUrl);
      else {
        console.log('Loading the demonstration data…');
        await seed({ url: ownerUrl, key: environment.key, scale: 'demonstration' });
      }
    }

    const database = openDatabase(loginUrl, { onQuery: addQueryTime });
    releases.push(() => database.destroy());
    const background = createBackgroundRunner(database, loginUrl);
    releases.push(background.stop);
    releases.push(startEscalation(database, background).stop);
    // Beside the thread that runs a plan, so that large ones take all of this machine where there is no other.
    const atOnce = Math.max(1, availableParallelism() - 1);
    releases.push((await startTakingParts(database, loginUrl, { atOnce })).stop);
    const reports = createReportPrinter();
    releases.push(reports.stop);

    const { build, assets, close } = development ? await developmentBuild() : await finishedBuild();
    releases.push(close);
    const server = createServer(createHttp({ environment, database, background, reports, build, assets }));
    await new Promise<void>((listening, failed) => {
      server.once('error', (error) => failed(refusalOf(error, environment)));
      server.listen(environment.port, environment.host, listening);
    });
    releases.push(() => {
      const closed = new Promise((done) => server.close(done));
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 5000).unref();
      return closed;
    });

    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : environment.port;
    console.log(`\nLabour Cities: http://localhost:${port}\n`);
    if (!environment.databaseUrl) printAccounts();
    if (environment.bucket) await warnWhenAway(environment);
  } catch (error) {
    // What breaks because the database was stopped is no news.
    if (!stopping) console.error(error instanceof StartRefused ? `\n${error.message}` : error);
    await stop(1);
  }
}

/** What can be put right when the product can't listen, in words. */
function refusalOf(error: Error & { code?: string }, { host, port }: Environment): Error {
  const reason = { EADDRINUSE: 'is taken', EACCES: 'is not allowed', EADDRNOTAVAIL: 'is not this machine’s' }[
    error.code ?? ''
  ];
  if (!reason) return error;
  return new StartRefused(`${host}:${port} ${reason}. Set PORT (and HOST) to another one.`, { cause: error });
}

/** Whether the bucket takes photos is better found out here than by an inspector. Without it the rest works all the same. */
async function warnWhenAway(environment: Environment): Promise<void> {
  await openFileStore(environment)
    .put(Buffer.from('Labour Cities was started.'))
    .catch(() => console.error('Photos can’t be kept: see the fault above, and the S3_… variables.'));
}

function printAccounts(): void {
  console.log(
    'Demonstration accounts (made-up people and figures), all with the password',
    demonstrationPassword,
  );
  for (const account of demonstrationAccounts) console.log(`  ${account.role.padEnd(19)} ${account.email}`);
  console.log('\nCtrl-C stops it.');
}

async function finishedBuild() {
  const build = (await import(pathToFileURL(resolve('build/server/index.js')).href)) as ServerBuild;
  const assets = express.Router();
  assets.use(
    '/assets',
    express.static('build/client/assets', { immutable: true, maxAge: '1y', fallthrough: false }),
  );
  assets.use(express.static('build/client', { maxAge: '1h', dotfiles: 'ignore' }));
  return { build, assets: assets as RequestHandler, close: () => undefined };
}

async function developmentBuild() {
  const { createServer: createVite } = await import('vite');
  const vite: ViteDevServer = await createVite({ server: { middlewareMode: true } });
  const build = () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>;
  return { build, assets: vite.middlewares as RequestHandler, close: () => vite.close() };
}

try {
  await start(readEnvironment({ ...process.env, ...(development && { NODE_ENV: 'development' }) }));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
