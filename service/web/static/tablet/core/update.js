/** The app's own files: kept by the service worker, exchanged for a new version only when nobody is recording. */

import { tell } from './events.js';

const WORKER = '/tablet/sw.js';
const SCOPE = '/tablet';

/** @type {ServiceWorker | null} */
let waiting = null;
let agreed = false;

/** Registers the worker and hears of new versions. */
export async function watchUpdates() {
  const registration = await navigator.serviceWorker.register(WORKER, { scope: SCOPE, updateViaCache: 'none' }).catch((error) => {
    console.error(error); // Without it the app works while there is a network; the next start tries again.
    return null;
  });
  if (!registration) return;
  navigator.serviceWorker.addEventListener('controllerchange', () => agreed && location.reload());
  note(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const coming = registration.installing;
    coming?.addEventListener('statechange', () => {
      if (coming.state === 'installed' && navigator.serviceWorker.controller) note(coming);
    });
  });
}

/** @returns {boolean} whether a new version waits; it takes over by itself when every tab was closed */
export function isWaiting() {
  return waiting !== null;
}

/** The person agrees, or no draft is open: the new version takes over and the page starts anew. */
export function apply() {
  if (!waiting) return;
  agreed = true;
  waiting.postMessage('take over');
}

/** @returns {Promise<boolean>} whether the whole app lies on the device, so that it opens without a network */
export async function isKept() {
  const worker = (await navigator.serviceWorker.getRegistration(SCOPE))?.active;
  return worker?.state === 'activated';
}

function note(worker) {
  if (!worker) return;
  waiting = worker;
  tell('update');
}
