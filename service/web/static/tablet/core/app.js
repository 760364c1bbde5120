/** Everything below the screens, put together: what happens at the start, after the PIN, and before locking. */

import * as catalogue from './catalogue.js';
import * as drafts from './drafts.js';
import { on } from './events.js';
import { touched, watchIdleness } from './idle.js';
import * as outbox from './outbox.js';
import * as photos from './photos.js';
import * as plans from './plans.js';
import * as register from './register.js';
import * as sync from './sync.js';
import * as tab from './tab.js';
import * as vault from './vault.js';
import { watchUpdates } from './update.js';

const PULL_EVERY_MS = 10 * 60_000;

/** @type {ReturnType<typeof setInterval> | undefined} */
let pulling;
/** @type {Promise<void> | null} */
let opening = null;

/**
 * @param {() => void} elsewhere another tab took over, or has the tablet already: offer `tab.takeOver()`
 * @returns {Promise<'unavailable' | 'elsewhere' | import('./vault.js').State>} what to show
 */
export async function boot(elsewhere) {
  if (!vault.available().ok) return 'unavailable';
  watchUpdates();
  if (!(await tab.claim(elsewhere))) return 'elsewhere';
  on('vault', (state) => {
    if (state === 'open') return;
    clearInterval(pulling);
    outbox.stop();
    for (const part of [catalogue, plans, register]) part.forget();
  });
  on('outbox', (told) => told?.finished && outbox.sendDue());
  watchIdleness();
  return vault.start();
}

/**
 * After `vault.enrol` or `vault.unlock`: everything that lies here comes into memory, no network needed;
 * then the tablet sends and pulls on its own. Asked twice at the same time it is done once.
 * @returns {Promise<void>}
 */
export function opened() {
  opening ??= open().finally(() => {
    opening = null;
  });
  return opening;
}

async function open() {
  touched();
  await Promise.all([sync.loadAll(), sync.load()]);
  await photos.clean(await drafts.list());
  await outbox.tidy();
  await drafts.counted();
  photos.persist();
  refresh();
  clearInterval(pulling);
  pulling = setInterval(refresh, PULL_EVERY_MS);
}

/** Pulls, feeds a restored server again, sends; what goes wrong is told by `sync.status()` and the outbox. @returns {Promise<void>} */
export async function refresh() {
  if (vault.state() !== 'open') return;
  try {
    await sync.pull();
    await outbox.refeed();
    await vault.refreshFacts();
  } catch {
    // Told by sync.status(); what waits is sent all the same.
  }
  if (vault.state() === 'open') await outbox.watch();
}
