import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const SOURCES = [
  'app/**/*',
  'db/reference/*',
  'public/**/*',
  'package-lock.json',
  'remix.config.js',
  'vite.config.ts',
];
const STAMP = 'build/sources.sha256';

/** Builds the product when what it is built from has changed since it was last built. */
export async function buildIfStale(): Promise<void> {
  const digest = digestOfSources();
  const server = resolve('build/server/index.js');
  if (existsSync(server) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest) return;
  console.log('Building…');
  const { build } = await import('vite');
  await build({ mode: 'production', logLevel: 'warn' });
  await build({ mode: 'production', logLevel: 'warn', build: { ssr: true } });
  writeFileSync(STAMP, digest);
}

function digestOfSources(): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => resolve(entry.parentPath, entry.name))
    .sort()) {
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}
