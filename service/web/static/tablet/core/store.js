/** What lies on the disk: each record sealed by AES-256-GCM and bound to its place, its key told to nobody. */

import { disk, said } from './disk.js';
import { Trouble } from './trouble.js';

/** @typedef {import('./disk.js').StoreName} StoreName */
/**
 * One change of a transaction; made by {@link put}, {@link putBytes}, {@link drop}.
 * @typedef {{store: StoreName, id: string, value?: unknown, bytes?: ArrayBuffer}} Change
 */

const IV_BYTES = 12;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** @type {{data: CryptoKey, index: CryptoKey} | null} */
let keys = null;

/** @param {{data: CryptoKey, index: CryptoKey} | null} given null locks */
export function useKeys(given) {
  keys = given;
}

/** @returns {boolean} */
export function isOpen() {
  return keys !== null;
}

/** @param {StoreName} store @param {string} id @param {unknown} value JSON @returns {Change} */
export function put(store, id, value) {
  return { store, id, value };
}

/** @param {StoreName} store @param {string} id @param {ArrayBuffer} bytes @returns {Change} */
export function putBytes(store, id, bytes) {
  return { store, id, bytes };
}

/** @param {StoreName} store @param {string} id @returns {Change} */
export function drop(store, id) {
  return { store, id };
}

/**
 * All of the changes or none, on the disk when the promise settles.
 * @param {Change[]} changes
 */
export async function write(changes) {
  if (!changes.length) return;
  const own = opened();
  const sealed = await Promise.all(changes.map((change) => sealedChange(own, change)));
  const database = await disk();
  if (keys !== own) throw new Trouble('locked'); // Locked or wiped while sealing: nothing may follow.
  const stores = [...new Set(changes.map((change) => change.store))];
  const work = database.transaction(stores, 'readwrite', { durability: 'strict' });
  for (const { store, key, record } of sealed) {
    const those = work.objectStore(store);
    if (record) those.put(record, key);
    else those.delete(key);
  }
  await work.done.catch(said);
}

/** @param {StoreName} store @param {string} id @returns {Promise<any>} undefined where there is none */
export async function get(store, id) {
  const own = opened();
  const bytes = await bytesOf(own, store, id);
  return bytes && parsed(bytes).value;
}

/** @param {StoreName} store @param {string} id @returns {Promise<ArrayBuffer | undefined>} */
export async function getBytes(store, id) {
  return bytesOf(opened(), store, id);
}

/** @param {StoreName} store @returns {Promise<{id: string, value: any}[]>} of JSON only */
export async function all(store) {
  const own = opened();
  const work = (await disk()).transaction(store);
  const [names, records] = await Promise.all([work.store.getAllKeys(), work.store.getAll()]);
  return Promise.all(names.map(async (key, place) => parsed(await unsealed(own, store, key, records[place]))));
}

/** @param {StoreName} store @returns {Promise<string[]>} the names under which records lie, as {@link nameOf} makes them */
export async function names(store) {
  return (await disk()).getAllKeys(store);
}

/** @param {StoreName} store @param {string[]} which */
export async function dropNames(store, which) {
  const work = (await disk()).transaction(store, 'readwrite', { durability: 'strict' });
  for (const name of which) work.store.delete(name);
  await work.done;
}

/** @param {StoreName} store @param {string} id @returns {Promise<string>} where it lies: a keyed hash, so that the disk tells no id */
export async function nameOf(store, id) {
  return named(opened(), store, id);
}

async function named(own, store, id) {
  const mac = await crypto.subtle.sign('HMAC', own.index, encoder.encode(`${store}\n${id}`));
  return btoa(String.fromCharCode(...new Uint8Array(mac, 0, 18)));
}

async function sealedChange(own, { store, id, value, bytes }) {
  const key = await named(own, store, id);
  if (value === undefined && bytes === undefined) return { store, key };
  const plain = bytes ?? encoder.encode(JSON.stringify({ id, value }));
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const box = await crypto.subtle.encrypt(place(store, key, iv), own.data, plain);
  return { store, key, record: { iv, box } };
}

async function bytesOf(own, store, id) {
  const key = await named(own, store, id);
  const record = await (await disk()).get(store, key);
  return record && unsealed(own, store, key, record);
}

async function unsealed(own, store, key, { iv, box }) {
  try {
    return await crypto.subtle.decrypt(place(store, key, iv), own.data, box);
  } catch {
    throw new Trouble('damaged');
  }
}

function place(store, key, iv) {
  return { name: 'AES-GCM', iv, additionalData: encoder.encode(`an-tru:1:${store}:${key}`) };
}

function parsed(bytes) {
  return JSON.parse(decoder.decode(bytes));
}

function opened() {
  if (!keys) throw new Trouble('locked');
  return keys;
}
