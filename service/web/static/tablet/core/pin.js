/** From a PIN to the keys: PBKDF2 opens the box, the box holds the secret that all else is sealed under. */

const LEAST_ROUNDS = 600_000; // OWASP's least for PBKDF2-HMAC-SHA256, 2023
const MOST_ROUNDS = 4_000_000;
const WANTED_MS = 900;
const SALT_BYTES = 16;
const encoder = new TextEncoder();

/**
 * What lies in clear. `device` never leaves this browser and cannot be read by script, so a copy of
 * the rest made by script opens nothing elsewhere; against a copy of the whole disk the PIN stands alone.
 * @typedef {{salt: Uint8Array, rounds: number, iv: Uint8Array, inner: Uint8Array, box: ArrayBuffer,
 *   device: CryptoKey}} Lock
 */

/** @returns {Uint8Array} the secret that every key comes from */
export function freshSecret() {
  return crypto.getRandomValues(new Uint8Array(32));
}

/** @param {string} pin @param {Uint8Array} secret @returns {Promise<Lock>} */
export async function locked(pin, secret) {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const rounds = await affordableRounds(salt);
  const device = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const [iv, inner] = [freshIv(), freshIv()];
  const once = await crypto.subtle.encrypt(box(inner), await keyOf(pin, salt, rounds), secret);
  return { salt, rounds, iv, inner, device, box: await crypto.subtle.encrypt(box(iv), device, once) };
}

/** @param {string} pin @param {Lock} lock @returns {Promise<Uint8Array | null>} null for a wrong PIN */
export async function unlocked(pin, lock) {
  const once = await crypto.subtle.decrypt(box(lock.iv), lock.device, lock.box);
  try {
    const key = await keyOf(pin, lock.salt, lock.rounds);
    return new Uint8Array(await crypto.subtle.decrypt(box(lock.inner), key, once));
  } catch {
    return null;
  }
}

/** The same secret under the PIN alone, to be carried to another tablet. @param {string} pin @param {Uint8Array} secret */
export async function carried(pin, secret) {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const inner = freshIv();
  const sealed = await crypto.subtle.encrypt(box(inner), await keyOf(pin, salt, MOST_ROUNDS), secret);
  return { salt, rounds: MOST_ROUNDS, inner, box: sealed };
}

/** @param {string} pin @param {{salt: Uint8Array, rounds: number, inner: Uint8Array, box: ArrayBuffer}} lock */
export async function uncarried(pin, { salt, rounds, inner, box: sealed }) {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(box(inner), await keyOf(pin, salt, rounds), sealed));
  } catch {
    return null;
  }
}

/** @param {Uint8Array} secret @returns {Promise<{data: CryptoKey, index: CryptoKey}>} neither can be read out */
export async function keysOf(secret) {
  const root = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const from = (info) => ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encoder.encode(info) });
  const aes = { name: 'AES-GCM', length: 256 };
  const mac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
  const data = await crypto.subtle.deriveKey(from('an-tru data'), root, aes, false, ['encrypt', 'decrypt']);
  const index = await crypto.subtle.deriveKey(from('an-tru index'), root, mac, false, ['sign']);
  return { data, index };
}

/** As many rounds as this device does in a bearable time, and never under the least. */
async function affordableRounds(salt) {
  const trial = LEAST_ROUNDS / 10;
  const began = performance.now();
  await keyOf('trial', salt, trial);
  const wanted = trial * (WANTED_MS / Math.max(performance.now() - began, 1));
  return Math.round(Math.min(MOST_ROUNDS, Math.max(LEAST_ROUNDS, wanted)));
}

async function keyOf(pin, salt, iterations) {
  const words = await crypto.subtle.importKey('raw', encoder.encode(pin.normalize('NFC')), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return crypto.subtle.deriveKey(how, words, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

function box(iv) {
  return { name: 'AES-GCM', iv };
}

function freshIv() {
  return crypto.getRandomValues(new Uint8Array(12));
}
