/** The door: opened once with the password, then by a PIN; what cannot be opened any more is wiped. */

import { SEALED, changeClear, emptied, readClear } from './disk.js';
import { changeFacts, facts as readFacts, hasLapsed } from './door.js';
import { tell } from './events.js';
import { uuid7 } from './ids.js';
import { carried, freshSecret, keysOf, locked, unlocked } from './pin.js';
import * as session from './session.js';
import { isOpen, useKeys } from './store.js';
import { t } from './words.js';
import { Trouble } from './trouble.js';

/** @typedef {'new' | 'locked' | 'open' | 'wiped'} State */
/** @typedef {'revoked' | 'wrong-pins' | 'no-contact' | 'asked'} Reason why a tablet was wiped */

const LOCK = 'lock';
const PIN_LEAST = 6;
/** What is pulled from the server and can be pulled again. */
const PULLED = /** @type {const} */ (['catalogue', 'register', 'plans']);

/** @type {State} */
let current = 'new';
/** @type {import('./door.js').Facts | null} */
let known = null;
/** @type {Promise<void> | null} */
let locking = null;
/** @type {(() => Promise<unknown>)[]} what is saved before the keys are forgotten */
const before = [];

/** @returns {{ok: boolean, missing: string[], words: string}} whether this browser can keep a visit safely, here */
export function available() {
  const missing = [];
  if (!isSecureContext) missing.push('secure-context');
  if (!('serviceWorker' in navigator)) missing.push('service-worker');
  if (!globalThis.crypto?.subtle) missing.push('crypto');
  if (!globalThis.indexedDB) missing.push('storage');
  if (!navigator.locks) missing.push('locks');
  const why = missing.includes('secure-context') ? 'unavailable.insecure' : 'unavailable.old';
  return { ok: !missing.length, missing, words: missing.length ? t(why, { host: location.host }) : '' };
}

/** Looks what is on this device, and clears what may not stay. @returns {Promise<State>} */
export async function start() {
  const lock = await readClear(LOCK);
  known = await changeFacts(({ seen }) => ({ seen: Math.max(seen, Date.now()) })).catch(whereNoRoom);
  if (lock && hasLapsed(known)) await lapse();
  const there = await readClear(LOCK);
  enter(isOpen() ? 'open' : there ? 'locked' : known.wiped ? 'wiped' : 'new');
  return current;
}

/** @returns {State} */
export function state() {
  return current;
}

/**
 * What may be told before the PIN is given. `lapsed`: unsent work keeps the tablet from wiping itself;
 * it opens for sending and for nothing else.
 * @returns {{triesLeft: number, unsent: number, lapsed: boolean, limits: import('./door.js').Facts['limits'],
 *   contact: number, wiped: import('./door.js').Facts['wiped']}}
 */
export function facts() {
  if (!known) throw new Trouble('locked');
  const { tries, unsent, limits, contact, wiped } = known;
  return { triesLeft: Math.max(limits.wrong_pins - tries, 0), unsent, lapsed: hasLapsed(known), limits, contact, wiped };
}

/** Reads the counters anew, where others changed them. */
export async function refreshFacts() {
  known = await readFacts();
  tell('vault', current);
}

/**
 * The first sign-in on this device, online; from then on the PIN opens it.
 * @param {{username: string, password: string, otp?: string, device: string, pin: string}} given `device` is its name
 * @returns {Promise<import('./session.js').Account>}
 */
export async function enrol({ username, password, otp, device, pin }) {
  if (await readClear(LOCK)) throw new Trouble('already-enrolled');
  checked(pin);
  const opened = await session.signedIn({ username, password, otp, device: { id: uuid7(), name: device } });
  const secret = freshSecret();
  const lock = await locked(pin, secret);
  await emptied(SEALED);
  await changeClear(LOCK, () => lock);
  known = await changeFacts(() => ({ tries: 0, unsent: 0, wiped: null, contact: Date.now() }));
  await open(secret, () => session.keep(opened));
  return opened.account;
}

/**
 * @param {string} pin
 * @returns {Promise<import('./session.js').Account>} throws `wrong-pin` with `{left}`, `wiped` after the last try
 */
export async function unlock(pin) {
  await locking;
  const secret = await proven(pin);
  if (known && hasLapsed(known)) await lapse();
  if (!(await readClear(LOCK))) throw new Trouble('lapsed');
  await open(secret, session.load);
  return /** @type {import('./session.js').Account} */ (session.account());
}

/**
 * Shuts in this very moment, so that nothing is seen any more; the keys are forgotten when what is
 * being saved lies on the disk.
 * @returns {Promise<void>} until then
 */
export function lock() {
  if (current === 'open') {
    locking = closing().finally(() => {
      locking = null;
    });
  }
  return locking ?? Promise.resolve();
}

/** The same person again, where the tablet is open; a wrong try counts as at the door. @param {string} pin throws as {@link unlock} does */
export async function prove(pin) {
  (await proven(pin)).fill(0);
  if (current !== 'open') throw new Trouble('locked');
}

/** @param {() => Promise<unknown>} finish what must be on the disk before the keys are forgotten */
export function beforeLock(finish) {
  before.push(finish);
}

/** @param {string} old @param {string} next */
export async function changePin(old, next) {
  checked(next);
  const secret = await proven(old);
  const fresh = await locked(next, secret);
  await changeClear(LOCK, () => fresh);
}

/**
 * A fresh key under the PIN alone, for a file that leaves the tablet.
 * @param {string} pin the one that opens this tablet
 */
export async function carriedLock(pin) {
  await prove(pin);
  const secret = freshSecret();
  const lock = await carried(pin, secret);
  const key = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt']);
  const seal = async (/** @type {Uint8Array} */ plain) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, sealed: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain) };
  };
  return { ...lock, seal };
}

/**
 * Nothing that was recorded here can be read by anybody any more; the key goes first, in the same transaction.
 * @param {Reason} reason
 */
export async function wipe(reason) {
  useKeys(null);
  session.forget();
  const { unsent } = await readFacts();
  await emptied(SEALED, [LOCK]);
  known = await changeFacts(() => ({ tries: 0, unsent: 0, contact: 0, wiped: { reason, at: Date.now(), unsent } }));
  enter('wiped');
}

session.onRevoked(() => wipe('revoked'));

async function closing() {
  enter('locked');
  await Promise.allSettled(before.map((finish) => finish()));
  useKeys(null);
  session.forget();
  await refreshFacts().catch(() => {}); // The counters are read anew by whoever opens it.
}

/**
 * The try is spent on the disk before it is made: whoever pulls the plug gains none.
 * @param {string} pin @returns {Promise<Uint8Array>} the secret
 */
async function proven(pin) {
  const lock = await readClear(LOCK);
  if (!lock) throw new Trouble('not-enrolled');
  known = await changeFacts(({ tries }) => ({ tries: tries + 1 }));
  if (known.tries > known.limits.wrong_pins) return gone();
  const secret = await unlocked(pin, lock);
  if (!secret && known.tries >= known.limits.wrong_pins) return gone();
  if (!secret) {
    tell('vault', current);
    const also = known.unsent ? t('pin.unsent', { unsent: known.unsent }) : '';
    throw new Trouble('wrong-pin', { values: { left: facts().triesLeft, also } });
  }
  known = await changeFacts(() => ({ tries: 0 }));
  return secret;
}

/** @returns {Promise<never>} */
async function gone() {
  await wipe('wrong-pins');
  throw new Trouble('wiped');
}

/** Too long without contact: all goes, but for visits that nobody else has. */
async function lapse() {
  if (known && known.unsent > 0) await emptied(PULLED);
  else await wipe('no-contact');
}

/** @param {Uint8Array} secret @param {() => Promise<unknown>} then */
async function open(secret, then) {
  useKeys(await keysOf(secret));
  secret.fill(0);
  try {
    await then();
  } catch (error) {
    useKeys(null);
    throw error;
  }
  enter('open');
}

/** A full disk shows its door all the same. @param {unknown} error */
function whereNoRoom(error) {
  if (error instanceof Trouble && error.code === 'no-room') return readFacts();
  throw error;
}

/** @param {State} next */
function enter(next) {
  current = next;
  tell('vault', next);
}

/** @param {string} pin */
function checked(pin) {
  if (pin.length < PIN_LEAST) throw new Trouble('pin-short', { values: { least: PIN_LEAST } });
  if (/^(.)\1+$/.test(pin) || '01234567890'.includes(pin) || '09876543210'.includes(pin)) throw new Trouble('pin-weak');
}
