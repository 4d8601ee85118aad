import type { SyncAnswer, SyncRequest } from '#app/domain/inspection/day-pack.ts';
import { MOST_INSPECTIONS_ASKED } from '#app/domain/inspection/day-pack.ts';
import type { Operation } from '#app/domain/inspection/operation.ts';
import { batchesOf, nextPiece, waitSeconds } from '#app/domain/inspection/sync-plan.ts';
import type { SyncState } from './phone.ts';
import { NoAnswer, ask } from './server.client.ts';
import type { Store } from './store.client.ts';

/**
 * Sends what the server doesn't hold, and fetches what others recorded. It may be cut off anywhere: whatever was not
 * answered is sent again, and the server knows each act by its identifier and each photo by its hash.
 */
export function createSync({
  store,
  lockName,
  onState,
  onChanged,
}: {
  store: Store;
  lockName: string;
  onState: (state: SyncState) => void;
  /** Acts of this inspection were added, or their states changed; null: photos only. */
  onChanged: (inspectionId: string | null) => Promise<void>;
}) {
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWanted = false;
  let isRunning = false;
  let isStopped = false;
  let doneAt: string | null = null;

  function request(): void {
    isWanted = true;
    if (!isRunning) void run();
  }

  async function run(): Promise<void> {
    isRunning = true;
    clearTimeout(timer);
    while (isWanted && !isStopped) {
      isWanted = false;
      onState({ phase: 'running', doneAt, retryAt: null });
      try {
        // One tab at a time; whoever waits finds less to send.
        await navigator.locks.request(lockName, async () => {
          await exchangeActs();
          await sendPhotos();
        });
        failures = 0;
        doneAt = new Date().toISOString();
        onState({ phase: 'idle', doneAt, retryAt: null });
      } catch (error) {
        if (isStopped) break;
        failures++;
        const phase = error instanceof NoAnswer ? error.phase : 'failed';
        const wait = waitSeconds(failures) * 1000;
        timer = setTimeout(request, wait);
        onState({ phase, doneAt, retryAt: new Date(Date.now() + wait).toISOString() });
      }
    }
    isRunning = false;
  }

  /** One's own first: what others recorded can wait. */
  async function exchangeActs(): Promise<void> {
    for (const operations of batchesOf(await store.unsentActs())) await sendActs(operations);
    let ids = Object.keys(await store.arrivals());
    while (ids.length > 0) {
      const others = ids.slice(MOST_INSPECTIONS_ASKED);
      ids = [...(await fetchActs(ids.slice(0, MOST_INSPECTIONS_ASKED))), ...others];
    }
  }

  async function sendActs(operations: readonly Operation[]): Promise<void> {
    const { held, refused } = await post({ operations, inspectionIds: [] });
    await store.mark(held, 'held');
    for (const [problem, each] of Map.groupBy(refused, (refusal) => refusal.problem))
      await store.mark(
        each.map(({ id }) => id),
        'refused',
        problem,
      );
    for (const id of new Set(operations.map(({ inspectionId }) => inspectionId))) await onChanged(id);
  }

  /** @returns the inspections of which there is more */
  async function fetchActs(inspectionIds: readonly string[]): Promise<string[]> {
    const { inspections } = await post({
      operations: [],
      inspectionIds,
      arrivals: await store.arrivals(),
    });
    const awaited = new Set(inspections.flatMap(({ photosAwaited }) => photosAwaited));
    for (const { id, operations, arrival } of inspections) {
      const isChanged = await store.takeIn(operations);
      await store.noteArrival(id, arrival);
      if (isChanged) await onChanged(id);
    }
    // What the server has lost, or never had whole, goes once more.
    for (const photo of await store.photos())
      if (photo.state === 'held' && awaited.has(photo.hash))
        await store.notePhoto(photo.id, { state: 'unsent', arrived: 0 });
    return inspections.filter(({ hasMore }) => hasMore).map(({ id }) => id);
  }

  async function post(body: SyncRequest): Promise<SyncAnswer> {
    const answer = await ask('/inspector/sync', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as SyncAnswer;
  }

  async function sendPhotos(): Promise<void> {
    for (const { id, hash } of await store.unsentPhotos()) {
      try {
        await sendPhoto(id, `/inspector/photos/${hash}`);
      } catch (error) {
        // A photo that the server will never take is told of; the others go on.
        if (!(error instanceof NoAnswer) || !isFinal(error.status)) throw error;
        await store.notePhoto(id, { state: 'refused', problem: error.problem });
      }
      await onChanged(null);
    }
  }

  async function sendPhoto(id: string, path: string): Promise<void> {
    const bytes = await store.photoBytes(id);
    if (!bytes) return;
    let progress = (await (await ask(path)).json()) as Progress;
    while (!progress.isStored) {
      const { from, to } = nextPiece(progress.received, bytes.byteLength);
      const answer = await ask(`${path}?offset=${from}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream' },
        body: bytes.slice(from, to),
      }).catch((error: unknown) => {
        // Another tab, or an attempt that was thought lost, was there first: the server says how far it is.
        if (error instanceof NoAnswer && error.problem === 'upload_elsewhere') return ask(path);
        throw error;
      });
      progress = (await answer.json()) as Progress;
      await store.notePhoto(id, { arrived: progress.received });
      await onChanged(null);
    }
    await store.notePhoto(id, { state: 'held', arrived: bytes.byteLength, problem: null });
  }

  return {
    request,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** What `/inspector/photos/:hash` answers. */
interface Progress {
  readonly received: number;
  readonly isStored: boolean;
}

/** Not found: the act that names the photo was refused. */
const isFinal = (status: number | null) =>
  status === 404 || status === 413 || status === 415 || status === 422;
