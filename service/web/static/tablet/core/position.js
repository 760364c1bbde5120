/** Where the tablet is, asked of the device when somebody wants it; no network is needed. */

import { on } from './events.js';
import { isOpen } from './store.js';
import { Trouble } from './trouble.js';

/**
 * `accuracy_m`: the true place lies within so many metres, as the device believes; `at`: milliseconds.
 * @typedef {{coordinates: [number, number], accuracy_m: number, at: number}} Position longitude first
 */

const PATIENCE_MS = 20_000;
const FRESH_MS = 2 * 60_000;
const WHY = { 1: 'position-refused', 2: 'position-unknown', 3: 'position-slow' }; // GeolocationPositionError

/** @type {Position | null} */
let last = null;

on('vault', (state) => {
  if (state !== 'open') last = null;
});

/** @returns {Position | null} the last one, while it is no older than two minutes */
export function recent() {
  return last && Date.now() - last.at < FRESH_MS ? last : null;
}

/** @returns {Promise<Position>} throws `position-refused`, `position-absent`, `position-unknown`, `position-slow` */
export function locate() {
  if (!navigator.geolocation) return Promise.reject(new Trouble('position-absent'));
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        last = { coordinates: [rounded(coords.longitude), rounded(coords.latitude)], accuracy_m: Math.ceil(coords.accuracy), at: Date.now() };
        resolve(last);
      },
      ({ code }) => reject(new Trouble(WHY[code] ?? 'position-unknown')),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 10_000 },
    );
  });
}

/** @param {Position} position @returns {{type: 'Point', coordinates: [number, number], accuracy_m: number}} as a visit has it */
export function asPoint({ coordinates, accuracy_m }) {
  return { type: 'Point', coordinates, accuracy_m };
}

/** A tenth of a metre is more than any tablet knows. @param {number} degrees */
function rounded(degrees) {
  return Number(degrees.toFixed(6));
}

/**
 * Where a visit begins, without holding it up: whoever refuses, or has no reception, records all the same.
 * @param {import('./draft.js').Draft} draft
 */
export async function noteOn(draft) {
  const position = await locate().catch(recent);
  const { state, content } = draft.row;
  if (position && isOpen() && state === 'draft' && !content.position) draft.set({ position: asPoint(position) });
}
