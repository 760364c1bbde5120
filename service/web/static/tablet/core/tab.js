/** Only one tab works at a time: two would write over each other's drafts. */

import { lock } from './vault.js';

const NAME = 'an-tru-tablet';
const PATIENCE_MS = 3_000;
const channel = new BroadcastChannel(NAME);

/** @type {(() => void) | null} */
let letGo = null;
/** @type {() => void} */
let lost = () => {};

/**
 * @param {() => void} whenLost another tab took over: show {@link takeOver}
 * @returns {Promise<boolean>} whether this tab may work
 */
export function claim(whenLost) {
  lost = whenLost;
  return held({ ifAvailable: true });
}

/** Works here from now on; the other tab saves, locks and lets go. @returns {Promise<boolean>} */
export async function takeOver() {
  channel.postMessage('let go');
  const patience = AbortSignal.timeout(PATIENCE_MS);
  return held({ signal: patience }).catch(() => held({ steal: true }));
}

channel.onmessage = async () => {
  if (!letGo) return;
  await lock();
  letGo();
};

/** @param {LockOptions} how @returns {Promise<boolean>} */
function held(how) {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(NAME, how, (own) => {
        resolve(Boolean(own));
        return own && new Promise((free) => {
          letGo = () => free(undefined);
        });
      })
      .then((had) => had === null || gone(), (error) => (letGo ? gone() : reject(error)));
  });
}

async function gone() {
  if (!letGo) return;
  letGo = null;
  await lock();
  lost();
}
