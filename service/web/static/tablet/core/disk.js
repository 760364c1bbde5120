/** The one IndexedDB of the tablet: what is sealed, and the little that must be read before the PIN. */

import { openDB } from './idb.js';
import { Trouble } from './trouble.js';

const NAME = 'an-tru-tablet';
const VERSION = 1;
/** Cannot be read without the PIN; the names say what lies there, the keys in them say nothing. */
export const SEALED = /** @type {const} */ ([
  'meta', 'catalogue', 'register', 'plans', 'drafts', 'photos', 'outbox',
]);
/** In clear: the salt, the sealed key, the counters of {@link Facts}. */
export const CLEAR = 'door';

/** @typedef {typeof SEALED[number]} StoreName */

/** @type {Promise<import('../../vendor/idb-8.0.4.js').IDBPDatabase> | null} */
let opening = null;

export function disk() {
  opening ??= openDB(NAME, VERSION, {
    upgrade(database) {
      for (const name of [...SEALED, CLEAR]) database.createObjectStore(name);
    },
    terminated() {
      opening = null; // The browser closed it, for want of room or on a whim; ask again.
    },
  });
  opening.catch(() => {
    opening = null;
  });
  return opening;
}

/** @param {string} key @returns {Promise<any>} */
export async function readClear(key) {
  return (await disk()).get(CLEAR, key);
}

/**
 * Reads, changes and writes in one transaction, so that two tabs cannot both spend the same try.
 * @param {string} key
 * @param {(old: any) => any} change undefined removes
 * @returns {Promise<any>} what was written
 */
export async function changeClear(key, change) {
  const work = (await disk()).transaction(CLEAR, 'readwrite', { durability: 'strict' });
  const next = change(await work.store.get(key));
  if (next === undefined) work.store.delete(key);
  else work.store.put(next, key);
  await work.done.catch(said);
  return next;
}

/** @param {unknown} error of a transaction @returns {never} */
export function said(error) {
  if (error instanceof DOMException && error.name === 'QuotaExceededError') throw new Trouble('no-room');
  throw error;
}

/** Empties stores and clear keys in one transaction. @param {readonly string[]} stores @param {string[]} keys */
export async function emptied(stores, keys = []) {
  const work = (await disk()).transaction([...stores, CLEAR], 'readwrite', { durability: 'strict' });
  for (const key of keys) work.objectStore(CLEAR).delete(key);
  for (const name of stores) work.objectStore(name).clear();
  await work.done;
}
