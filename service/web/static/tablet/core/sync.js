/** The pull of docs/sync.md: page by page, each with its cursor in one transaction; nothing is purged on half a list. */

import * as catalogue from './catalogue.js';
import { changeFacts } from './door.js';
import { tell } from './events.js';
import { isOf, refusal } from './net.js';
import * as plans from './plans.js';
import * as register from './register.js';
import { call } from './session.js';
import { all, drop, get, names, put, write } from './store.js';
import { Trouble, asTrouble } from './trouble.js';

/**
 * @typedef {{kind: string, id: string, gone: boolean, mark: number | null, body: any}} Change
 * @typedef {{cursor: string | null, generation: number, complete: boolean, agreed: number, doubted: boolean}} Progress
 *   `complete` once a whole list has come; `generation` counts the fresh starts, `agreed` is the last whose
 *   sums did; `doubted`: the one before did not
 */

const PAGE = 1000; // about 40 KB packed, so a page comes through a thin line in time
const STORE_OF_KIND = { establishment: 'register', inspection: 'plans', campaign: 'plans', assignment: 'plans', finding: 'plans', visit: 'plans' };
const STORES = /** @type {const} */ (['register', 'plans', 'catalogue']);
const FRESH = { cursor: null, generation: 1, complete: false, agreed: 0, doubted: false };
/** Kept until all is fed again, whatever ends the app meanwhile. */
const STARTED_AGAIN = 'started-again';

/** @type {Promise<void> | null} */
let running = null;
/** @type {{running: boolean, received: number, at: number | null, trouble: Trouble | null, complete: boolean}} */
const shown = { running: false, received: 0, at: null, trouble: null, complete: false };

/** @returns {{running: boolean, received: number, at: number | null, trouble: Trouble | null, complete: boolean}} `at`: the last whole pull; `complete`: the first one is done */
export function status() {
  return { ...shown };
}

/** After unlocking. */
export async function load() {
  let progress = await progressNow();
  if (progress.complete && !(await names('catalogue')).length) {
    // Emptied while the tablet was too long without contact: the cursor speaks of what is gone,
    // and can no longer tell a server that was restored meanwhile.
    progress = { ...FRESH, generation: progress.generation + 1 };
    await write([put('meta', 'sync', progress), put('meta', STARTED_AGAIN, true)]);
  }
  Object.assign(shown, { at: (await get('meta', 'pulled-at')) ?? null, complete: progress.complete, trouble: null, received: 0 });
}

/** @returns {Promise<void>} settles when all has come; throws {@link Trouble}. One at a time, however many ask. */
export function pull() {
  running ??= pulled().finally(() => {
    running = null;
    shown.running = false;
    tell('sync', status());
  });
  return running;
}

/** @returns {Promise<boolean>} whether the server was seen to begin anew and {@link fedAgain} was not told since */
export async function startedAgain() {
  return Boolean(await get('meta', STARTED_AGAIN));
}

/** What a server that began anew may have lost waits to be sent again. */
export function fedAgain() {
  return write([drop('meta', STARTED_AGAIN)]);
}

async function pulled() {
  Object.assign(shown, { running: true, received: 0, trouble: null });
  tell('sync', status());
  try {
    while (await nextPage());
    const at = Date.now();
    await write([put('meta', 'pulled-at', at)]);
    Object.assign(shown, { at, complete: true });
    await loadAll();
  } catch (error) {
    shown.trouble = asTrouble(error);
    throw shown.trouble;
  }
}

/** @returns {Promise<boolean>} whether to ask for another */
async function nextPage() {
  const progress = await progressNow();
  const query = new URLSearchParams({ limit: String(PAGE), ...(progress.cursor ? { cursor: progress.cursor } : {}) });
  const answer = await call('GET', `/sync?${query}`);
  if (answer.status === 409 && isOf(answer.body?.type, 'start-again')) return startAgain(progress);
  if (answer.status !== 200) throw refusal(answer);
  if (!Array.isArray(answer.body?.changes) || !answer.body.next_cursor) throw new Trouble('not-ours');
  return applied(answer.body, progress);
}

/** @param {{changes: Change[], next_cursor: string, more: boolean, digests: any}} page @param {Progress} progress */
async function applied(page, progress) {
  const next = { ...progress, cursor: page.next_cursor };
  const changes = page.changes.map((change) => stored(change, progress.generation));
  await write([...changes, put('meta', 'sync', next)]);
  shown.received += page.changes.length;
  tell('sync', status());
  if (page.more) return true;
  if (progress.agreed === progress.generation && !page.changes.length) return false; // Nothing moved.
  return completed(page.digests, next);
}

/** The last page has come: what an older generation left goes now, if the sums agree, and not before. */
async function completed(digests, progress) {
  const rows = await everyRow();
  const old = rows.filter(({ value }) => value.generation < progress.generation);
  const live = rows.filter(({ value }) => value.generation === progress.generation);
  if (digests && !agree(digests, live)) {
    await write([put('meta', 'sync', { ...anew(progress), doubted: true })]);
    if (progress.doubted) throw new Trouble('sums-differ'); // The next pull brings all once more.
    return true;
  }
  const done = { ...progress, complete: true, agreed: progress.generation, doubted: false };
  await write([...old.map(({ store, id }) => drop(store, id)), put('meta', 'sync', done)]);
  return false;
}

/** As the server said, which a restored one does. @param {Progress} progress */
async function startAgain(progress) {
  await write([put('meta', 'sync', anew(progress)), put('meta', STARTED_AGAIN, true)]);
  return true;
}

/** @param {Progress} progress @returns {Progress} */
function anew(progress) {
  return { ...progress, cursor: null, generation: progress.generation + 1 };
}

/** @param {Change} change @param {number} generation */
function stored({ kind, id, gone, mark, body }, generation) {
  const store = STORE_OF_KIND[kind] ?? 'catalogue';
  const key = `${kind} ${id}`;
  return gone ? drop(store, key) : put(store, key, { kind, mark, generation, body });
}

/** @returns {Promise<{store: typeof STORES[number], id: string, value: any}[]>} */
async function everyRow() {
  const lists = await Promise.all(STORES.map(async (store) => (await all(store)).map((row) => ({ store, ...row }))));
  return lists.flat();
}

/** @param {Record<string, {count: number, digest: number}>} digests */
function agree(digests, rows) {
  const own = {};
  for (const { value } of rows) {
    const sum = (own[value.kind] ??= { count: 0, digest: 0 });
    sum.count += 1;
    sum.digest += value.mark ?? 0;
  }
  const kinds = new Set([...Object.keys(own), ...Object.keys(digests)]);
  const same = (a, b) => (a?.count ?? 0) === (b?.count ?? 0) && (a?.digest ?? 0) === (b?.digest ?? 0);
  return [...kinds].every((kind) => same(own[kind], digests[kind]));
}

/** What was pulled goes into memory, and the office's limits to the door. */
export async function loadAll() {
  await Promise.all([catalogue.load(), plans.load(), register.load()]);
  const told = catalogue.limits();
  await changeFacts(({ limits }) => ({ limits: { ...limits, ...numbersOf(told) } }));
}

function numbersOf(told) {
  return Object.fromEntries(Object.entries(told).filter(([, value]) => typeof value === 'number'));
}

/** @returns {Promise<Progress>} */
async function progressNow() {
  return { ...FRESH, ...(await get('meta', 'sync')) };
}
