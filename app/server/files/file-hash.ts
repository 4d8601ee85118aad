import { createHash } from 'node:crypto';

/** The SHA-256 of a file's bytes, in hexadecimal digits: its name in the store. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
