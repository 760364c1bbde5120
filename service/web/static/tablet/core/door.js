/** What the tablet knows of itself while it is locked: tries, dates, how much is unsent. In clear. */

import { changeClear, readClear } from './disk.js';

const KEY = 'facts';
/** Until the first pull tells the office's own. */
export const USUAL = { wrong_pins: 8, days_without_contact: 14, days_kept_after_receipt: 30, idle_minutes: 10, sheet_idle_minutes: 2 };

/**
 * `tries` wrong PINs in a row; `seen` the latest moment this clock ever showed; `contact` the last
 * answer of the server; `unsent` visits without a receipt that covers all.
 * @typedef {{tries: number, seen: number, contact: number, unsent: number,
 *   limits: typeof USUAL, wiped: null | {reason: string, at: number, unsent: number}}} Facts
 */

const FRESH = { tries: 0, seen: 0, contact: 0, unsent: 0, limits: USUAL, wiped: null };

/** @returns {Promise<Facts>} */
export async function facts() {
  return whole(await readClear(KEY));
}

/** @param {(old: Facts) => Partial<Facts>} change @returns {Promise<Facts>} */
export function changeFacts(change) {
  return changeClear(KEY, (old) => {
    const known = whole(old);
    return { ...known, ...change(known) };
  });
}

/**
 * Whether the tablet was without contact for longer than it may be. A clock set back does not help:
 * the latest moment it ever showed counts.
 * @param {Facts} known @param {number} [now]
 */
export function hasLapsed(known, now = Date.now()) {
  const days = (Math.max(now, known.seen) - known.contact) / 86_400_000;
  return known.contact > 0 && days > known.limits.days_without_contact;
}

/** @returns {Facts} with what an older version did not write */
function whole(old) {
  return { ...FRESH, ...old, limits: { ...USUAL, ...old?.limits } };
}
