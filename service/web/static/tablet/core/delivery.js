/** One visit to the server: its establishment, the visit, its files, and the receipt that covers all. */

import { refusal } from './net.js';
import { verified } from './receipts.js';
import { isKnown } from './register.js';
import { call } from './session.js';
import { get, put, write } from './store.js';
import { Trouble } from './trouble.js';
import { upload } from './upload.js';

/** @typedef {import('./outbox.js').Item} Item */

/**
 * @param {Item} item @param {(sent: number) => void} progress bytes
 * @returns {Promise<{receipt: string, answered: {content: string, version: number}, triage: any}>} throws why not
 */
export async function deliver(item, progress) {
  await bringPlace(item.place);
  const { claims, visit, answered } = await bringVisit(item);
  let sent = item.body.length;
  progress(sent);
  for (const file of item.files) {
    if (claims.missing_attachments.includes(file.hash)) {
      const before = sent;
      await upload(item.visit, item.id, file, (bytes) => progress(before + bytes));
    }
    sent += file.size;
    progress(sent);
  }
  const receipt = await coveringAll(item, answered, claims.missing_attachments.length ? null : visit.receipt);
  return { receipt, answered, triage: visit.triage ?? null };
}

/** What was met in the field goes before the visits that name it. @param {string} id */
export async function bringPlace(id) {
  /** @type {import('./outbox.js').PlaceItem | undefined} */
  const item = await get('outbox', `establishment ${id}`);
  if (!item || item.done) return;
  const answer = await call('PUT', `/establishments/${id}`, { body: item.body });
  if (answer.status !== 200 && answer.status !== 201) {
    const trouble = refusal(answer);
    trouble.values.place = id; // The visit is held up by its place, not by itself.
    if (trouble.code === 'refused') await write([put('outbox', `establishment ${id}`, { ...item, trouble: trouble.row() })]);
    throw trouble;
  }
  if (answer.body?.id !== id) throw new Trouble('not-ours');
  await write([put('outbox', `establishment ${id}`, { ...item, trouble: null, done: Date.now() })]);
  isKnown(id);
}

/** The visit itself; what the server first called this content is kept, to hold every later receipt against. @param {Item} item */
async function bringVisit(item) {
  const asked = Date.now();
  const [method, path] = item.amends ? ['POST', `/visits/${item.visit}/amendments`] : ['PUT', `/visits/${item.visit}`];
  const answer = await call(method, path, { body: item.body });
  if (answer.status !== 200 && answer.status !== 201) throw refusal(answer);
  const claims = await verified(answer.body?.receipt, { visit: item.visit, asked });
  const answered = { content: claims.content, version: claims.version };
  const kept = await get('outbox', `visit ${item.id}`);
  await write([put('outbox', `visit ${item.id}`, { ...kept, answered })]);
  return { claims, visit: answer.body, answered };
}

/** @param {Item} item @param {{content: string, version: number}} answered @param {string | null} receipt one in hand @returns {Promise<string>} */
async function coveringAll(item, answered, receipt) {
  if (receipt) return receipt;
  const asked = Date.now();
  const answer = await call('GET', `/visits/${item.visit}/receipt`);
  if (answer.status !== 200) throw refusal(answer);
  const claims = await verified(answer.body?.receipt, { visit: item.visit, asked, ...answered });
  if (claims.missing_attachments.length) throw new Trouble('still-missing', { values: { count: claims.missing_attachments.length } });
  return answer.body.receipt;
}
