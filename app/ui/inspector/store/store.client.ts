import type { DayPack, PackedInspection, RecordedOperation } from '#app/domain/inspection/day-pack.ts';
import type { Operation } from '#app/domain/inspection/operation.ts';
import type { PhoneDatabase, StoredOperation, StoredPhoto } from './database.client.ts';
import type { Act, Counts } from './phone.ts';
import type { Vault } from './vault.client.ts';
import type { ActState, HeldAct } from './visit.ts';

/** Written through to the disk before it counts as done: a battery that dies a moment later takes nothing with it. */
const DURABLE = { durability: 'strict' } as const;
const DAY = 'day';

type Day = Pick<DayPack, 'today' | 'preparedAt'> & { readonly inspectionIds: readonly string[] };
type SealedPart = Pick<RecordedOperation, 'kind' | 'body' | 'recordedAt' | 'accountId'>;

export interface NewPhoto {
  readonly id: string;
  readonly hash: string;
  readonly bytes: ArrayBuffer;
}

export type Store = ReturnType<typeof createStore>;

/** Reads and writes what lies on the phone. Nothing is sealed or opened within a transaction: IndexedDB would end it meanwhile. */
export function createStore({
  database,
  vault,
  accountId,
  phoneId,
}: {
  database: PhoneDatabase;
  vault: Vault;
  accountId: string;
  phoneId: string;
}) {
  const actLabel = (id: string) => `operation ${id}`;

  async function openAct({ sealed, ...head }: StoredOperation): Promise<HeldAct> {
    const part = await vault.open<SealedPart>(actLabel(head.id), sealed);
    return { ...head, ...part } as HeldAct;
  }

  const sealAct = ({ id, kind, body, recordedAt, accountId: by }: RecordedOperation) =>
    vault.seal(actLabel(id), { kind, body, recordedAt, accountId: by } as SealedPart);

  return {
    async day(): Promise<Day | null> {
      const found = await database.get('packs', DAY);
      return found ? vault.open<Day>('day', found.sealed) : null;
    },

    async pack(id: string): Promise<PackedInspection | null> {
      const found = await database.get('packs', id);
      return found ? vault.open<PackedInspection>(`pack ${id}`, found.sealed) : null;
    },

    /** Puts the day's work in place of what was there, and keeps visits of other days of which something is unsent. */
    async keepDay({ inspections, today, preparedAt }: DayPack): Promise<void> {
      const packs = await Promise.all(
        inspections.map(async (pack) => ({
          id: pack.id,
          arrival: pack.arrival,
          // The acts are kept one by one.
          sealed: await vault.seal(`pack ${pack.id}`, { ...pack, operations: [] }),
        })),
      );
      const fresh = new Set(packs.map(({ id }) => id));
      const before = (await database.getAllKeys('packs')).filter((id) => id !== DAY && !fresh.has(id));
      const waiting = new Set(
        (
          await Promise.all([
            database.getAllFromIndex('operations', 'state', 'unsent'),
            database.getAllFromIndex('operations', 'state', 'refused'),
            database.getAllFromIndex('photos', 'state', 'unsent'),
            database.getAllFromIndex('photos', 'state', 'refused'),
          ])
        )
          .flat()
          .map(({ inspectionId }) => inspectionId),
      );
      const kept = before.filter((id) => waiting.has(id));
      const inspectionIds = [...fresh, ...kept];
      const day = {
        id: DAY,
        arrival: 0,
        sealed: await vault.seal('day', { today, preparedAt, inspectionIds }),
      };
      const stores = ['packs', 'operations', 'photos', 'drafts'] as const;
      const transaction = database.transaction(stores, 'readwrite', DURABLE);
      for (const pack of [...packs, day]) void transaction.objectStore('packs').put(pack);
      for (const id of before.filter((each) => !waiting.has(each))) {
        // Something may have been recorded there since it was asked; a photo never comes without its act.
        const acts = await transaction.objectStore('operations').index('inspection').getAll(id);
        if (acts.some(({ state }) => state !== 'held')) continue;
        void transaction.objectStore('packs').delete(id);
        for (const name of ['operations', 'photos'] as const)
          for (const key of await transaction.objectStore(name).index('inspection').getAllKeys(id))
            void transaction.objectStore(name).delete(key);
        for (const draft of await transaction.objectStore('drafts').getAll())
          if (draft.inspectionId === id) void transaction.objectStore('drafts').delete(draft.id);
      }
      await transaction.done;
    },

    async acts(inspectionId: string): Promise<HeldAct[]> {
      const stored = await database.getAllFromIndex('operations', 'inspection', inspectionId);
      return Promise.all(stored.map(openAct));
    },

    /** Numbers an act and writes it, with its photo, in one transaction. */
    async append(
      inspectionId: string,
      act: Act,
      more: { photo?: NewPhoto; draft?: string },
    ): Promise<HeldAct> {
      const id = crypto.randomUUID();
      const written = { id, inspectionId, phoneId, accountId, recordedAt: new Date().toISOString(), ...act };
      const sealed = await sealAct({ ...written, sequence: 1 } as RecordedOperation);
      const photo: StoredPhoto | null = more.photo
        ? {
            id: more.photo.id,
            inspectionId,
            hash: more.photo.hash,
            bytes: more.photo.bytes.byteLength,
            arrived: 0,
            state: 'unsent',
            problem: null,
            sealed: await vault.sealBytes(`photo ${more.photo.id}`, more.photo.bytes),
          }
        : null;
      const transaction = database.transaction(['operations', 'photos', 'drafts'], 'readwrite', DURABLE);
      const operations = transaction.objectStore('operations');
      const ofPhone = IDBKeyRange.bound([inspectionId, phoneId, 0], [inspectionId, phoneId, Infinity]);
      const last = await operations.index('sequence').openKeyCursor(ofPhone, 'prev');
      const sequence = (last?.key[2] ?? 0) + 1;
      const head = { id, inspectionId, phoneId, sequence, state: 'unsent', problem: null } as const;
      const writes: Promise<unknown>[] = [operations.add({ ...head, sealed })];
      if (photo) writes.push(transaction.objectStore('photos').add(photo));
      if (more.draft) writes.push(transaction.objectStore('drafts').delete(more.draft));
      await Promise.all([...writes, transaction.done]);
      return { ...written, ...head } as HeldAct;
    },

    async unsentActs(): Promise<Operation[]> {
      const stored = await database.getAllFromIndex('operations', 'state', 'unsent');
      const acts = await Promise.all(stored.map(openAct));
      return acts.map(
        ({ id, inspectionId, phoneId: from, sequence, recordedAt, kind, body }) =>
          ({ id, inspectionId, phoneId: from, sequence, recordedAt, kind, body }) as Operation,
      );
    },

    async mark(ids: readonly string[], state: ActState, problem: string | null = null): Promise<void> {
      const transaction = database.transaction('operations', 'readwrite', DURABLE);
      for (const id of ids) {
        const stored = await transaction.store.get(id);
        if (stored) void transaction.store.put({ ...stored, state, problem });
      }
      await transaction.done;
    },

    /** Adds what others recorded, and notes what the server holds of one's own. @returns whether anything changed */
    async takeIn(acts: readonly RecordedOperation[]): Promise<boolean> {
      const known = await Promise.all(acts.map(({ id }) => database.get('operations', id)));
      const fresh = acts.filter((_, at) => !known[at]);
      const arrived = known.flatMap((stored) => (stored && stored.state !== 'held' ? [stored] : []));
      const sealed = await Promise.all(
        fresh.map(async (act): Promise<StoredOperation> => {
          const { id, inspectionId, phoneId: from, sequence } = act;
          const head = { id, inspectionId, phoneId: from, sequence, problem: null };
          return { ...head, state: 'held', sealed: await sealAct(act) };
        }),
      );
      if (fresh.length + arrived.length === 0) return false;
      const transaction = database.transaction('operations', 'readwrite', DURABLE);
      for (const stored of arrived) void transaction.store.put({ ...stored, state: 'held', problem: null });
      for (const each of sealed) {
        const { inspectionId, phoneId: from, sequence } = each;
        const place = [inspectionId, from, sequence] as [string, string, number];
        if (!(await transaction.store.index('sequence').getKey(place))) void transaction.store.put(each);
      }
      await transaction.done;
      return true;
    },

    /** Up to which of the server's acts each visit has them. */
    async arrivals(): Promise<Record<string, number>> {
      const packs = await database.getAll('packs');
      return Object.fromEntries(packs.filter(({ id }) => id !== DAY).map(({ id, arrival }) => [id, arrival]));
    },

    async noteArrival(inspectionId: string, arrival: number): Promise<void> {
      const transaction = database.transaction('packs', 'readwrite');
      const stored = await transaction.store.get(inspectionId);
      if (stored) void transaction.store.put({ ...stored, arrival });
      await transaction.done;
    },

    photos: () => database.getAll('photos'),
    unsentPhotos: () => database.getAllFromIndex('photos', 'state', 'unsent'),

    async photoBytes(id: string): Promise<ArrayBuffer | null> {
      const stored = await database.get('photos', id);
      return stored ? vault.openBytes(`photo ${id}`, stored.sealed) : null;
    },

    async notePhoto(
      id: string,
      change: Partial<Pick<StoredPhoto, 'arrived' | 'state' | 'problem'>>,
    ): Promise<void> {
      const transaction = database.transaction('photos', 'readwrite');
      const stored = await transaction.store.get(id);
      if (stored) void transaction.store.put({ ...stored, ...change });
      await transaction.done;
    },

    async drafts(): Promise<Map<string, unknown>> {
      const stored = await database.getAll('drafts');
      const opened = stored.map(
        async ({ id, sealed }) => [id, await vault.open<unknown>(`draft ${id}`, sealed)] as const,
      );
      return new Map(await Promise.all(opened));
    },

    async keepDraft(id: string, inspectionId: string, value: unknown): Promise<void> {
      if (value === null) return database.delete('drafts', id);
      const sealed = await vault.seal(`draft ${id}`, value);
      const transaction = database.transaction('drafts', 'readwrite', DURABLE);
      void transaction.store.put({ id, inspectionId, sealed });
      await transaction.done;
    },

    counts: () => countWaiting(database),
  };
}

/** How much the server doesn't hold; told without the key too. */
export async function countWaiting(database: PhoneDatabase): Promise<Counts> {
  const count = (store: 'operations' | 'photos', state: ActState) =>
    database.countFromIndex(store, 'state', state);
  const [acts, photos, refusedActs, refusedPhotos] = await Promise.all([
    count('operations', 'unsent'),
    count('photos', 'unsent'),
    count('operations', 'refused'),
    count('photos', 'refused'),
  ]);
  return { acts, photos, refused: refusedActs + refusedPhotos };
}
