/** Photos: made smaller, freed of what the camera wrote beside them, hashed, and sealed on the disk. */

import { tell } from './events.js';
import { sha256 } from './ids.js';
import { dropNames, getBytes, nameOf, names, putBytes } from './store.js';
import { Trouble } from './trouble.js';

const LONGEST_SIDE = 2560;
const QUALITY = 0.85;
const LARGEST_BYTES = 12 * 1024 * 1024; // as docs/attachments.md has it
const LARGEST_SIGNATURE = 1024 * 1024;
const KIND = 'image/jpeg';

/** @typedef {{bytes: ArrayBuffer, hash: string, facts: import('./drafts.js').PhotoFacts}} Prepared */

/**
 * Drawn anew, upright: nothing of the file that came in goes out but what is seen.
 * @param {Blob} blob @returns {Promise<Prepared>}
 */
export async function prepared(blob) {
  const bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image' }).catch(() => {
    throw new Trouble('photo-unreadable');
  });
  try {
    const { width, height } = smaller(bitmap);
    const drawn = await jpegOf(bitmap, width, height);
    const bytes = await drawn.arrayBuffer();
    if (bytes.byteLength > LARGEST_BYTES) throw new Trouble('photo-too-large');
    return { bytes, hash: await sha256(bytes), facts: factsOf(bytes, width, height, 'photo') };
  } finally {
    bitmap.close();
  }
}

/** What was drawn on the screen, as it is. @param {Blob} image a PNG @returns {Promise<Prepared>} */
export async function signature(image) {
  const bytes = await image.arrayBuffer();
  if (image.type !== 'image/png' || bytes.byteLength > LARGEST_SIGNATURE) throw new Trouble('photo-unreadable');
  return { bytes, hash: await sha256(bytes), facts: factsOf(bytes, 0, 0, 'signature') };
}

/** @param {string} visit @param {string} hash @returns {Promise<ArrayBuffer>} */
export async function bytesOf(visit, hash) {
  const bytes = await getBytes('photos', `${visit} ${hash}`);
  if (!bytes) throw new Trouble('photo-gone');
  return bytes;
}

/** @param {string} visit @param {string} hash @returns {Promise<string>} an object URL; whoever asked revokes it */
export async function urlOf(visit, hash) {
  return URL.createObjectURL(new Blob([await bytesOf(visit, hash)]));
}

/** The same photos under another visit. @param {string} from @param {string} to @param {string[]} hashes */
export function copies(from, to, hashes) {
  return Promise.all(hashes.map(async (hash) => putBytes('photos', `${to} ${hash}`, await bytesOf(from, hash))));
}

/** Drops what no visit names any more. @param {import('./drafts.js').DraftRow[]} rows all there are */
export async function clean(rows) {
  const named = rows.flatMap((row) => Object.keys(row.photos).map((hash) => nameOf('photos', `${row.id} ${hash}`)));
  const kept = new Set(await Promise.all(named));
  const left = (await names('photos')).filter((name) => !kept.has(name));
  if (left.length) await dropNames('photos', left);
  tell('space');
}

/** @returns {Promise<{used: number, quota: number, persisted: boolean}>} bytes; `persisted`: the browser will not evict */
export async function space() {
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  return { used: usage, quota, persisted: Boolean(await navigator.storage?.persisted?.()) };
}

/** Asks the browser to keep what is stored. @returns {Promise<boolean>} whether it will */
export async function persist() {
  const granted = Boolean(await navigator.storage?.persist?.());
  tell('space');
  return granted;
}

function smaller({ width, height }) {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** @returns {Promise<Blob>} */
async function jpegOf(bitmap, width, height) {
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d', { alpha: false });
  if (!pen) throw new Trouble('photo-unreadable');
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(bitmap, 0, 0, width, height);
  return canvas.convertToBlob({ type: KIND, quality: QUALITY });
}

/** @returns {import('./drafts.js').PhotoFacts} */
function factsOf(bytes, width, height, kind) {
  return { size: bytes.byteLength, width, height, at: new Date().toISOString(), kind };
}
