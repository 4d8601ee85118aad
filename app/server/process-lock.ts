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
  if (holder !== null && holder !== process.pid && isAlive(holder)) {
    throw new StartRefused(
      `Labour Cities already runs on ${folder} (process ${holder}). Stop it first, or set DATA_FOLDER to another folder. If process ${holder} is something else, remove ${file}.`,
    );
  }
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

function readHolder(file: string): number | null {
  try {
    return Number(readFileSync(file, 'utf8')) || null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
