/* global self, caches, fetch, Response, URL, setTimeout, VERSION, FILES, PAGE */
// Runs in the phone's browser, beside the inspector's app: keeps the page and the build's files that it needs, so that it
// opens without a network. What the inspector works on is not its business: that lies encrypted in IndexedDB.
// VERSION, FILES and PAGE stand before this (offline-worker.ts).

const PREFIX = 'inspector ';
const CACHE = PREFIX + VERSION;
const files = new Set(FILES);
/** A network that is there but carries nothing is not waited for. */
const NETWORK_MS = 3000;

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('message', ({ data }) => {
  if (data === 'take over') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate' && pathname === PAGE) event.respondWith(page(event));
  else if (files.has(pathname)) event.respondWith(file(request, pathname));
});

/** All or nothing: a version that lacks a file never takes over from one that has them. */
async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES);
  const answer = await fetch(PAGE, { redirect: 'manual' });
  if (!(await keepPage(answer))) throw new Error('The page of this version could not be had.');
}

async function takeOver() {
  for (const name of await caches.keys())
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  await self.clients.claim();
}

/** A page is kept only where every file of the build that it names is kept too: one of a later build needs that build's worker. */
async function keepPage(answer) {
  if (!answer.ok || answer.redirected) return false;
  const text = await answer.clone().text();
  const named = text.match(/\/assets\/[\w.-]+/g) ?? [];
  if (!named.every((path) => files.has(path))) return false;
  await (await caches.open(CACHE)).put(PAGE, answer);
  return true;
}

/**
 * The page as the server has it, where that is to be had soon; else the one that is kept. Where the session has ended, the
 * kept one too: it says so, and lets the inspector go on until the key's end.
 */
async function page(event) {
  const kept = await (await caches.open(CACHE)).match(PAGE);
  const asked = fetch(event.request).then(
    (answer) => {
      if (answer.ok) event.waitUntil(keepPage(answer.clone()).catch(() => false));
      return answer;
    },
    () => null,
  );
  if (!kept) return (await asked) ?? Response.error();
  const soon = await Promise.race([asked, new Promise((late) => setTimeout(() => late(null), NETWORK_MS))]);
  const isOurs = soon && soon.type !== 'opaqueredirect' && !soon.redirected && soon.status < 500;
  return isOurs ? soon : kept;
}

async function file(request, path) {
  return (await (await caches.open(CACHE)).match(path)) ?? fetch(request);
}
