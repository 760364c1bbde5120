/** Who the tablet is to the server: tokens that lie sealed, renewed one at a time, and lost aloud. */

import { changeFacts } from './door.js';
import { isOf, refusal, request } from './net.js';
import { get, put, write } from './store.js';
import { Trouble } from './trouble.js';

/** @typedef {{username: string, name: string, role: string, unit: string, areas: string[] | null}} Account */
/** @typedef {{id: string, name: string}} Device */
/** @typedef {{access: string, refresh: string, account: Account, device: Device, over: boolean}} Session */

const CONTACT_EVERY_MS = 60_000;
const SHORT_PATIENCE_MS = 5_000;

/** @type {Session | null} */
let session = null;
/** @type {Promise<void> | null} */
let renewing = null;
let contactAt = 0;
/** @type {(reason: string) => Promise<void>} */
let revoked = async () => {};

/** @param {(reason: string) => Promise<void>} wipe what a revocation does */
export function onRevoked(wipe) {
  revoked = wipe;
}

/**
 * Asks the server who this is; nothing is kept yet.
 * @param {{username: string, password: string, otp?: string, device: Device}} credentials
 * @returns {Promise<Session>}
 */
export async function signedIn({ username, password, otp, device }) {
  const body = { username, password, device, ...(otp ? { otp } : {}) };
  const answer = await request('POST', '/auth/login', { body });
  if (answer.status === 401) throw loginTrouble(answer);
  if (answer.status !== 200) throw refusal(answer);
  if (!answer.body?.refresh_token || !answer.body.account) throw new Trouble('not-ours');
  const who = answer.body.account;
  if (who.role !== 'inspector') throw new Trouble('not-inspector');
  if (who.must_change_password || who.must_enrol_second_factor) throw new Trouble('settle-first');
  return fresh(answer.body, device);
}

/** @param {Session} given kept sealed from now on */
export async function keep(given) {
  await write([put('meta', 'session', given)]);
  session = given;
  await contact(true);
}

/** Signs the same person in again, where the session is over; all that is on the tablet stays. @param {{password: string, otp?: string}} credentials */
export async function signInAgain({ password, otp }) {
  const { account, device } = known();
  await keep(await signedIn({ username: account.username, password, otp, device }));
}

/** @returns {Promise<Session>} read after unlocking */
export async function load() {
  session = await get('meta', 'session');
  return known();
}

export function forget() {
  session = null;
  contactAt = 0;
}

/** @returns {Account | null} */
export function account() {
  return session?.account ?? null;
}

/** @returns {Device | null} as the server knows this one */
export function device() {
  return session?.device ?? null;
}

/** Ends the session at the server, if it can be reached soon; what is here goes by a wipe. */
export async function signOut() {
  await call('POST', '/auth/logout', { patience: SHORT_PATIENCE_MS }).catch(() => {});
}

/** @returns {boolean} whether the password is asked again before anything is sent */
export function isOver() {
  return Boolean(session?.over);
}

/**
 * A request of the person signed in; a token that ran out is renewed once.
 * @param {string} method @param {string} path @param {import('./net.js').Asked} [asked]
 * @returns {Promise<import('./net.js').Answer>}
 */
export async function call(method, path, asked = {}) {
  const first = await authorised(method, path, asked);
  if (first.status !== 401) return first;
  await renewed();
  const second = await authorised(method, path, asked);
  if (second.status === 401) await lost(second);
  return second;
}

async function authorised(method, path, asked) {
  if (known().over) throw new Trouble('session-over');
  const headers = { ...asked.headers, Authorization: `Bearer ${known().access}` };
  const answer = await request(method, path, { ...asked, headers });
  if (answer.status === 401) await wipedIfRevoked(answer);
  else await contact();
  return answer;
}

/** One renewal at a time; its tokens are on the disk before the old ones are forgotten. */
function renewed() {
  renewing ??= renew().finally(() => {
    renewing = null;
  });
  return renewing;
}

async function renew() {
  const { refresh, device } = known();
  const body = { refresh_token: refresh, device_id: device.id };
  const answer = await request('POST', '/auth/refresh', { body });
  if (answer.status === 401) await lost(answer);
  if (answer.status !== 200) throw refusal(answer);
  if (!answer.body?.refresh_token) throw new Trouble('not-ours');
  await keep(fresh(answer.body, device));
}

async function lost(answer) {
  await wipedIfRevoked(answer);
  const over = { ...known(), over: true };
  await write([put('meta', 'session', over)]);
  session = over;
  throw new Trouble('session-over', { status: 401 });
}

async function wipedIfRevoked({ body }) {
  if (!isOf(body?.type, 'device-revoked') && body?.wipe !== true) return;
  await revoked('revoked');
  throw new Trouble('revoked', { status: 401 });
}

async function contact(always = false) {
  if (!always && Date.now() - contactAt < CONTACT_EVERY_MS) return;
  contactAt = Date.now();
  await changeFacts(({ seen }) => ({ contact: contactAt, seen: Math.max(seen, contactAt) }));
}

/** @returns {Session} */
function fresh(body, device) {
  const { access_token: access, refresh_token: refresh, account: who } = body;
  return { access, refresh, account: who, device, over: false };
}

function loginTrouble({ body }) {
  if (isOf(body?.type, 'second-factor-required')) return new Trouble('second-factor', { status: 401, type: body.type });
  return refusal({ status: 401, headers: new Headers(), body });
}

/** @returns {Session} */
function known() {
  if (!session) throw new Trouble('locked');
  return session;
}
