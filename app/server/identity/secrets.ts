import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { CivilId } from '#app/domain/identity/civil-id.ts';

/** What the product keeps secret with the installation's key. Every use has a key of its own, derived by HKDF. */
export interface Secrets {
  readonly sealCivilId: (civilId: CivilId) => SealedCivilId;
  readonly openCivilId: (encrypted: Buffer) => CivilId;
  /** A keyed hash, to look up what must not stand in the database as it is. */
  readonly hashForLookup: (purpose: string, text: string) => Buffer;
}

export interface SealedCivilId {
  readonly civilIdEncrypted: Buffer;
  readonly civilIdHash: Buffer;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

export function createSecrets(key: Buffer): Secrets {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', key, '', `labour-cities ${purpose}`, 32));
  const encryptionKey = derive('civil id encryption');
  const lookupKey = derive('lookup');
  const hashForLookup = (purpose: string, text: string) =>
    createHmac('sha256', lookupKey).update(`${purpose}\0${text}`).digest();

  return {
    hashForLookup,
    sealCivilId(civilId) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', encryptionKey, iv);
      const body = Buffer.concat([cipher.update(civilId, 'utf8'), cipher.final()]);
      return {
        civilIdEncrypted: Buffer.concat([iv, cipher.getAuthTag(), body]),
        civilIdHash: hashForLookup('civil id', civilId),
      };
    },
    openCivilId(encrypted) {
      const decipher = createDecipheriv('aes-256-gcm', encryptionKey, encrypted.subarray(0, IV_BYTES));
      decipher.setAuthTag(encrypted.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const body = encrypted.subarray(IV_BYTES + TAG_BYTES);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8') as CivilId;
    },
  };
}

/** A token no one can guess, and the hash of it that the database keeps. */
export function newToken(): { token: string; tokenHash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: hashToken(token) };
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
