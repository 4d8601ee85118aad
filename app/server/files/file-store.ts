import { join } from 'node:path';
import { isFileHash } from '#app/domain/inspection/photo-rules.ts';
import type { Environment } from '#app/server/environment.ts';
import { openDiskFolder } from './disk-folder.ts';
import { openBucket } from './bucket.ts';
import { hashOf } from './file-hash.ts';

/**
 * Files by the SHA-256 of their bytes, in hexadecimal digits. What is in it never changes, and what comes out is what
 * was put in.
 */
export interface FileStore {
  readonly has: (hash: string) => Promise<boolean>;
  /** Putting the same bytes again changes nothing. @returns their hash @throws ProblemError file_store_away */
  readonly put: (bytes: Uint8Array) => Promise<string>;
  /** @returns null when there is no such file @throws ProblemError file_store_away; Error when the bytes were changed */
  readonly read: (hash: string) => Promise<Buffer | null>;
}

/** Where named bytes lie: a folder or a bucket. Names are parts of a path, joined by slashes. */
export interface Depot {
  readonly has: (name: string) => Promise<boolean>;
  readonly put: (name: string, bytes: Uint8Array) => Promise<void>;
  readonly read: (name: string) => Promise<Buffer | null>;
}

export function openFileStore({ bucket, dataFolder }: Pick<Environment, 'bucket' | 'dataFolder'>): FileStore {
  return createFileStore(bucket ? openBucket(bucket) : openDiskFolder(join(dataFolder, 'files')));
}

function createFileStore(depot: Depot): FileStore {
  return {
    has: (hash) => depot.has(nameOf(hash)),
    put: async (bytes) => {
      const hash = hashOf(bytes);
      await depot.put(nameOf(hash), bytes);
      return hash;
    },
    read: async (hash) => {
      const bytes = await depot.read(nameOf(hash));
      if (bytes && hashOf(bytes) !== hash) throw new Error(`The stored file ${hash} was changed.`);
      return bytes;
    },
  };
}

/** No folder holds more than a part in 256 of all files. */
function nameOf(hash: string): string {
  if (!isFileHash(hash)) throw new Error('A file is named by the SHA-256 of its bytes.');
  return `${hash.slice(0, 2)}/${hash}`;
}
