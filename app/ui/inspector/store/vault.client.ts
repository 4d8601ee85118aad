const IV_BYTES = 12;

/**
 * Closes and opens what is kept on the phone, by AES-GCM. `label` names the record: what was closed under one name opens
 * under no other, so that records can't be exchanged for each other.
 */
export interface Vault {
  readonly seal: (label: string, value: unknown) => Promise<ArrayBuffer>;
  readonly open: <Value>(label: string, sealed: ArrayBuffer) => Promise<Value>;
  readonly sealBytes: (label: string, bytes: ArrayBuffer) => Promise<ArrayBuffer>;
  readonly openBytes: (label: string, sealed: ArrayBuffer) => Promise<ArrayBuffer>;
}

/** @param raw the key's bytes, in base64 @returns a key whose bytes no script can read again */
export function importKey(raw: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(raw), (character) => character.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

export function createVault(key: CryptoKey): Vault {
  const text = new TextEncoder();
  const algorithm = (label: string, iv: Uint8Array<ArrayBuffer>) => ({
    name: 'AES-GCM',
    iv,
    additionalData: text.encode(label),
  });
  const sealBytes = async (label: string, bytes: ArrayBuffer | Uint8Array<ArrayBuffer>) => {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const closed = await crypto.subtle.encrypt(algorithm(label, iv), key, bytes);
    return new Blob([iv, closed]).arrayBuffer();
  };
  const openBytes = (label: string, sealed: ArrayBuffer) =>
    crypto.subtle.decrypt(
      algorithm(label, new Uint8Array(sealed, 0, IV_BYTES)),
      key,
      new Uint8Array(sealed, IV_BYTES),
    );
  return {
    sealBytes,
    openBytes,
    seal: (label, value) => sealBytes(label, text.encode(JSON.stringify(value))),
    open: async (label, sealed) => JSON.parse(new TextDecoder().decode(await openBytes(label, sealed))),
  };
}
