/** Locks the door when nobody has touched the tablet for a while. */

import { facts, lock, state } from './vault.js';

const LOOK_EVERY_MS = 5_000;
const TOUCHES = ['pointerdown', 'keydown', 'input', 'scroll'];

let touchedAt = Date.now();

/** Watches from now on; the wall clock counts, so that a tablet asleep in a bag wakes up locked. */
export function watchIdleness() {
  const touch = () => {
    if (!isIdle()) touchedAt = Date.now();
  };
  for (const name of TOUCHES) addEventListener(name, touch, { capture: true, passive: true });
  const look = () => {
    if (state() === 'open' && isIdle()) lock();
  };
  setInterval(look, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', look);
}

/** The door was opened just now. */
export function touched() {
  touchedAt = Date.now();
}

function isIdle() {
  const minutes = facts().limits.idle_minutes ?? 10;
  return Date.now() - touchedAt > minutes * 60_000;
}
