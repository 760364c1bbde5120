/** What counts as received: a receipt that our server signed, for this visit and this content, issued now. */

import * as catalogue from './catalogue.js';
import { serverNow } from './clock.js';
import { Trouble } from './trouble.js';

const ALGORITHM = 'Ed25519';
/** The server's `Date` has whole seconds and its workers may differ by some. */
const SLACK_MS = 120_000;

/**
 * @typedef {{id: string, content: string, version: number, received_at: string, issued_at: string,
 *   missing_attachments: string[]}} Claims
 */

/**
 * @param {unknown} receipt a compact JWS (RFC 7515)
 * @param {{visit: string, asked: number, content?: string | null, version?: number | null}} expected
 *   `asked`: when the request left, by the tablet's clock; `content`, `version`: as first answered to what was sent
 * @returns {Promise<Claims>} throws `no-receipt`, `receipt-forged`, `receipt-other`, `receipt-old`
 */
export async function verified(receipt, { visit, asked, content = null, version = null }) {
  if (typeof receipt !== 'string' || receipt.split('.').length !== 3) throw new Trouble('no-receipt');
  const claims = await claimsOf(receipt);
  if (!claims) throw new Trouble('receipt-forged');
  const same = claims.id === visit && (content ?? claims.content) === claims.content && (version ?? claims.version) === claims.version;
  if (!same || !Array.isArray(claims.missing_attachments)) throw new Trouble('receipt-other');
  const sent = serverNow() - (Date.now() - asked);
  if (!(Date.parse(claims.issued_at) >= sent - SLACK_MS)) throw new Trouble('receipt-old');
  return claims;
}

/** @param {string} receipt @returns {Promise<Claims | null>} null unless one of our keys signed it */
export async function claimsOf(receipt) {
  const [head, body, mark] = receipt.split('.');
  try {
    const { alg, kid } = JSON.parse(textOf(head));
    const key = catalogue.receiptKeys().find((one) => one.kid === kid && one.crv === ALGORITHM);
    if (alg !== ALGORITHM || !key) return null;
    const signed = new TextEncoder().encode(`${head}.${body}`);
    return (await isSigned(key, bytesOf(mark), signed)) ? JSON.parse(textOf(body)) : null;
  } catch {
    return null;
  }
}

/** @param {{kty: string, crv: string, x: string}} jwk @param {Uint8Array} mark @param {Uint8Array} signed */
async function isSigned({ kty, crv, x }, mark, signed) {
  const key = await crypto.subtle.importKey('jwk', { kty, crv, x }, ALGORITHM, false, ['verify']).catch(() => null);
  if (key) return crypto.subtle.verify(ALGORITHM, key, mark, signed);
  const noble = await import('../../vendor/noble-ed25519-2.3.0.js');
  return noble.verifyAsync(mark, signed, bytesOf(x), { zip215: false });
}

/** @param {string} text base64url */
function bytesOf(text) {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
}

/** @param {string} text base64url of UTF-8 */
function textOf(text) {
  return new TextDecoder().decode(bytesOf(text));
}
