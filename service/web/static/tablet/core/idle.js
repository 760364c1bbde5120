/** Shuts what nobody has touched for a while: the door of the tablet, and doors inside it. */

import { facts, lock, state } from './vault.js';

const LOOK_EVERY_MS = 5_000;
const TOUCHES = ['pointerdown', 'keydown', 'input', 'scroll'];

/** @type {() => void} */
let openedNow = () => {};

/**
 * Watches from now on; the wall clock counts, so that a tablet asleep in a bag wakes up shut.
 * @param {() => number} minutes @param {() => void} then more than once, until it is stopped
 * @returns {{touched: () => void, stop: () => void}}
 */
export function whenUntouched(minutes, then) {
  let at = Date.now();
  const touched = () => {
    at = Date.now();
  };
  const isOver = () => {
    if (Date.now() < at) touched(); // A clock that was set back counts from there.
    return Date.now() - at > minutes() * 60_000;
  };
  const look = () => isOver() && then();
  const touch = () => (isOver() ? then() : touched()); // The touch that wakes it opens nothing.
  const looking = setInterval(look, LOOK_EVERY_MS);
  for (const name of TOUCHES) addEventListener(name, touch, { capture: true, passive: true });
  document.addEventListener('visibilitychange', look);
  const stop = () => {
    clearInterval(looking);
    for (const name of TOUCHES) removeEventListener(name, touch, { capture: true });
    document.removeEventListener('visibilitychange', look);
  };
  return { touched, stop };
}

/** Locks the tablet itself. */
export function watchIdleness() {
  const minutes = () => (state() === 'open' ? facts().limits.idle_minutes : Infinity);
  openedNow = whenUntouched(minutes, lock).touched;
}

/** The door was opened just now. */
export function touched() {
  openedNow();
}
