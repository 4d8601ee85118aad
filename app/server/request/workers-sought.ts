import { parseCivilId } from '#app/domain/identity/civil-id.ts';
import type { Secrets } from '#app/server/identity/secrets.ts';

/** What is typed to find a worker: a whole civil ID finds that person by its hash, anything else is sought in names. */
export function workersSought(text: string, secrets: Secrets): { search: string; civilIdHash?: Buffer } {
  const read = parseCivilId(text);
  return read.ok
    ? { search: '', civilIdHash: secrets.hashForLookup('civil id', read.civilId) }
    : { search: text };
}
