import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { demonstrationPassword } from '#db/seed/accounts.ts';
import type { NationalDatabase } from './national-database.ts';

/** What the product's log tells of a request that it answered. */
export interface LoggedRequest {
  readonly milliseconds: number;
  readonly queries: number;
  readonly sqlMilliseconds: number;
}

/** A page as a client got it, whole. */
export interface TimedPage {
  readonly milliseconds: number;
  /** Of the page uncompressed. */
  readonly bytes: number;
}

/** The product in a process of its own, as an administrator starts it on a Postgres server. */
export interface RunningProduct {
  /** Gets a page as the owner of this session. @throws Error when it answers anything but 200 */
  readonly get: (path: string, cookie: string) => Promise<TimedPage>;
  /** Sends a form as the product's own pages would; redirects are not followed. */
  readonly post: (
    path: string,
    fields: readonly (readonly [string, string])[],
    cookie?: string,
  ) => Promise<Response>;
  /** What the log told of every request so far, all that was sent before included. */
  readonly logged: () => Promise<readonly LoggedRequest[]>;
  /** Signs a demonstration account in. @returns the Cookie header of its session */
  readonly signIn: (email: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** @throws Error with the product's output when it doesn't start */
export async function startProduct({ ownerUrl, key }: NationalDatabase): Promise<RunningProduct> {
  const child = spawn(process.execPath, ['app/server/start.ts'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: '0',
      DATABASE_URL: ownerUrl,
      APP_KEY: key.toString('hex'),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const told: LoggedRequest[] = [];
  let sent = 0;
  let tellAll: () => void = () => undefined;

  const address = await new Promise<string>((found, failed) => {
    const output: string[] = [];
    child.once('exit', (code) => failed(new Error(`The product ended with ${code}:\n${output.join('\n')}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('"event":"request"')) {
        told.push(JSON.parse(line) as LoggedRequest);
        if (told.length === sent) tellAll();
        return;
      }
      output.push(line);
      const match = /Labour Cities: (http:\/\/localhost:\d+)/.exec(line);
      if (match?.[1]) found(match[1]);
    });
  });

  const get = async (path: string, cookie: string) => {
    sent++;
    const started = performance.now();
    const answer = await fetch(`${address}${path}`, { headers: { Cookie: cookie }, redirect: 'manual' });
    const body = await answer.arrayBuffer();
    const milliseconds = performance.now() - started;
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`);
    return { milliseconds, bytes: body.byteLength };
  };
  const post: RunningProduct['post'] = (path, fields, cookie = '') => {
    sent++;
    return fetch(`${address}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: address, Cookie: cookie },
      body: new URLSearchParams(fields.map(([name, value]) => [name, value])),
    });
  };
  return {
    get,
    post,
    logged: () =>
      new Promise((done) => {
        tellAll = () => done(told);
        if (told.length === sent) tellAll();
      }),
    signIn: async (email) => {
      const answer = await post('/sign-in', [
        ['email', email],
        ['password', demonstrationPassword],
      ]);
      const cookie = answer.headers.getSetCookie().find((header) => /session=/.test(header));
      if (!cookie) throw new Error(`${email} could not sign in: ${answer.status}`);
      return cookie.split(';')[0] ?? '';
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
