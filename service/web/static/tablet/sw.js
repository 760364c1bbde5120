/* The service worker of the tablet: keeps the app's own files, and nothing else. The server puts SHELL before this. */
/* global SHELL */

const PREFIX = 'an-tru-shell-';
const CACHE = PREFIX + SHELL.version;
const PAGE = '/tablet';
const PATHS = new Set(SHELL.files.map((file) => file.path));

addEventListener('install', (event) => event.waitUntil(install()));
addEventListener('activate', (event) => event.waitUntil(Promise.all([forgetOthers(), clients.claim()])));
addEventListener('message', (event) => {
  if (event.data === 'take over') skipWaiting();
  if (event.data === 'version') event.ports[0].postMessage(SHELL.version);
});
addEventListener('fetch', (event) => {
  const path = wanted(event.request);
  if (path) event.respondWith(kept(path, event.request));
});

/** The path of the shell that a request is for; null for the API and all else, which goes to the network. */
function wanted(request) {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return null;
  if (request.mode === 'navigate') return pathname === PAGE ? PAGE : null;
  return PATHS.has(pathname) ? pathname : null;
}

async function kept(path, request) {
  const found = await caches.match(path, { cacheName: CACHE });
  return found ?? fetch(request);
}

/** All of this version or none of it; a file that did not change is taken from the version before. */
async function install() {
  const cache = await caches.open(CACHE);
  const had = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  await Promise.all(SHELL.files.filter(({ path }) => !had.has(path)).map((file) => bring(cache, file)));
}

async function bring(cache, { path, sha256 }) {
  const before = await caches.match(path);
  if (before && (await isIt(before.clone(), sha256))) return cache.put(path, before);
  for (const how of ['force-cache', 'reload']) {
    // What the page has just loaded is not asked for twice; what is kept of a captive portal or of half an update is not the file.
    const answer = await fetch(path, { cache: how, credentials: 'omit', redirect: 'error' });
    if (answer.ok && (await isIt(answer.clone(), sha256))) return cache.put(path, answer);
  }
  throw new TypeError(`not the file: ${path}`);
}

async function isIt(answer, sha256) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await answer.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}

async function forgetOthers() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(names.map((name) => caches.delete(name)));
}
