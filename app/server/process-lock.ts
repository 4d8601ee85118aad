import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { StartRefused } from '#db/embedded.ts';

/**
 * Holds the data folder for this process, so that a second start doesn't stop the first one's database. A process that
 * was killed holds nothing.
 * @returns what gives the folder free again
 * @throws StartRefused while another process holds it
 */
export function holdFolder(folder: string): () => void {
  const file = resolve(folder, 'process-id');
  mkdirSync(folder, { recursive: true });
  const holder = readHolder(file);
  if (holder !== null && holder !== process.pid && mayBeProduct(holder)) {
    throw new StartRefused(
      `Labour Cities already runs on ${folder} (process ${holder}). Stop it first, or set DATA_FOLDER to another folder. If process ${holder} is something else, remove ${file}.`,
    );
  }
  rmSync(file, { force: true });
  // Of two that start at once, the file is made by one only.
  writeFileSync(file, String(process.pid), { flag: 'wx' });
  return () => rmSync(file, { force: true });
}

function readHolder(file: string): number | null {
  try {
    return Number(readFileSync(file, 'utf8')) || null;
  } catch {
    return null;
  }
}

/** False when the process is gone, or is known to be another program that was given the number anew. */
function mayBeProduct(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Another user's process may not be signalled, but it is there.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  try {
    // A process that was killed, and is not yet buried by its parent, has an empty command line.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('server/start');
  } catch {
    return true;
  }
}
