/** One file to the server, from where it broke off: docs/attachments.md. */

import { isOf, refusal } from './net.js';
import { bytesOf } from './photos.js';
import { call } from './session.js';
import { Trouble } from './trouble.js';

const LEAST_PART = 32 * 1024;
const LARGEST_PART = 2 * 1024 * 1024;
const WANTED_MS = 5_000; // a part that takes this long loses little when it breaks
const TURNS_MOST = 10_000;

/** Bytes a request carries, learned from how fast the last ones went. */
let part = 256 * 1024;

/** @typedef {{hash: string, part: 'open' | 'sealed', kind: string, size: number}} File */

/**
 * @param {string} visit whose the file is @param {string} from the draft under which it lies here @param {File} file
 * @param {(sent: number) => void} progress bytes of this file that the server has
 * @returns {Promise<{receipt: string | null}>} when the server has the whole file and checked it
 */
export async function upload(visit, from, file, progress) {
  const bytes = await bytesOf(from, file.hash);
  let offset = await offsetOf(visit, file);
  for (let turn = 0; offset !== 'whole' && turn < TURNS_MOST; turn += 1) {
    progress(offset);
    const next = await sendPart(visit, file, bytes, offset);
    if (typeof next !== 'number') return whole(file, next, progress);
    offset = next;
  }
  return whole(file, { receipt: null }, progress);
}

/** @param {File} file @param {{receipt: string | null}} answer @param {(sent: number) => void} progress */
function whole(file, answer, progress) {
  progress(file.size);
  return answer;
}

/** @returns {Promise<number | 'whole'>} where the server wants to go on */
async function offsetOf(visit, file) {
  const answer = await call('HEAD', path(visit, file), { headers: { 'Upload-Part': file.part } });
  if (answer.status === 404) return 0;
  if (answer.status !== 200) throw refusal(answer);
  if (answer.headers.get('Upload-Complete') === '?1') return 'whole';
  return offsetIn(answer) ?? 0;
}

/** @returns {Promise<number | {receipt: string | null}>} the next offset, or the answer to the last part */
async function sendPart(visit, file, bytes, offset) {
  const body = bytes.slice(offset, offset + part);
  const began = performance.now();
  const answer = await sent(visit, file, body, offset).catch((error) => {
    part = Math.max(LEAST_PART, Math.floor(part / 2));
    throw error;
  });
  if (answer.status === 204) {
    learn(body.byteLength, performance.now() - began);
    return offsetIn(answer) ?? nowhere();
  }
  if (answer.status === 200) return 'receipt' in (answer.body ?? {}) ? answer.body : nowhere();
  if (answer.status === 409 && offsetIn(answer) !== null) return offsetIn(answer) ?? 0;
  if (answer.status === 422 && isOf(answer.body?.type, 'hash-mismatch')) throw new Trouble('photo-broken', { status: 422 });
  throw refusal(answer);
}

function sent(visit, file, body, offset) {
  const first = offset === 0 ? { 'Upload-Length': String(file.size), 'Upload-Kind': file.kind } : {};
  return call('PATCH', path(visit, file), {
    bytes: body,
    headers: {
      'Content-Type': 'application/offset+octet-stream',
      'Upload-Offset': String(offset),
      'Upload-Part': file.part,
      ...first,
    },
  });
}

/** @param {number} bytes @param {number} took milliseconds */
function learn(bytes, took) {
  const wanted = (bytes / Math.max(took, 1)) * WANTED_MS;
  part = Math.round(Math.min(LARGEST_PART, Math.max(LEAST_PART, Math.min(wanted, part * 2))));
}

function offsetIn(answer) {
  const told = answer.headers.get('Upload-Offset');
  return told !== null && /^\d+$/.test(told) ? Number(told) : null;
}

/** @returns {never} */
function nowhere() {
  throw new Trouble('not-ours');
}

function path(visit, { hash }) {
  return `/visits/${visit}/attachments/${hash}`;
}
