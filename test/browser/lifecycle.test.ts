import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, inject, it } from 'vitest';
import { roles } from '#app/domain/identity/actor.ts';
import { openDatabase } from '#db/migrate.ts';
import { demonstrationAccounts, demonstrationPassword } from '#db/seed/accounts.ts';
import { aDataFolder, isRunning, postgresPid, startProduct } from './product-process.ts';

const employer = 'employer@labour-cities.example';

/** Signs in at this address. @returns the Cookie header of the session */
async function signIn(address: string): Promise<string> {
  const answer = await fetch(`${address}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: address },
    body: new URLSearchParams({ email: employer, password: demonstrationPassword }),
  });
  const cookie = answer.headers.getSetCookie().find((header) => header.startsWith('session='));
  if (!cookie) throw new Error(`Signing in answered ${answer.status}`);
  return cookie.split(';')[0] ?? '';
}

const get = (address: string, path: string, cookie = '') =>
  fetch(`${address}${path}`, { redirect: 'manual', headers: { Cookie: cookie } });

/** The workers that the employer downloads, by lines. */
const exported = async (address: string, cookie: string) =>
  (await (await get(address, '/employer/workers/export.csv', cookie)).text()).split('\r\n');

describe('on a machine that has nothing', () => {
  const folder = aDataFolder();

  it('stopped while its Postgres starts, on what a killed process left half made, it leaves none running', async () => {
    mkdirSync(join(folder, 'postgres-unfinished/base'), { recursive: true });
    writeFileSync(join(folder, 'postgres-unfinished/PG_VERSION'), '18\n');
    const product = startProduct({ DATA_FOLDER: folder });
    while (!existsSync(join(folder, 'postgres/postmaster.pid')))
      await new Promise((later) => setTimeout(later, 2));
    product.signal('SIGTERM');
    expect(await product.ended).toBe(0);
    expect(product.output()).not.toContain('Loading the demonstration data');
    expect(existsSync(join(folder, 'postgres-unfinished'))).toBe(false);
    expect(existsSync(join(folder, 'postgres/postmaster.pid'))).toBe(false);
    expect(existsSync(join(folder, 'process-id'))).toBe(false);
  });

  it('stopped while the demonstration data load, it leaves nothing half loaded', async () => {
    const product = startProduct({ DATA_FOLDER: folder });
    await product.says('Loading the demonstration data');
    product.signal('SIGTERM');
    expect(await product.ended).toBe(0);
    expect(product.output()).not.toContain('Labour Cities: http');
    expect(product.output()).not.toMatch(/error/i);
    expect(existsSync(join(folder, 'postgres/postmaster.pid'))).toBe(false);
  });

  it('prints the address and an account of every role, stops at Ctrl-C, and leaves no Postgres behind', async () => {
    const product = startProduct({ DATA_FOLDER: folder });
    const address = await product.ready;
    expect(product.output()).toContain('Loading the demonstration data');
    expect((await get(address, '/health')).status).toBe(200);
    expect(product.output()).toContain(demonstrationPassword);
    for (const role of roles) expect(product.output()).toMatch(new RegExp(`^ {2}${role} +\\S+@\\S+$`, 'm'));
    for (const { email } of demonstrationAccounts) expect(product.output()).toContain(email);

    const postgres = postgresPid(folder);
    expect(isRunning(postgres)).toBe(true);
    product.signal('SIGINT');
    expect(await product.ended).toBe(0);
    expect(isRunning(postgres)).toBe(false);
    expect(existsSync(join(folder, 'process-id'))).toBe(false);
  });

  it('a second start finds the data as they were; SIGTERM ends it in order too, while a browser holds a connection', async () => {
    const product = startProduct({ DATA_FOLDER: folder });
    const address = await product.ready;
    expect(product.output()).not.toContain('Loading the demonstration data');
    expect((await exported(address, await signIn(address))).length).toBeGreaterThan(100);
    const postgres = postgresPid(folder);
    product.signal('SIGTERM');
    expect(await product.ended).toBe(0);
    expect(isRunning(postgres)).toBe(false);
    expect(product.output()).not.toMatch(/error/i);
  });

  it('ends with the shell that npm puts between, which passes no signal on', async () => {
    const command = `"${process.execPath}" app/server/start.ts; true`;
    const shell = spawn('sh', ['-c', command], {
      env: {
        ...process.env,
        NODE_ENV: 'test',
        PORT: '0',
        DATABASE_URL: '',
        DATA_FOLDER: folder,
        npm_lifecycle_event: 'start',
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await new Promise<void>((ready) =>
      shell.stdout.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('Ctrl-C stops it')) ready();
      }),
    );
    const pid = Number(readFileSync(join(folder, 'process-id'), 'utf8'));
    const postgres = postgresPid(folder);
    shell.kill('SIGTERM');
    await expect.poll(() => isRunning(pid), { timeout: 20_000 }).toBe(false);
    expect(isRunning(postgres)).toBe(false);
  });

  it('killed without warning, it leaves its Postgres; the next start takes over, keeps data and session, and stops clean', async () => {
    const killed = startProduct({ DATA_FOLDER: folder });
    const before = await killed.ready;
    const cookie = await signIn(before);
    const workers = await exported(before, cookie);
    const orphan = postgresPid(folder);
    killed.signal('SIGKILL');
    expect(await killed.ended).toBe('SIGKILL');
    expect(isRunning(orphan)).toBe(true);
    expect(existsSync(join(folder, 'process-id'))).toBe(true);

    const next = startProduct({ DATA_FOLDER: folder });
    const after = await next.ready;
    expect(isRunning(orphan)).toBe(false);
    expect(await exported(after, cookie)).toEqual(workers);

    const postgres = postgresPid(folder);
    next.signal('SIGTERM');
    expect(await next.ended).toBe(0);
    expect(isRunning(postgres)).toBe(false);
  });

  it('a lock whose process number another program bears by now is no hindrance', async () => {
    const stranger = spawn('sleep', ['60']);
    writeFileSync(join(folder, 'process-id'), String(stranger.pid));
    const product = startProduct({ DATA_FOLDER: folder });
    await product.ready;
    expect(isRunning(stranger.pid ?? 0)).toBe(true);
    stranger.kill();
    product.signal('SIGTERM');
    expect(await product.ended).toBe(0);
  });

  it('without its key the data are not opened, and no new key is made', async () => {
    const key = readFileSync(join(folder, 'app-key'));
    rmSync(join(folder, 'app-key'));
    const product = startProduct({ DATA_FOLDER: folder });
    expect(await product.ended).toBe(1);
    expect(product.output()).toContain(`${join(folder, 'app-key')} does not hold this installation’s key`);
    expect(existsSync(join(folder, 'app-key'))).toBe(false);
    writeFileSync(join(folder, 'app-key'), key);
  });
});

describe('a start that can’t be', () => {
  it('on a folder that is in use says by which process, and what to do; the first goes on', async () => {
    const second = startProduct({ DATA_FOLDER: inject('dataFolder') });
    expect(await second.ended).toBe(1);
    const holder = readFileSync(join(inject('dataFolder'), 'process-id'), 'utf8');
    expect(second.output()).toContain(`already runs on ${inject('dataFolder')} (process ${holder})`);
    expect(second.output()).toContain('set DATA_FOLDER to another folder');
    expect((await fetch(`${inject('address')}/health`)).status).toBe(200);
  });

  it('with a wrong environment names each variable, and makes nothing', async () => {
    const folder = join(aDataFolder(), 'not-made');
    const product = startProduct({
      DATA_FOLDER: folder,
      PORT: 'abc',
      DATABASE_URL: 'postgres://owner@localhost/housing',
      TILE_URL: 'https://tiles.example/{x}/{y}.png',
    });
    expect(await product.ended).toBe(1);
    for (const name of ['PORT', 'APP_KEY', 'TILE_URL']) expect(product.output()).toContain(`\n  ${name}: `);
    expect(product.output()).not.toMatch(/^\s+at /m);
    expect(existsSync(folder)).toBe(false);
  });
});

describe('on a Postgres server of the ministry’s own', () => {
  const dataFolder = () => inject('dataFolder');
  /** The server that the running product has started, taken as if it were another machine's. */
  function serverUrl(database: string): string {
    const port = readFileSync(join(dataFolder(), 'postgres/postmaster.pid'), 'utf8').split('\n')[3];
    const password = readFileSync(join(dataFolder(), 'postgres-password'), 'utf8').trim();
    return `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
  }
  const APP_KEY = 'ab'.repeat(32);
  const PUBLIC_ORIGIN = 'https://labour-cities.example';

  it('it migrates an empty database, and makes up neither people nor accounts', async () => {
    const server = openDatabase(serverUrl('postgres'), { connections: 1 });
    await sql`create database own_server`.execute(server);
    const product = startProduct({
      DATABASE_URL: serverUrl('own_server'),
      APP_KEY,
      PUBLIC_ORIGIN,
      DATA_FOLDER: aDataFolder(),
    });
    const address = await product.ready;
    expect((await get(address, '/health')).status).toBe(200);
    expect(product.output()).not.toContain('demonstration');
    const owner = openDatabase(serverUrl('own_server'), { connections: 1 });
    const { rows } = await sql<{ accounts: number }>`select count(*) as accounts from account`.execute(owner);
    await owner.destroy();
    expect(rows).toEqual([{ accounts: 0 }]);

    // Its first account comes from the command line; behind TLS the session's cookie is bound to host and https.
    execFileSync(
      process.execPath,
      [
        'db/command.ts',
        'add-account',
        '--role',
        'planner',
        '--email',
        'first@ministry.example',
        '--name',
        'First',
      ],
      {
        env: { ...process.env, DATABASE_URL: serverUrl('own_server'), APP_KEY },
        input: `${demonstrationPassword}\n`,
        stdio: ['pipe', 'ignore', 'inherit'],
      },
    );
    const signedIn = await fetch(`${address}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: PUBLIC_ORIGIN },
      body: new URLSearchParams({ email: 'first@ministry.example', password: demonstrationPassword }),
    });
    expect(signedIn.headers.get('Strict-Transport-Security')).toMatch(/max-age=\d{8}/);
    const [cookie = ''] = signedIn.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-session=[^;]+;.*Path=\/;.*HttpOnly.*Secure/);
    const sites = await get(address, '/sites', cookie.split(';')[0]);
    expect(sites.status).toBe(200);
    expect(await sites.text()).toContain('الصبية');
    product.signal('SIGTERM');
    expect(await product.ended).toBe(0);
    // The server is not its own, and stays.
    expect(isRunning(postgresPid(dataFolder()))).toBe(true);
    await sql`drop database own_server`.execute(server);
    await server.destroy();
  });

  it('where nobody answers, or the port is taken, it says so in a line', async () => {
    const silent = startProduct({ DATABASE_URL: 'postgres://owner:secret@127.0.0.1:1/housing', APP_KEY });
    expect(await silent.ended).toBe(1);
    expect(silent.output()).toMatch(
      /No connection to the Postgres server behind DATABASE_URL: .*ECONNREFUSED/,
    );
    expect(silent.output()).not.toMatch(/secret|^\s+at /m);

    const port = new URL(inject('address')).port;
    const late = startProduct({ DATABASE_URL: serverUrl('postgres'), APP_KEY, PORT: port });
    expect(await late.ended).toBe(1);
    expect(late.output()).toContain(`127.0.0.1:${port} is taken. Set PORT`);
    expect(late.output()).not.toMatch(/^\s+at /m);
  });
});
