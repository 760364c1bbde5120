/** The sealed outbox as a file: what is unsent goes to another tablet of the same person, under the same PIN. */

import { counted, list } from './drafts.js';
import { uncarried } from './pin.js';
import { bytesOf } from './photos.js';
import { all, put, putBytes, write } from './store.js';
import { Trouble } from './trouble.js';
import { carriedLock } from './vault.js';

const FORMAT = 'an-tru-sealed-outbox-1';
const encoder = new TextEncoder();

/**
 * Everything without a receipt, to be kept where the tablet may not last. The PIN is asked again.
 * @param {string} pin @returns {Promise<Blob>} JSON; nothing of it can be read without the PIN
 */
export async function exported(pin) {
  const lock = await carriedLock(pin);
  const rows = (await list()).filter((row) => row.state !== 'sent');
  const items = (await all('outbox')).map(({ value }) => value).filter((item) => !item.done);
  const photos = await Promise.all(rows.flatMap((row) => Object.keys(row.photos).map((hash) => carriedPhoto(row.id, hash))));
  const sealed = await lock.seal(encoder.encode(JSON.stringify({ rows, items, photos })));
  const told = { format: FORMAT, rounds: lock.rounds, ...texts({ salt: lock.salt, inner: lock.inner, box: lock.box, ...sealed }) };
  return new Blob([JSON.stringify(told)], { type: 'application/json' });
}

/**
 * Takes a file in; what is here already stays as it is. The app must be open.
 * @param {Blob} file @param {string} pin of the tablet it came from @returns {Promise<number>} visits that were new
 */
export async function imported(file, pin) {
  const { rows, items, photos } = await opened(file, pin);
  const here = new Set((await list()).map((row) => row.id));
  const coming = rows.filter((row) => !here.has(row.id));
  const ids = new Set(coming.map((row) => row.id));
  const wanted = items.filter((item) => item.what === 'establishment' || ids.has(item.id));
  await write([
    ...photos.filter((photo) => ids.has(photo.visit)).map(({ visit, hash, bytes }) => putBytes('photos', `${visit} ${hash}`, bytesIn(bytes))),
    ...wanted.map((item) => put('outbox', `${item.what} ${item.id}`, item)),
    ...coming.map((row) => put('drafts', row.id, row)),
  ]);
  await counted();
  return coming.length;
}

async function opened(file, pin) {
  const told = await file.text().then(JSON.parse).catch(() => null);
  if (told?.format !== FORMAT) throw new Trouble('not-a-carried-file');
  const lock = { rounds: told.rounds, salt: bytesIn(told.salt), inner: bytesIn(told.inner), box: bytesIn(told.box) };
  const secret = await uncarried(pin, lock);
  if (!secret) throw new Trouble('wrong-file-pin');
  const key = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['decrypt']);
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytesIn(told.iv) }, key, bytesIn(told.sealed)).catch(() => {
    throw new Trouble('not-a-carried-file');
  });
  return JSON.parse(new TextDecoder().decode(plain));
}

async function carriedPhoto(visit, hash) {
  return { visit, hash, bytes: textOf(await bytesOf(visit, hash)) };
}

/** @param {Record<string, ArrayBuffer | Uint8Array>} parts */
function texts(parts) {
  return Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, textOf(bytes)]));
}

/** @param {ArrayBuffer | Uint8Array} given @returns {string} base64 */
function textOf(given) {
  const bytes = new Uint8Array(given);
  let letters = '';
  for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(letters);
}

/** @param {string} text base64 */
function bytesIn(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
