import { appendFile, mkdir, readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AccountId } from '#app/domain/identity/ids.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { nullWhenMissing, refuseWhenFull } from './disk-folder.ts';

/** Files that are arriving in chunks; what was begun and left lying for a day, or behind many others, is thrown away. */
export interface Uploads {
  /** How many bytes are there. */
  readonly received: (upload: Upload) => Promise<number>;
  /**
   * Work on one upload, which nobody else works on meanwhile.
   * @throws what `work` throws
   */
  readonly alone: <Result>(
    upload: Upload,
    work: (partial: PartialFile) => Promise<Result>,
  ) => Promise<Result>;
}

interface Upload {
  readonly accountId: AccountId;
  readonly hash: string;
}

interface PartialFile {
  /**
   * @returns how many bytes are there now
   * @throws ProblemError upload_elsewhere when another number was there before; file_store_away when the disk is full
   */
  readonly append: (offset: number, bytes: Uint8Array) => Promise<number>;
  readonly read: () => Promise<Buffer>;
  readonly drop: () => Promise<void>;
}

const LONGEST_LYING_MS = 24 * 3_600_000;
/** A phone sends one photo after the other. Who begins more than these loses those that were begun first, and no disk fills. */
const MOST_LYING = 20;

export function openUploads({ dataFolder }: { dataFolder: string }): Uploads {
  const folder = join(dataFolder, 'uploads');
  const pathOf = ({ accountId, hash }: Upload) => join(folder, `${accountId}-${hash}`);
  const sizeOf = async (path: string) => (await stat(path).catch(nullWhenMissing))?.size ?? 0;
  const last = new Map<string, Promise<unknown>>();

  const partialAt = (path: string, accountId: AccountId): PartialFile => ({
    append: async (offset, bytes) => {
      const received = await sizeOf(path);
      if (offset !== received) throw new ProblemError('upload_elsewhere', { received });
      if (offset === 0) await makeRoom(folder, accountId);
      // Cut off in the middle, it leaves a beginning of the chunk, from which the sender goes on.
      await appendFile(path, bytes, { mode: 0o600 }).catch(refuseWhenFull);
      return received + bytes.length;
    },
    read: () => readFile(path),
    drop: () => rm(path, { force: true }),
  });

  return {
    received: (upload) => sizeOf(pathOf(upload)),
    alone: async (upload, work) => {
      const path = pathOf(upload);
      const result = (last.get(path) ?? Promise.resolve()).then(() =>
        work(partialAt(path, upload.accountId)),
      );
      const settled = result.catch(() => undefined);
      last.set(path, settled);
      void settled.then(() => last.get(path) === settled && last.delete(path));
      return result;
    },
  };
}

async function makeRoom(folder: string, accountId: AccountId): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lying: { path: string; since: number }[] = [];
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const since = (await stat(path).catch(nullWhenMissing))?.mtimeMs;
    if (since === undefined) continue;
    if (Date.now() - since > LONGEST_LYING_MS) await rm(path, { force: true });
    else if (name.startsWith(accountId)) lying.push({ path, since });
  }
  lying.sort((one, other) => other.since - one.since);
  for (const { path } of lying.slice(MOST_LYING - 1)) await rm(path, { force: true });
}
