import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { CivilId } from '#app/domain/identity/civil-id.ts';
import type { AccountId } from '#app/domain/identity/ids.ts';

/** What the product keeps secret with the installation's key. Every use has a key of its own, derived by HKDF. */
export interface Secrets {
  readonly sealCivilId: (civilId: CivilId) => SealedCivilId;
  readonly openCivilId: (encrypted: Buffer) => CivilId;
  /** What somebody reported, in their own words. */
  readonly sealReport: (text: string) => Buffer;
  readonly openReport: (encrypted: Buffer) => string;
  /** A keyed hash, to look up what must not stand in the database as it is. */
  readonly hashForLookup: (purpose: string, text: string) => Buffer;
  /** The key under which an inspector's phone keeps what it holds: the same at every sign-in of that account on that phone. */
  readonly phoneKey: (accountId: AccountId, phoneId: string) => Buffer;
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
  const civilIdKey = derive('civil id encryption');
  const reportKey = derive('report encryption');
  const lookupKey = derive('lookup');
  const hashForLookup = (purpose: string, text: string) =>
    createHmac('sha256', lookupKey).update(`${purpose}\0${text}`).digest();

  return {
    hashForLookup,
    phoneKey: (accountId, phoneId) => derive(`phone store\0${accountId}\0${phoneId}`),
    sealCivilId: (civilId) => ({
      civilIdEncrypted: seal(civilIdKey, civilId),
      civilIdHash: hashForLookup('civil id', civilId),
    }),
    openCivilId: (encrypted) => unseal(civilIdKey, encrypted) as CivilId,
    sealReport: (text) => seal(reportKey, text),
    openReport: (encrypted) => unseal(reportKey, encrypted),
  };
}

/** Initialisation vector, tag and ciphertext of AES-256-GCM. */
function seal(key: Buffer, text: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

function unseal(key: Buffer, encrypted: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, encrypted.subarray(0, IV_BYTES));
  decipher.setAuthTag(encrypted.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const body = encrypted.subarray(IV_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
}

/** A token no one can guess, and the hash of it that the database keeps. */
export function newToken(): { token: string; tokenHash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: hashToken(token) };
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
