/** Calls the API as any client does: cookies for who asks, the CSRF header on what changes things. */

import { Problem, problemIn } from './problem.js';
import { goToSettle, goToSignIn } from './way-back.js';

const BASE = '/api/v1';
const CSRF = 'X-CSRF-Token';
const PAGE = { 'X-An-Tru-Page': '1' };
const UNSETTLED = ['password-change-required', 'second-factor-enrolment-required'];
const PATIENCE_MS = 30_000;
const PATIENCE_WITH_LISTS_MS = 300_000;

let csrf = '';
/** @type {Promise<boolean> | null} */
let refreshing = null;

/**
 * @param {string} path below the base, with nothing to encode left in it
 * @param {Record<string, unknown>} [query] what is empty is left out
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>} the answer's JSON; throws {@link Problem}
 */
export function get(path, query = {}, signal = undefined) {
  return signedIn(withQuery(path, query), { signal });
}

/**
 * @param {string} path @param {Record<string, unknown>} query
 * @param {string} tag of the answer that one has, empty where there is none
 * @param {AbortSignal} [signal]
 * @returns {Promise<{data: any, tag: string} | null>} null when nothing changed
 */
export async function getIfChanged(path, query, tag, signal = undefined) {
  const headers = tag ? { 'If-None-Match': tag } : {};
  const answer = await answered(withQuery(path, query), { signal, headers });
  return answer.status === 304 ? null : { data: await told(answer), tag: answer.headers.get('ETag') || '' };
}

/** @param {string} path @returns {Promise<{content: Blob, name: string}>} a file by the name that the server gives it */
export async function getFile(path) {
  return fileOf(await answered(path, {}));
}

/** @param {string} path @param {unknown} body @returns {Promise<{content: Blob, name: string}>} a file that is made as asked */
export const postFile = (path, body) => changing('POST', path, body, {}, fileOf);

/** @param {Response} answer */
async function fileOf(answer) {
  if (!answer.ok) return told(answer);
  const [, name] = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') || '') || [];
  return { content: await answer.blob(), name: name || 'an-tru' };
}

/** @param {string} path @param {Record<string, unknown>} query */
function withQuery(path, query) {
  const said = Object.entries(query).filter(([, value]) => value !== '' && value != null);
  const text = new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
  return text ? `${path}?${text}` : path;
}

/** @param {string} path @param {unknown} [body] @returns {Promise<any>} */
export const post = (path, body = undefined) => changing('POST', path, body);

/** @param {string} path @param {unknown} body @returns {Promise<any>} */
export const patch = (path, body) => changing('PATCH', path, body);

/** @param {string} path @param {unknown} body @param {number} version that was read @returns {Promise<any>} */
export const put = (path, body, version) => changing('PUT', path, body, { 'If-Match': `"${version}"` });

/** @param {string} path @param {unknown} body @param {number} version that was read @returns {Promise<any>} */
export const patchVersion = (path, body, version) => changing('PATCH', path, body, { 'If-Match': `"${version}"` });

/** @param {string} path @param {unknown} body @param {number} version that was read @returns {Promise<any>} */
export const postVersion = (path, body, version) => changing('POST', path, body, { 'If-Match': `"${version}"` });

/**
 * @param {string} path @param {File} file sent in the form field `file` @param {Record<string, unknown>} query
 * @returns {Promise<any>}
 */
export function postList(path, file, query) {
  const form = new FormData();
  form.append('file', file);
  return changing('POST', withQuery(path, query), form);
}

/** @param {string} path @returns {Promise<any>} */
export const remove = (path) => changing('DELETE', path);

/**
 * @param {string} method @param {string} path @param {unknown} [body] @param {Record<string, string>} [headers]
 * @param {(answer: Response) => Promise<any>} [read] what comes back
 */
async function changing(method, path, body = undefined, headers = {}, read = told) {
  if (!csrf) await get('/me');
  const send = async () => read(await answered(path, { ...sending(method, body), headers }));
  try {
    return await send();
  } catch (problem) {
    // Another tab renewed the session meanwhile, and with it the token that only pages know.
    if (!(problem instanceof Problem && problem.is('csrf'))) throw problem;
    await get('/me');
    return send();
  }
}

/** @param {{username: string, password: string, otp?: string}} credentials @returns {Promise<any>} the account */
export async function signIn(credentials) {
  const answer = await asked('/auth/login', { ...sending('POST', credentials), headers: jsonHeaders() });
  return (await told(answer)).account;
}

/** Ends the session; the page may be left whatever comes of it. */
export async function signOut() {
  await post('/auth/logout');
  csrf = '';
}

/** @param {string} path @param {RequestInit} request */
async function signedIn(path, request) {
  return told(await answered(path, request));
}

/** The answer to somebody signed in, whatever it is. @param {string} path @param {RequestInit} request */
async function answered(path, request) {
  let answer = await asked(path, withToken(request));
  if (answer.status === 401 && !(await asksProof(answer))) {
    if (!(await refreshed())) return goToSignIn();
    answer = await asked(path, withToken(request));
    if (answer.status === 401 && !(await asksProof(answer))) return goToSignIn();
  }
  return answer;
}

/** Whether the session is good and only a fresh code is asked for. @param {Response} answer */
async function asksProof(answer) {
  return (await problemIn(answer.clone())).is('step-up-required');
}

/** One renewal at a time, however many calls wait for it. */
function refreshed() {
  refreshing ??= asked('/auth/refresh', { method: 'POST', body: '{}', headers: jsonHeaders() })
    .then((answer) => answer.ok)
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
}

/** @param {string} path @param {RequestInit} request */
async function asked(path, request) {
  const stop = new AbortController();
  const patience = request.body instanceof FormData ? PATIENCE_WITH_LISTS_MS : PATIENCE_MS;
  const limit = setTimeout(() => stop.abort(), patience);
  request.signal?.addEventListener('abort', () => stop.abort());
  try {
    const answer = await fetch(BASE + path, { ...request, signal: stop.signal });
    csrf = answer.headers.get(CSRF) || csrf;
    return answer;
  } catch (error) {
    if (request.signal?.aborted) throw error;
    throw new Problem({ status: 0 });
  } finally {
    clearTimeout(limit);
  }
}

/** @param {Response} answer */
async function told(answer) {
  if (!answer.ok) {
    const problem = await problemIn(answer);
    if (UNSETTLED.some((code) => problem.is(code))) return goToSettle();
    throw problem;
  }
  return answer.status === 204 ? null : answer.json();
}

/** @param {string} method @param {unknown} body @returns {RequestInit} */
function sending(method, body) {
  if (body instanceof FormData) return { method, body };
  return body === undefined ? { method } : { method, body: JSON.stringify(body) };
}

/** @param {RequestInit} request @returns {RequestInit} */
function withToken(request) {
  if (!request.method) return request;
  const own = request.body instanceof FormData ? PAGE : jsonHeaders();
  return { ...request, headers: { ...request.headers, ...own, [CSRF]: csrf } };
}

function jsonHeaders() {
  return { 'Content-Type': 'application/json', ...PAGE };
}
