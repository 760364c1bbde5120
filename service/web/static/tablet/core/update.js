/** The app's own files: kept by the service worker, exchanged for a new version only when nobody is recording. */

import { tell } from './events.js';

const WORKER = '/tablet/sw.js';
const SCOPE = '/tablet';
const ANSWER_MS = 2_000;

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

/** @returns {Promise<string>} of the files that are in use; empty where they are not kept */
export async function version() {
  const worker = (await navigator.serviceWorker.getRegistration(SCOPE))?.active;
  if (!worker) return '';
  const { port1, port2 } = new MessageChannel();
  const told = new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(() => resolve(''), ANSWER_MS);
  });
  worker.postMessage('version', [port2]);
  return told;
}

function note(worker) {
  if (!worker) return;
  waiting = worker;
  tell('update');
}
