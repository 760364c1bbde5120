/** What waits to be sent: each visit by itself, so that none blocks another; gone only by a receipt that covers all. */

import { facts } from './door.js';
import { counted, open } from './drafts.js';
import { tell } from './events.js';
import { bringPlace, deliver } from './delivery.js';
import { isOver } from './session.js';
import { all, drop, get, isOpen, put, write } from './store.js';
import { fedAgain, startedAgain } from './sync.js';
import { asTrouble } from './trouble.js';

/**
 * @typedef {object} Item what is sent for a visit or an amendment
 * @property {'visit'} what @property {string} id of the draft @property {string} visit @property {boolean} amends
 * @property {string} place id of the establishment @property {string} body JSON, sent byte for byte each time
 * @property {import('./upload.js').File[]} files
 * @property {number} at when it was finished @property {number} tries in vain @property {number} next when to try again
 * @property {import('./trouble.js').TroubleRow | null} trouble why it is not sent yet
 * @property {{content: string, version: number} | null} answered as the server first acknowledged this body
 * @property {string | null} receipt that covers all
 * @property {number | null} done when it came
 *
 * @typedef {{what: 'establishment', id: string, body: any, at: number, tries: number, next: number,
 *   trouble: import('./trouble.js').TroubleRow | null, done: number | false}} PlaceItem `trouble`: the server refused it
 */

const FIRST_WAIT_MS = 4_000;
const LONGEST_WAIT_MS = 15 * 60_000;
const DAY_MS = 86_400_000;

/** @type {Promise<void> | null} */
let running = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** @type {Map<string, {sent: number, total: number}>} bytes on the way, by draft */
const moving = new Map();
let watching = false;

/** @returns {Promise<(Item & {moving: {sent: number, total: number} | null})[]>} not yet covered by a receipt, the oldest first */
export async function waiting() {
  const items = (await visits()).filter((item) => !item.done);
  return items.map((item) => ({ ...item, moving: moving.get(item.id) ?? null }));
}

/** @returns {Promise<PlaceItem[]>} establishments met in the field that the server does not know yet */
export async function places() {
  return (await everyPlace()).filter((item) => !item.done);
}

/** @param {string} id of a draft @returns {Promise<(Item & {moving: {sent: number, total: number} | null}) | undefined>} what is sent of it, or was */
export async function itemOf(id) {
  const item = await get('outbox', `visit ${id}`);
  return item && { ...item, moving: moving.get(id) ?? null };
}

/** @param {Item} item @returns {number} bytes that are sent for it, photos included */
export function sizeOf({ body, files }) {
  return body.length + files.reduce((sum, file) => sum + file.size, 0);
}

/** @returns {boolean} */
export function isSending() {
  return running !== null;
}

/** Sends on its own from now on: after each finish, when the tablet seems to be online, when it is looked at, and by a timer. */
export function watch() {
  if (!watching) {
    watching = true;
    addEventListener('online', () => hint());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && hint());
  }
  return sendDue();
}

/** Everything at once, whatever it waits for, but for what was refused. @returns {Promise<void>} */
export async function sendNow() {
  await running;
  const items = [...(await places()), ...(await visits())].filter((item) => isWanted(item) && item.next > 0);
  await write(items.map((item) => put('outbox', keyOf(item), { ...item, next: 0 })));
  return sendDue();
}

/** What is due. One run at a time; never throws. @returns {Promise<void>} */
export function sendDue() {
  running ??= run()
    .catch((error) => {
      asTrouble(error);
    })
    .finally(async () => {
      running = null;
      tell('outbox');
      await plan();
    });
  return running;
}

/** A server that began anew is fed again with what it acknowledged and this tablet still has; ended in the middle, it goes on the next time. @returns {Promise<number>} how many */
export async function refeed() {
  if (!(await startedAgain())) return 0;
  const items = (await visits()).filter((item) => item.done);
  const met = (await everyPlace()).filter((item) => item.done);
  await write(met.map((item) => put('outbox', keyOf(item), { ...item, done: false, next: 0, tries: 0 })));
  for (const item of items) {
    const again = { ...item, done: null, answered: null, receipt: null, next: 0, tries: 0 };
    await (await open(item.id)).move({ state: 'ready' }, [put('outbox', keyOf(item), again)]);
  }
  await fedAgain();
  await counted();
  return items.length;
}

/** Lets go of what was acknowledged long enough ago; after unlocking. */
export async function tidy() {
  const { limits } = await facts();
  const oldest = Date.now() - limits.days_kept_after_receipt * DAY_MS;
  for (const item of await visits()) {
    if (!item.done || item.done > oldest) continue;
    const photos = item.files.map(({ hash }) => drop('photos', `${item.id} ${hash}`));
    await write([drop('outbox', keyOf(item)), drop('drafts', item.id), ...photos]);
  }
}

/** Before locking. */
export function stop() {
  clearTimeout(timer);
  moving.clear();
}

function hint() {
  if (isOpen()) sendNow();
}

async function run() {
  if (!isOpen() || isOver()) return;
  for (const item of (await places()).filter(isDue)) {
    if (!isOpen() || isOver()) return;
    await attemptPlace(item);
  }
  const every = await visits();
  for (const [at, item] of every.entries()) {
    if (!isDue(item) || waitsForAnother(item, every)) continue;
    if (!isOpen() || isOver()) return;
    every[at] = (await attempt(item)) ?? item;
  }
}

/** @param {Item | PlaceItem} item */
function isDue(item) {
  return isWanted(item) && item.next <= Date.now();
}

/** An amendment goes after what it amends. @param {Item} item @param {Item[]} every the oldest first */
function waitsForAnother(item, every) {
  const before = every.slice(0, every.findIndex((one) => one.id === item.id));
  return before.some((one) => one.visit === item.visit && isWanted(one));
}

/** A place that nobody has visited yet goes too. @param {PlaceItem} item */
async function attemptPlace(item) {
  try {
    await bringPlace(item.id);
  } catch (error) {
    if (!isOpen()) return;
    const { tries, next } = putOff(item, asTrouble(error));
    const now = await get('outbox', keyOf(item)); // Where it was refused, the trouble stands in it.
    await write([put('outbox', keyOf(item), { ...now, tries, next })]);
  }
}

/** @param {Item} item @returns {Promise<Item | undefined>} as it stands afterwards, unless the tablet was locked meanwhile */
async function attempt(item) {
  const draft = await open(item.id);
  const total = sizeOf(item);
  const progress = (sent) => {
    moving.set(item.id, { sent, total });
    tell('outbox', { id: item.id, sent, total });
  };
  try {
    progress(0);
    if (draft.row.state !== 'sending') await draft.move({ state: 'sending', trouble: null });
    const { receipt, answered, triage } = await deliver(item, progress);
    const done = { ...item, answered, receipt, trouble: null, done: Date.now() };
    await draft.move({ state: 'sent', sent: Date.now(), triage, trouble: null }, [put('outbox', keyOf(item), done)]);
    return done;
  } catch (error) {
    return isOpen() ? await failed(item.id, draft, asTrouble(error)) : undefined;
  } finally {
    moving.delete(item.id);
    if (isOpen()) await counted();
  }
}

/** Refused by its content: kept whole for the person to look at. Anything else: tried again later. @returns {Promise<Item>} */
async function failed(id, draft, trouble) {
  const item = await get('outbox', `visit ${id}`);
  const later = putOff(item, trouble);
  const patch = isWanted(later) ? { state: /** @type {const} */ ('ready') } : { state: /** @type {const} */ ('attention'), trouble: later.trouble };
  await draft.move(patch, [put('outbox', keyOf(item), later)]);
  return later;
}

/** @template {Item | PlaceItem} T @param {T} item @param {import('./trouble.js').Trouble} trouble @returns {T} */
function putOff(item, trouble) {
  const tries = item.tries + 1;
  const wait = Number(trouble.values.seconds ?? 0) * 1000 || backoff(tries);
  return { ...item, trouble: trouble.row(), tries, next: Date.now() + wait };
}

/** @param {number} tries @returns {number} milliseconds, drawn so that tablets do not come all at once */
function backoff(tries) {
  const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries - 1, 12));
  return most / 2 + Math.random() * (most / 2);
}

async function plan() {
  clearTimeout(timer);
  if (!isOpen()) return;
  const every = await visits();
  const free = every.filter((item) => !waitsForAnother(item, every));
  const times = [...(await places()), ...free].filter(isWanted).map((item) => item.next);
  if (!times.length) return;
  timer = setTimeout(sendDue, Math.max(0, Math.min(...times) - Date.now()));
}

/** @returns {Promise<Item[]>} */
async function visits() {
  const items = (await all('outbox')).map(({ value }) => value);
  return items.filter((item) => item.what === 'visit').sort((a, b) => a.at - b.at);
}

/** Refused by its content, it rests until the person has mended it. @param {Item | PlaceItem} item */
function isWanted({ done, trouble }) {
  return !done && trouble?.code !== 'refused';
}

/** @returns {Promise<PlaceItem[]>} the oldest first */
async function everyPlace() {
  const items = (await all('outbox')).map(({ value }) => value);
  return items.filter((item) => item.what === 'establishment').sort((a, b) => a.at - b.at);
}

/** @param {{what: string, id: string}} item */
function keyOf({ what, id }) {
  return `${what} ${id}`;
}
