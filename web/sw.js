// The service worker: the page opens without a connection, and what was seen can be read there. It keeps the page's
// files by their names, which change with their content, and the last answer of what the page reads.
// May not: change an answer, send anything by itself, or switch versions before the page asks for it.
const files = ['app.js', 'app.wasm', 'later.wasm', 'shell.css', 'icon.svg', 'icon-180.png', 'icon-512.png', 'manifest.webmanifest'];
const page = 'page ' + files.join(' '); // another version has other names
const seen = 'seen';
const most_seen = 600; // answers: tickets, zones, the snapshot
const is_seen = /^\/api\/v1\/(bootstrap|tickets\/[^/]+|zones\/.+)$/;

self.addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(page);
    await cache.addAll(files);
    const shown = await fetch('/').catch(() => null); // or the first visit could not be repeated without a connection
    if (shown && await is_of_this_version(shown)) await cache.put('/', shown);
  })());
});

/** The page, not the form to sign in at, and with these files: those of another version may not be here. */
async function is_of_this_version(response) {
  return response.status === 200 && !response.redirected && (await response.clone().text()).includes(files[0]);
}

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== page && name !== seen) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener('message', ({data}) => data === 'take over' && self.skipWaiting());

self.addEventListener('fetch', (event) => {
  const {request} = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  // Whoever signs in or out next shall not read what was seen before.
  if (request.method === 'POST' && /^\/(login|logout)$/.test(url.pathname)) event.waitUntil(caches.delete(seen));
  if (request.method !== 'GET') return;
  if (files.includes(url.pathname.slice(1))) return event.respondWith(kept_file(request));
  if (url.pathname.startsWith('/words-')) return event.respondWith(kept_translation(request)); // only the reader's own
  if (request.mode === 'navigate' && url.pathname === '/') return event.respondWith(fresh_or_kept(request, '/', page, is_of_this_version));
  if (is_seen.test(url.pathname)) event.respondWith(fresh_or_kept(request, url.pathname, seen));
});

/** Of the version that waits, too: the page that is kept may be the newer one already. */
async function kept_file(request) {
  return (await caches.match(request)) ?? fetch(request);
}

async function kept_translation(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await keep(page, request, response.clone());
  return response;
}

/** What the server says now; what it said last where it does not answer, marked as such. */
async function fresh_or_kept(request, key, name, is_good = (response) => response.status === 200 && !response.redirected) {
  try {
    const response = await fetch(request);
    if (await is_good(response)) keep(name, key, response.clone());
    return response;
  } catch (error) {
    const kept = await (await caches.open(name)).match(key);
    if (!kept) throw error;
    const headers = new Headers(kept.headers);
    headers.set('X-Kept', '1');
    return new Response(kept.body, {status: kept.status, headers});
  }
}

async function keep(name, key, response) {
  try {
    const cache = await caches.open(name);
    await cache.delete(key); // the newest stand last
    await cache.put(key, response);
    const keys = await cache.keys();
    for (const old of keys.slice(0, Math.max(0, keys.length - most_seen))) await cache.delete(old);
  } catch {} // the disk is full: it is read from the server as before
}
