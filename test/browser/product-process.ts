import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { afterAll } from 'vitest';
import { openDatabase } from '#db/migrate.ts';
import type { DB } from '#db/schema.ts';

/** A start of the product, as by `npm start`. */
export interface ProductProcess {
  /** The address it prints once it is ready. @throws Error, with its output, when it ends before that */
  readonly ready: Promise<string>;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  readonly pid: number;
  readonly output: () => string;
  /** Once its output holds this. @throws Error when it ends before that */
  readonly says: (text: string) => Promise<void>;
  readonly signal: (signal: NodeJS.Signals) => void;
}

const folders: string[] = [];
const processes: ProductProcess[] = [];

/** A data folder of its own, removed after the tests of the file. */
export function aDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'labour-cities-process-'));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}

export function startProduct(environment: Record<string, string>): ProductProcess {
  const child = spawn(process.execPath, ['app/server/start.ts'], {
    env: { ...process.env, NODE_ENV: 'test', PORT: '0', DATABASE_URL: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listeners = new Set<() => void>();
  const read = (chunk: Buffer) => {
    output += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const ended = new Promise<number | NodeJS.Signals | null>((done) =>
    child.once('close', (code, signal) => done(code ?? signal)),
  );
  const finds = <Found>(find: () => Found | null | undefined): Promise<Found> =>
    new Promise((found, failed) => {
      const look = () => {
        const result = find();
        if (result) found(result);
      };
      listeners.add(look);
      look();
      void ended.then((code) => failed(new Error(`The product ended with ${String(code)}:\n${output}`)));
    });
  const product: ProductProcess = {
    ready: finds(() => /Labour Cities: (http:\/\/localhost:\d+)[\s\S]*\n/.exec(output)?.[1]),
    ended,
    pid: child.pid ?? 0,
    output: () => output,
    says: (text) => finds(() => output.includes(text)).then(() => undefined),
    signal: (signal) => void child.kill(signal),
  };
  // Whoever waits is told; whoever expects it to end needn't wait.
  product.ready.catch(() => undefined);
  processes.push(product);
  return product;
}

/** The product's database, past row-level security: to arrange and to look. */
export function openAsOwner(folder: string): Kysely<DB> {
  const port = readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[3];
  const password = readFileSync(join(folder, 'postgres-password'), 'utf8').trim();
  return openDatabase(`postgres://postgres:${password}@127.0.0.1:${port}/postgres`, { connections: 2 });
}

/** The process id of the Postgres server that runs, or ran, on this folder. */
export function postgresPid(folder: string): number {
  return Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
}

export function isRunning(pid: number): boolean {
  try {
    // A process that ended, and is not yet buried by its parent, runs no more.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    try {
      return process.platform !== 'linux' && process.kill(pid, 0);
    } catch {
      return false;
    }
  }
}

afterAll(async () => {
  for (const product of processes) {
    product.signal('SIGTERM');
    await product.ended;
  }
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
