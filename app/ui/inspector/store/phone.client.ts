import type { DayPack } from '#app/domain/inspection/day-pack.ts';
import type { HeldKey, PhoneDatabase } from './database.client.ts';
import { deletePhoneDatabase, openPhoneDatabase } from './database.client.ts';
import type { OpenState, Phone, PhoneState } from './phone.ts';
import { takeInPhoto } from './photo-intake.client.ts';
import { NoAnswer, ask } from './server.client.ts';
import type { NewPhoto, Store } from './store.client.ts';
import { countWaiting, createStore } from './store.client.ts';
import { createSync } from './sync.client.ts';
import { createVault, importKey } from './vault.client.ts';
import type { Visit } from './visit.ts';
import { prepareVisit, visitOf } from './visit.ts';

const KEY_CHECK_MS = 20_000;
/** From so long before the phone locks it is told. */
const KEY_ENDS_SOON_MS = 90 * 60_000;

const endsSoon = (until: string) => Date.parse(until) - Date.now() < KEY_ENDS_SOON_MS;

interface Session {
  readonly store: Store;
  readonly sync: ReturnType<typeof createSync>;
}

/** Opens what one account keeps on this phone. The design stands in app/domain/inspection/DECISIONS.md. */
export function openPhone(account: { accountId: string; displayName: string }): Phone {
  const { accountId, displayName } = account;
  const listeners = new Set<() => void>();
  const tabs = new BroadcastChannel(`inspector ${accountId}`);
  let state: PhoneState = { kind: 'opening' };
  let database: Promise<PhoneDatabase> | null = null;
  let session: Session | null = null;
  /** Keystrokes are written in the order in which they were made. */
  let typing = Promise.resolve();
  let isClosed = false;

  const show = (next: PhoneState) => {
    if (isClosed) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const change = (part: Partial<OpenState>) => {
    if (state.kind === 'open') show({ ...state, ...part });
  };

  const onVisible = () => {
    if (document.visibilityState === 'visible') void checkKey().then(() => session?.sync.request());
  };
  const onOnline = () => (state.kind === 'locked' ? void unlock() : session?.sync.request());
  const keyTimer = setInterval(() => void checkKey(), KEY_CHECK_MS);
  addEventListener('online', onOnline);
  document.addEventListener('visibilitychange', onVisible);
  tabs.addEventListener('message', ({ data }: MessageEvent<string>) => {
    if (data !== 'locked') return void reload(data);
    endSession();
    void unlock();
  });

  function theDatabase(): Promise<PhoneDatabase> {
    database ??= openPhoneDatabase(accountId, () => {
      void closeDatabase();
      endSession();
      show({ kind: 'locked', why: 'other_version', counts: none });
    });
    return database;
  }

  async function closeDatabase(): Promise<void> {
    const opened = database;
    database = null;
    (await opened?.catch(() => null))?.close();
  }

  async function phoneId(): Promise<string> {
    const transaction = (await theDatabase()).transaction('phone', 'readwrite');
    let id = (await transaction.store.get('id')) as string | undefined;
    if (!id) {
      id = crypto.randomUUID();
      await transaction.store.put(id, 'id');
    }
    await transaction.done;
    return id;
  }

  async function heldKey(): Promise<HeldKey | null> {
    const held = (await (await theDatabase()).get('phone', 'key')) as HeldKey | undefined;
    if (!held || Date.now() < Date.parse(held.until)) return held ?? null;
    await (await theDatabase()).delete('phone', 'key');
    return null;
  }

  /** The key as the server derives it for whoever is signed in. @throws NoAnswer */
  async function fetchKey(): Promise<HeldKey | 'other_account'> {
    const answer = await ask('/inspector/key', {
      method: 'POST',
      body: new URLSearchParams({ phoneId: await phoneId() }),
    });
    const given = (await answer.json()) as { accountId: string; key: string; until: string };
    if (given.accountId !== accountId) return 'other_account';
    const held = { key: await importKey(given.key), until: given.until };
    await (await theDatabase()).put('phone', held, 'key');
    return held;
  }

  async function unlock(): Promise<void> {
    try {
      const held = await heldKey();
      if (held) {
        await begin(held);
        // A later session lets the phone go on for longer.
        const later = await fetchKey().catch(() => null);
        if (later === 'other_account') return await lockFor(later);
        if (later) change({ until: later.until, endsSoon: endsSoon(later.until) });
        return;
      }
      const fetched = await fetchKey();
      if (fetched !== 'other_account') await begin(fetched);
      else show({ kind: 'locked', why: fetched, counts: none });
    } catch (error) {
      if (!(error instanceof NoAnswer)) return show({ kind: 'broken' });
      const why = error.phase === 'offline' ? 'offline' : 'sign_in_needed';
      show({ kind: 'locked', why, counts: await countWaiting(await theDatabase()) });
    }
  }

  async function begin(held: HeldKey): Promise<void> {
    if (session) return;
    const vault = createVault(held.key);
    const store = createStore({ database: await theDatabase(), vault, accountId, phoneId: await phoneId() });
    const sync = createSync({
      store,
      lockName: `inspector sync ${accountId}`,
      onState: (each) => change({ sync: each }),
      onChanged: async (inspectionId) => {
        if (inspectionId) await reload(inspectionId);
        change({ counts: await store.counts() });
        tabs.postMessage(inspectionId ?? '');
      },
    });
    session = { store, sync };
    const day = await store.day();
    show({
      kind: 'open',
      displayName,
      until: held.until,
      endsSoon: endsSoon(held.until),
      day,
      visits: new Map((day?.inspectionIds ?? []).map((id) => [id, null])),
      drafts: await store.drafts(),
      counts: await store.counts(),
      storage: null,
      sync: { phase: 'idle', doneAt: null, retryAt: null },
      unsaved: null,
      dayProblem: null,
    });
    for (const id of day?.inspectionIds ?? []) await reload(id);
    void measureStorage();
    await storeDay();
  }

  /** Reads a visit anew from the disk. */
  async function reload(inspectionId: string): Promise<void> {
    const store = session?.store;
    if (!store) return;
    if (inspectionId) {
      const known = visitIn(inspectionId);
      const pack = known?.pack ?? (await store.pack(inspectionId));
      if (pack) showVisit(visitOf(known ?? prepareVisit(pack), await store.acts(inspectionId)));
    }
    change({ counts: await store.counts() });
  }

  const visitIn = (id: string): Visit | null =>
    state.kind === 'open' ? (state.visits.get(id) ?? null) : null;

  const showVisit = (visit: Visit) => {
    if (state.kind === 'open') change({ visits: new Map(state.visits).set(visit.pack.id, visit) });
  };

  /** Fetches the day's work and sends what is there; where there is no network, what lies on the phone stands. */
  async function storeDay(): Promise<void> {
    const current = session;
    if (!current) return;
    try {
      const pack = (await (await ask('/inspector/pack.json')).json()) as DayPack;
      await writing(() => current.store.keepDay(pack));
      for (const { operations } of pack.inspections) await current.store.takeIn(operations);
      const day = await current.store.day();
      if (state.kind !== 'open' || session !== current) return;
      change({ day, dayProblem: null, visits: new Map((day?.inspectionIds ?? []).map((id) => [id, null])) });
      for (const id of day?.inspectionIds ?? []) await reload(id);
    } catch (error) {
      change({ dayProblem: error instanceof NoAnswer ? error.phase : 'failed' });
    }
    await measureStorage();
    current.sync.request();
  }

  async function measureStorage(): Promise<void> {
    // Asked again each time: a browser grants it once the app is installed or much used.
    const isKept = await navigator.storage.persist().catch(() => false);
    const { usage = 0, quota = 0 } = await navigator.storage.estimate();
    change({ storage: { used: usage, available: Math.max(0, quota - usage), isKept } });
  }

  /** Does a write, and shows at once where the disk didn't take it. */
  async function writing<Result>(write: () => Promise<Result>): Promise<Result> {
    try {
      const result = await write();
      if (state.kind === 'open' && state.unsaved) change({ unsaved: null });
      return result;
    } catch (error) {
      const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
      change({ unsaved: isFull ? 'disk_full' : 'write_failed' });
      void measureStorage();
      throw error;
    }
  }

  async function append(
    inspectionId: string,
    act: Parameters<Phone['record']>[1],
    more: { photo?: NewPhoto; draft?: string },
  ): Promise<void> {
    const current = session;
    const visit = visitIn(inspectionId);
    if (!current || !visit) throw new Error('The phone is locked.');
    await typing;
    const written = await writing(() => current.store.append(inspectionId, act, more));
    const now = visitIn(inspectionId) ?? visit;
    showVisit(visitOf(now, [...now.acts, written]));
    if (more.draft && state.kind === 'open') {
      const drafts = new Map(state.drafts);
      drafts.delete(more.draft);
      change({ drafts });
    }
    change({ counts: await current.store.counts() });
    tabs.postMessage(inspectionId);
    if (navigator.onLine) current.sync.request();
  }

  function endSession(): void {
    session?.sync.stop();
    session = null;
  }

  /** The key goes; what lies here opens again to whom it is, once they sign in. */
  async function lockFor(why: 'sign_in_needed' | 'other_account'): Promise<void> {
    await (await theDatabase()).delete('phone', 'key');
    endSession();
    tabs.postMessage('locked');
    const counts = why === 'other_account' ? none : await countWaiting(await theDatabase());
    show({ kind: 'locked', why, counts });
  }

  async function checkKey(): Promise<void> {
    if (state.kind !== 'open') return;
    if (endsSoon(state.until) !== state.endsSoon) change({ endsSoon: endsSoon(state.until) });
    if (Date.now() < Date.parse(state.until)) return;
    if (await heldKey()) return;
    endSession();
    await unlock();
  }

  void unlock();

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    unlock,
    storeDay,
    sync: () => session?.sync.request(),
    record: (inspectionId, act, draft) => append(inspectionId, act, draft ? { draft } : {}),
    async takePhoto(inspectionId, questionId, file) {
      const { body, bytes } = await takeInPhoto(file, questionId);
      const photo = { id: body.photoId, hash: body.hash, bytes };
      await append(inspectionId, { kind: 'photographed', body }, { photo });
      void measureStorage();
    },
    async photo(photoId) {
      const bytes = await session?.store.photoBytes(photoId);
      return bytes ? new Blob([bytes], { type: 'image/jpeg' }) : null;
    },
    photosToSend: async () => (await session?.store.photos()) ?? [],
    keepDraft(id, inspectionId, value) {
      const current = session;
      if (!current) return Promise.resolve();
      if (state.kind === 'open') {
        const drafts = new Map(state.drafts);
        if (value === null) drafts.delete(id);
        else drafts.set(id, value);
        change({ drafts });
      }
      const written = typing.then(() => writing(() => current.store.keepDraft(id, inspectionId, value)));
      typing = written.catch(() => undefined);
      return typing;
    },
    async lock() {
      await typing;
      await endOnServer().catch(() => undefined);
      await lockFor('sign_in_needed');
    },
    async signOut() {
      await endOnServer();
      endSession();
      await closeDatabase();
      await deletePhoneDatabase(accountId);
      for (const name of await caches.keys()) await caches.delete(name);
      await (await navigator.serviceWorker?.getRegistration('/inspector'))?.unregister();
    },
    close() {
      isClosed = true;
      clearInterval(keyTimer);
      removeEventListener('online', onOnline);
      document.removeEventListener('visibilitychange', onVisible);
      tabs.close();
      endSession();
      void closeDatabase();
    },
  };
}

/** @throws NoAnswer */
async function endOnServer(): Promise<void> {
  try {
    await ask('/sign-out', { method: 'POST', body: new URLSearchParams() });
  } catch (error) {
    // The answer leads on to another page, which `ask` takes for the way to sign in.
    if (!(error instanceof NoAnswer) || error.phase !== 'sign_in_needed') throw error;
  }
}

const none = { acts: 0, photos: 0, refused: 0 };
