import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_FOLDER: z.string().default('.data'),
  APP_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits (openssl rand -hex 32)')
    .optional(),
  PUBLIC_ORIGIN: z.url().optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).default(0),
  TILE_URL: z.string().includes('{z}').includes('{x}').includes('{y}').optional(),
});

/** What the product is told by its surroundings, read and checked once at the start. */
export interface Environment {
  readonly mode: 'development' | 'production' | 'test';
  readonly port: number;
  readonly host: string;
  /** The owner's connection to a Postgres server; undefined means the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly dataFolder: string;
  /** 32 bytes from which every other key is derived. */
  readonly key: Buffer;
  /** Where users reach the product, when a proxy stands before it; its https turns on HSTS and `__Host-` cookies. */
  readonly publicOrigin: string | undefined;
  readonly trustedProxies: number;
  readonly tileUrl: string | undefined;
}

/** @throws Error that names each variable that is wrong and what is expected. */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(present);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not right:\n${lines.join('\n')}`);
  }
  const values = parsed.data;
  if (values.DATABASE_URL && !values.APP_KEY) {
    throw new Error(
      'With DATABASE_URL, APP_KEY must be set too: 64 hexadecimal digits (openssl rand -hex 32). Keep it safe: without it civil IDs can’t be read again.',
    );
  }
  const dataFolder = resolve(values.DATA_FOLDER);
  return {
    mode: values.NODE_ENV,
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL,
    dataFolder,
    key: Buffer.from(values.APP_KEY ?? keptKey(dataFolder), 'hex'),
    publicOrigin: values.PUBLIC_ORIGIN ? new URL(values.PUBLIC_ORIGIN).origin : undefined,
    trustedProxies: values.TRUSTED_PROXIES,
    tileUrl: values.TILE_URL,
  };
}

/** The key of an installation with the embedded database lies beside it. */
function keptKey(folder: string): string {
  const file = resolve(folder, 'app-key');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}
