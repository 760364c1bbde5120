/** The visits on this tablet, from the first touch to the receipt that covers all. */

import { rfc3339 } from './clock.js';
import { Draft } from './draft.js';
import { changeFacts } from './door.js';
import { on, tell } from './events.js';
import { uuid7 } from './ids.js';
import { all, drop, get, put, write } from './store.js';
import { Trouble } from './trouble.js';
import { beforeLock, refreshFacts } from './vault.js';

/**
 * `draft`: being recorded. `ready`: finished, waits to be sent. `sending`: on its way. `sent`: a receipt
 * covers all; a sealed copy stays for a while. `attention`: the server refused it, everything is kept.
 * @typedef {'draft' | 'ready' | 'sending' | 'sent' | 'attention'} DraftState
 *
 * @typedef {object} Content what the person recorded, close to contract.md 5
 * @property {string} started_at @property {string | null} finished_at
 * @property {{name: string, position?: string, account?: string, lead?: boolean}[]} team
 * @property {{name: string, position?: string} | null} representative
 * @property {{name: string, position?: string}[]} witnesses
 * @property {string} opinion @property {string} requirements @property {string} remarks
 * @property {{type: 'Point', coordinates: [number, number], accuracy_m?: number} | null} position
 * @property {Record<string, import('./checklist.js').Answer>} answers by item
 * @property {{item: string, basis: string, record_no?: string}[]} violations
 * @property {{given: boolean, commitment_signed: boolean, staff_trained: number, hotline_posted: boolean, leaflets: number}} guidance
 * @property {{role: string, name: string, attachment: string | null, refused_because: string | null}[]} signatures
 * @property {FlagRow[]} flags
 * @property {{body: string, called_at: string} | {not_called_because: string} | null} emergency_call
 *
 * @typedef {{indicator: string, seen_at: string | null, place: string, description: string,
 *   person: {label: string, under_18: boolean} | null, attachments: string[]}} FlagRow
 * @typedef {{size: number, width: number, height: number, at: string, kind: 'photo' | 'signature'}} PhotoFacts
 *
 * @typedef {object} DraftRow
 * @property {string} id of the visit; of the amendment where `amends` is set
 * @property {DraftState} state
 * @property {number} touched milliseconds
 * @property {string} [signed_over] sha256 of the open part as it was when the first of the signatures was given
 * @property {string} [at] where in the checklist the person stands
 * @property {import('./register.js').Establishment} place as it was when the visit began
 * @property {{code: string, version: number}} checklist
 * @property {string | null} inspection_id @property {string | null} campaign_id
 * @property {{visit: string, reason: string, flags: number} | null} amends `flags`: so many cannot be taken away
 * @property {Content} content
 * @property {Record<string, PhotoFacts>} photos by sha256
 * @property {import('./trouble.js').TroubleRow | null} trouble why it needs attention
 * @property {number | null} sent when the receipt came
 * @property {{level: string, rules: string[]} | null} triage as the server told it
 */

/** @type {Map<string, Draft>} those that are open */
const open_ = new Map();

/**
 * @param {import('./register.js').Establishment} place
 * @param {{code: string, version: number}} checklist
 * @param {{inspection?: string | null, campaign?: string | null, team?: Content['team']}} [more]
 * @returns {Promise<Draft>} on the disk already
 */
export async function start(place, checklist, { inspection = null, campaign = null, team = [] } = {}) {
  const { code, version } = checklist;
  return kept({
    ...blank(uuid7(), place, { code, version }),
    inspection_id: inspection,
    campaign_id: campaign,
    content: { ...empty(), team },
  });
}

/** @param {string} id @returns {Promise<Draft>} as it was left, whatever ended it */
export async function open(id) {
  const known = open_.get(id);
  if (known) return known;
  const row = await get('drafts', id);
  if (!row) throw new Trouble('no-draft');
  return opened(row);
}

/** @returns {Promise<DraftRow[]>} every visit on this tablet, the last touched first */
export async function list() {
  const rows = (await all('drafts')).map(({ id, value }) => open_.get(id)?.row ?? value);
  return rows.sort((a, b) => b.touched - a.touched);
}

/** @param {string} id of a draft that was never sent @returns {Promise<void>} */
export async function discard(id) {
  const draft = await open(id);
  if (!['draft', 'attention'].includes(draft.row.state)) throw new Trouble('not-a-draft');
  await draft.end();
  await write(withoutTrace(draft.row));
  open_.delete(id);
  await counted();
  tell('drafts', { id });
}

/** A visit the server refused is a draft again, to be mended and sent under the same id. @param {string} id */
export async function reopen(id) {
  const draft = await open(id);
  if (draft.row.state !== 'attention') throw new Trouble('not-a-draft');
  await draft.move({ state: 'draft', trouble: null }, [drop('outbox', `visit ${id}`)]);
  return draft;
}

/** The same content as a visit of its own: what to do when the server refused it because the id was taken. @param {string} id @returns {Promise<Draft>} */
export async function asNew(id) {
  const { row } = await open(id);
  if (row.state !== 'attention') throw new Trouble('not-a-draft');
  return copied({ ...row, ...fresh(uuid7()), amends: null }, id, true);
}

/**
 * A correction of a visit that was sent: both stay, the reason with it.
 * @param {string} id @param {string} reason @returns {Promise<Draft>}
 */
export async function amend(id, reason) {
  const { row } = await open(id);
  const said = reason.trim();
  if (said.length < 3) throw new Trouble('reason-short');
  const visit = row.amends?.visit ?? id;
  const flags = row.state === 'attention' ? (row.amends?.flags ?? 0) : row.content.flags.length;
  const amends = { visit, reason: said, flags };
  return copied({ ...row, ...fresh(uuid7()), amends }, id, row.state === 'attention');
}

/** Counts what nobody else has, for the door to know, locked or open. */
export async function counted() {
  const unsent = (await list()).filter((row) => row.state !== 'sent').length;
  await changeFacts(() => ({ unsent }));
  await refreshFacts();
}

/** Forgets what is open; what is being saved is saved first. */
export async function close() {
  await Promise.allSettled([...open_.values()].map((draft) => draft.saved()));
  open_.clear();
}

beforeLock(close);
on('vault', (state) => state === 'wiped' && open_.clear()); // Nothing of it may come to the disk of who signs in next.

/** @param {DraftRow} row */
function opened(row) {
  const draft = new Draft(row);
  open_.set(row.id, draft);
  return draft;
}

/** @param {DraftRow} row @param {import('./store.js').Change[]} [others] */
async function kept(row, others = []) {
  await write([put('drafts', row.id, row), ...others]);
  await counted();
  tell('drafts', { id: row.id });
  return opened(row);
}

/** With its photos under the new id; the old one goes where it could never be sent. */
async function copied(row, from, instead) {
  const { copies } = await import('./photos.js');
  const photos = await copies(from, row.id, Object.keys(row.photos));
  if (!instead) return kept(row, photos);
  const made = await kept(row, [...photos, ...withoutTrace({ ...row, id: from })]);
  await open_.get(from)?.end();
  open_.delete(from);
  return made;
}

/** @param {DraftRow} row @returns {import('./store.js').Change[]} */
function withoutTrace({ id, photos }) {
  return [drop('drafts', id), drop('outbox', `visit ${id}`), ...Object.keys(photos).map((hash) => drop('photos', `${id} ${hash}`))];
}

/** @returns {DraftRow} */
function blank(id, place, checklist) {
  return { ...fresh(id), place, checklist, inspection_id: null, campaign_id: null, amends: null, content: empty(), photos: {} };
}

function fresh(id) {
  return { id, state: /** @type {DraftState} */ ('draft'), touched: Date.now(), trouble: null, sent: null, triage: null };
}

/** @returns {Content} */
function empty() {
  return {
    started_at: rfc3339(), finished_at: null, team: [], representative: null, witnesses: [],
    opinion: '', requirements: '', remarks: '', position: null, answers: {}, violations: [],
    guidance: { given: false, commitment_signed: false, staff_trained: 0, hotline_posted: false, leaflets: 0 },
    signatures: [], flags: [], emergency_call: null,
  };
}
