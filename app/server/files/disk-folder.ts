import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ProblemError } from '#app/domain/problem.ts';
import type { Depot } from './file-store.ts';

/** Files in a folder that only the product's own user may read. A file is there whole, or not at all. */
export function openDiskFolder(folder: string): Depot {
  const has = (name: string) =>
    access(join(folder, name)).then(
      () => true,
      () => false,
    );
  return {
    has,
    put: async (name, bytes) => {
      if (!(await has(name))) await writeWhole(join(folder, name), bytes).catch(refuseWhenFull);
    },
    read: (name) => readFile(join(folder, name)).catch(nullWhenMissing),
  };
}

/** Under another name first: power may fail at any moment. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const beside = `${path}.${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    const file = await open(beside, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
}

/** @throws ProblemError file_store_away when the disk is full, else the error itself */
export function refuseWhenFull(error: unknown): never {
  const isFull = ['ENOSPC', 'EDQUOT', 'EROFS'].includes(codeOf(error));
  throw isFull ? new ProblemError('file_store_away', {}, error) : error;
}

/** @throws the error, unless it says that there is no such file */
export function nullWhenMissing(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null;
  throw error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
