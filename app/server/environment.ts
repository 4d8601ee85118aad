import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { StartRefused } from '#db/embedded.ts';
import type { BucketSettings } from './files/bucket.ts';

const APP_KEY = /^[0-9a-f]{64}$/;
const APP_KEY_HINT = '64 hexadecimal digits (openssl rand -hex 32)';

/** A map tile's address: placeholders aside, a URL of the web. */
const isTileUrl = (text: string) =>
  ['{z}', '{x}', '{y}'].every((part) => text.includes(part)) &&
  /^https?:\/\/[^/{}]/.test(text.replace('{s}.', ''));

const bucketVariables = [
  'S3_ENDPOINT',
  'S3_BUCKET',
  'S3_REGION',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
] as const;

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: z.coerce
    .number('a number')
    .int('a whole number')
    .min(0, 'from 0 to 65535')
    .max(65_535, 'from 0 to 65535')
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'postgres://user:password@host:port/database' })
    .optional(),
  DATA_FOLDER: z.string().default('.data'),
  APP_KEY: z.string().regex(APP_KEY, APP_KEY_HINT).optional(),
  PUBLIC_ORIGIN: z.url({ protocol: /^https?$/, error: 'https://host' }).optional(),
  TRUSTED_PROXIES: z.coerce.number('a number').int('a whole number').min(0, '0 or more').default(0),
  TILE_URL: z.string().refine(isTileUrl, 'a URL with {z}, {x} and {y} in it').optional(),
  S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'https://host' }).optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket, 3 to 63 of a-z, 0-9, - and .')
    .optional(),
  S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'the bucket’s region, such as me-south-1')
    .optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
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
  /** Where photos are kept; undefined means the data folder. */
  readonly bucket: BucketSettings | undefined;
}

/** @throws StartRefused that names each variable that is wrong and what is expected. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(present);
  const faults = (parsed.error?.issues ?? []).map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  if (present['DATABASE_URL'] && !present['APP_KEY']) {
    faults.push(
      `  APP_KEY: needed with DATABASE_URL: ${APP_KEY_HINT}. Keep it safe: without it civil IDs can’t be read again.`,
    );
  }
  const bucketIsNamed = bucketVariables.some((name) => present[name]);
  for (const name of bucketVariables)
    if (bucketIsNamed && !present[name]) faults.push(`  ${name}: needed with the other S3_… variables.`);
  if (!parsed.success || faults.length > 0)
    throw new StartRefused(`The environment is not right:\n${faults.join('\n')}`);
  const values = parsed.data;
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
    bucket: bucketOf(values),
  };
}

function bucketOf(values: z.output<typeof schema>): BucketSettings | undefined {
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = values;
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_REGION || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY)
    return undefined;
  return {
    endpoint: S3_ENDPOINT.replace(/\/+$/, ''),
    bucket: S3_BUCKET,
    region: S3_REGION,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  };
}

/** The key of an installation with the embedded database lies beside it. */
function keptKey(folder: string): string {
  const file = resolve(folder, 'app-key');
  const isNew = !existsSync(resolve(folder, 'postgres'));
  if (!existsSync(file) && isNew) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  }
  const key = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (!APP_KEY.test(key)) {
    throw new StartRefused(
      `${file} does not hold this installation’s key, ${APP_KEY_HINT}. Put it back: without it civil IDs can’t be read. To begin anew with the demonstration data, remove ${folder}.`,
    );
  }
  return key;
}
