/** One request to our server, and the difference between its answer and anybody else's. */

import { compare, rfc3339 } from './clock.js';
import { Trouble } from './trouble.js';

export const BASE = '/api/v1';
/** What cannot be done in this time is asked in smaller parts. */
export const PATIENCE_MS = 30_000;

/**
 * @typedef {{body?: unknown, bytes?: Blob | ArrayBuffer, headers?: Record<string, string>,
 *   signal?: AbortSignal, patience?: number}} Asked `body` is sent as JSON, a string as it is
 * @typedef {{status: number, headers: Headers, body: any}} Answer `body` is JSON, or null
 */

/**
 * @param {string} method @param {string} path below the base @param {Asked} [asked]
 * @returns {Promise<Answer>} of ours, whatever its status; throws {@link Trouble} when nobody
 *   answered (`no-answer`) or somebody else did (`not-ours`)
 */
export async function request(method, path, asked = {}) {
  const left = Date.now();
  const stop = new AbortController();
  const limit = setTimeout(() => stop.abort(), asked.patience ?? PATIENCE_MS);
  const give = () => stop.abort();
  asked.signal?.addEventListener('abort', give);
  try {
    const answer = await fetch(BASE + path, { ...sent(method, asked), signal: stop.signal });
    const body = method === 'HEAD' ? null : await read(answer);
    compare(answer.headers.get('Date'), left, Date.now());
    return { status: answer.status, headers: answer.headers, body };
  } catch (error) {
    if (error instanceof Trouble) throw error;
    throw new Trouble(asked.signal?.aborted ? 'stopped' : 'no-answer');
  } finally {
    clearTimeout(limit);
    asked.signal?.removeEventListener('abort', give);
  }
}

/** @param {Answer} answer @returns {Trouble} what a refusal says, with the server's own words */
export function refusal({ status, headers, body }) {
  const told = body || {};
  const more = { status, type: told.type, detail: told.detail, errors: told.errors };
  if (status === 429) return new Trouble('too-often', { ...more, values: { seconds: headers.get('Retry-After') || 60 } });
  if (status >= 500) return new Trouble('server-down', more);
  return new Trouble('refused', more);
}

/** @param {string} [type] of a problem @param {string} code @returns {boolean} */
export function isOf(type, code) {
  return Boolean(type) && (type.endsWith(`:${code}`) || type.endsWith(`/${code}`) || type === code);
}

/** @param {string} method @param {Asked} asked @returns {RequestInit} */
function sent(method, { body, bytes, headers }) {
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return {
    method,
    headers: { ...json, 'Device-Time': rfc3339(), ...headers },
    body: bytes ?? (typeof body === 'string' || body === undefined ? body : JSON.stringify(body)),
    credentials: 'omit', // A desk's cookie in this browser is somebody else's session.
    redirect: 'error', // Our API sends nobody elsewhere; a captive portal does.
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  };
}

/** @param {Response} answer */
async function read(answer) {
  if (answer.status === 204 || answer.status === 304) return null;
  const type = answer.headers.get('Content-Type') || '';
  if (!/^application\/(problem\+)?json\b/.test(type)) {
    if (answer.status >= 500 && answer.status !== 511) throw new Trouble('server-down', { status: answer.status });
    throw new Trouble('not-ours', { status: answer.status });
  }
  const text = await answer.text();
  if (!text) return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new Trouble('not-ours', { status: answer.status });
  }
}
