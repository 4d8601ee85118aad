import type { DBSchema, IDBPDatabase } from 'idb';
import { deleteDB, openDB } from 'idb';

/**
 * What lies on the phone, a database an account. Only what is needed to find and send a record stands in plain:
 * identifiers, counts and states. All else is sealed.
 */
interface PhoneSchema extends DBSchema {
  /** One record each: who the phone is to the server, and the key while it may be used. */
  phone: { key: 'id' | 'key'; value: string | HeldKey };
  /** `arrival`: up to which of the server's acts the phone has them. */
  packs: { key: string; value: { id: string; arrival: number; sealed: ArrayBuffer } };
  operations: {
    key: string;
    value: StoredOperation;
    indexes: { inspection: string; state: string; sequence: [string, string, number] };
  };
  photos: { key: string; value: StoredPhoto; indexes: { inspection: string; state: string } };
  /** What is being typed. */
  drafts: { key: string; value: { id: string; inspectionId: string; sealed: ArrayBuffer } };
}

export type PhoneDatabase = IDBPDatabase<PhoneSchema>;

export interface HeldKey {
  readonly key: CryptoKey;
  /** An instant: the end of the session that brought it. */
  readonly until: string;
}

export interface StoredOperation {
  readonly id: string;
  readonly inspectionId: string;
  readonly phoneId: string;
  readonly sequence: number;
  readonly state: 'unsent' | 'held' | 'refused';
  /** Why the server will never take it. */
  readonly problem: string | null;
  readonly sealed: ArrayBuffer;
}

export interface StoredPhoto {
  readonly id: string;
  readonly inspectionId: string;
  readonly hash: string;
  readonly bytes: number;
  /** How many of its bytes the server has. */
  readonly arrived: number;
  readonly state: 'unsent' | 'held' | 'refused';
  readonly problem: string | null;
  readonly sealed: ArrayBuffer;
}

const nameOf = (accountId: string) => `inspector ${accountId}`;

/** @param onOutdated another tab needs a later form of the database, or wipes it */
export function openPhoneDatabase(accountId: string, onOutdated: () => void): Promise<PhoneDatabase> {
  return openDB<PhoneSchema>(nameOf(accountId), 1, {
    upgrade(database) {
      database.createObjectStore('phone');
      database.createObjectStore('packs', { keyPath: 'id' });
      const operations = database.createObjectStore('operations', { keyPath: 'id' });
      operations.createIndex('inspection', 'inspectionId');
      operations.createIndex('state', 'state');
      operations.createIndex('sequence', ['inspectionId', 'phoneId', 'sequence'], { unique: true });
      const photos = database.createObjectStore('photos', { keyPath: 'id' });
      photos.createIndex('inspection', 'inspectionId');
      photos.createIndex('state', 'state');
      database.createObjectStore('drafts', { keyPath: 'id' });
    },
    blocking: onOutdated,
    terminated: onOutdated,
  });
}

export function deletePhoneDatabase(accountId: string): Promise<void> {
  return deleteDB(nameOf(accountId));
}
