/** The register of places in memory, searched as people type: accents off, either tone spelling, nearest first. */

import { tell } from './events.js';
import { uuid7 } from './ids.js';
import { folded } from './names.js';
import { all, drop, get as read, put, write } from './store.js';
import { Trouble } from './trouble.js';
import { beforeLock } from './vault.js';

/**
 * @typedef {{id: string, name: string, kind: string, status: string, stars?: number | null, rooms?: number | null,
 *   area: {scheme: string, code: string}, address: string, point: {type: 'Point', coordinates: [number, number]} | null,
 *   owner?: {name: string, phone: string}, licences?: any[], version?: number, own?: boolean}} Establishment
 *   `own`: added on this tablet and not yet known to the server
 * @typedef {{place: Establishment, words: string[], name: string}} Entry
 */

const EARTH_METRES = 6_371_008.8;
const RADIANS = Math.PI / 180;
const MOST_SHOWN = 50;
const BEGUN = 'new-place'; // in `meta`: what was typed of a place that is not added yet

/** @type {Map<string, Entry>} */
let entries = new Map();
/** @type {Promise<void>} */
let keeping = Promise.resolve();

/** Reads all from the disk; after unlocking. */
export async function load() {
  const pulled = await all('register');
  const since = (await read('meta', 'pulled-at')) ?? 0;
  const added = (await all('outbox')).map(({ value }) => value).filter(({ what, done }) => what === 'establishment' && (!done || done > since));
  entries = new Map(pulled.map(({ value }) => [value.body.id, entryOf(value.body)]));
  for (const { id, body, done } of added) keepOwn(id, body, !done);
  tell('register', { size: entries.size });
}

export function forget() {
  entries = new Map();
}

/** What a page of the pull changed. @param {{id: string, gone: boolean, body: Establishment}[]} changes */
export function renew(changes) {
  for (const { id, gone, body } of changes) {
    if (gone) entries.delete(id);
    else entries.set(id, entryOf(body));
  }
  tell('register', { size: entries.size });
}

/** @returns {number} how many there are */
export function size() {
  return entries.size;
}

/** @param {string} id @returns {Establishment | undefined} */
export function get(id) {
  return entries.get(id)?.place;
}

/**
 * @param {{q?: string, kinds?: string[], statuses?: string[], area?: string, near?: [number, number] | null, limit?: number}} wanted
 *   each word of `q` begins a word of name or address; `near` is longitude, latitude
 * @returns {{items: {place: Establishment, metres: number | null}[], total: number}}
 */
export function search({ q = '', kinds = [], statuses = [], area = '', near = null, limit = MOST_SHOWN } = {}) {
  const typed = folded(q).split(' ').filter(Boolean);
  const found = [];
  for (const entry of entries.values()) {
    if (!fits(entry, typed, kinds, statuses, area)) continue;
    const { place, name } = entry;
    found.push({ place, name, begins: typed.length ? !name.startsWith(typed[0]) : false, metres: near && metresTo(place, near) });
  }
  found.sort(near ? byDistance : byName);
  return { items: found.slice(0, limit).map(({ place, metres }) => ({ place, metres: metres == null || metres === Infinity ? null : Math.round(metres) })), total: found.length };
}

/**
 * Places near a point, of a like name: shown before a new one is added, so that no place is added twice.
 * @param {{name: string, point?: Establishment['point']}} given
 */
export function alike({ name, point }) {
  const bare = folded(name);
  const near = point?.coordinates ?? null;
  const close = near ? search({ near, limit: 5 }).items.filter(({ metres }) => metres !== null && metres < 100) : [];
  const same = [...entries.values()].filter((entry) => entry.name === bare).map(({ place }) => ({ place, metres: null }));
  const seen = new Set();
  return [...same, ...close].filter(({ place }) => !seen.has(place.id) && seen.add(place.id));
}

/**
 * A place met in the field: known on this tablet at once, sent before the visits that name it.
 * @param {Omit<Establishment, 'id' | 'own' | 'version'>} fields
 * @returns {Promise<Establishment>}
 */
export async function add(fields) {
  await keeping.catch(() => {});
  const id = uuid7();
  const item = { what: 'establishment', id, body: fields, at: Date.now(), tries: 0, next: 0, trouble: null, done: false };
  await write([put('outbox', `establishment ${id}`, item), drop('meta', BEGUN)]);
  keepOwn(id, fields);
  tell('register', { size: entries.size });
  tell('outbox');
  return /** @type {Establishment} */ (get(id));
}

/** What the server refused of a place met in the field, mended under the same id. @param {string} id @param {Omit<Establishment, 'id' | 'own' | 'version'>} fields */
export async function mend(id, fields) {
  const item = await read('outbox', `establishment ${id}`);
  if (!item?.trouble || item.done) throw new Trouble('place-known');
  await write([put('outbox', `establishment ${id}`, { ...item, body: fields, trouble: null, tries: 0, next: 0 }), ...(await refusedFor(id))]);
  entries.delete(id);
  keepOwn(id, fields);
  tell('register', { size: entries.size });
  tell('outbox');
}

/** The server has another place under this id already: its own holds, what was typed here is given up. @param {string} id */
export async function leaveToServer(id) {
  const item = await read('outbox', `establishment ${id}`);
  await write([put('outbox', `establishment ${id}`, { ...item, trouble: null, done: Date.now() }), ...(await refusedFor(id))]);
  isKnown(id);
}

/** Visits that were refused for the place's sake are sent again. @param {string} id */
async function refusedFor(id) {
  const items = (await all('outbox')).map(({ value }) => value);
  const refused = items.filter((item) => item.place === id && !item.done && item.trouble?.code === 'refused');
  return refused.map((item) => put('outbox', `visit ${item.id}`, { ...item, trouble: null, next: 0 }));
}

/** The server knows it now. @param {string} id */
export function isKnown(id) {
  const place = get(id);
  if (place) entries.set(id, entryOf({ ...place, own: false }));
  tell('register', { size: entries.size });
}

/** @returns {Promise<any>} what was typed of a place that is not added yet; gone once it is */
export async function begun() {
  await keeping.catch(() => {});
  return read('meta', BEGUN);
}

/** Kept in the order typed. @param {any} fields null forgets @returns {Promise<void>} */
export function keepBegun(fields) {
  keeping = keeping.catch(() => {}).then(() => write([fields ? put('meta', BEGUN, fields) : drop('meta', BEGUN)]));
  return keeping;
}

beforeLock(() => keeping);

/** @param {Establishment} place @param {[number, number]} from longitude, latitude @returns {number} metres; Infinity without a point */
export function metresTo({ point }, [longitude, latitude]) {
  if (!point) return Infinity;
  const [there, up] = point.coordinates;
  const across = Math.sin(((there - longitude) * RADIANS) / 2) ** 2 * Math.cos(latitude * RADIANS) * Math.cos(up * RADIANS);
  const chord = Math.sin(((up - latitude) * RADIANS) / 2) ** 2 + across;
  return 2 * EARTH_METRES * Math.asin(Math.sqrt(Math.min(1, chord)));
}

function keepOwn(id, fields, own = true) {
  if (!entries.has(id)) entries.set(id, entryOf({ ...fields, id, own }));
}

/** @param {Establishment} place @returns {Entry} */
function entryOf(place) {
  const name = folded(place.name);
  return { place, name, words: [...new Set(`${name} ${folded(place.address || '')}`.split(' ').filter(Boolean))] };
}

function fits({ place, words }, typed, kinds, statuses, area) {
  if (kinds.length && !kinds.includes(place.kind)) return false;
  if (statuses.length && !statuses.includes(place.status)) return false;
  if (area && place.area.code !== area) return false;
  return typed.every((start) => words.some((word) => word.startsWith(start)));
}

const byName = (a, b) => a.begins - b.begins || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
const byDistance = (a, b) => a.metres - b.metres || byName(a, b);
