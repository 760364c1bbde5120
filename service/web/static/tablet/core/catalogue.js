/** What inspectors are asked and by which rules, as it was pulled: read once after unlocking, kept in memory. */

import { localDay } from './clock.js';
import { all } from './store.js';
import { triage } from './triage.js';

/** @typedef {import('./checklist.js').Checklist} Checklist */

/** @type {Map<string, any>} by `kind id` */
let rows = new Map();
/** @type {Map<string, import('./triage.js').Indicator>} */
let byCode = new Map();

/** Reads all from the disk; after unlocking and after each pull. */
export async function load() {
  const found = await all('catalogue');
  rows = new Map(found.map(({ id, value }) => [id, value.body]));
  byCode = new Map(indicators().items.map((one) => [one.code, one]));
}

export function forget() {
  rows = new Map();
  byCode = new Map();
}

/** @returns {boolean} whether a visit can be recorded */
export function isThere() {
  return ['indicators', 'triage', 'numbers', 'do_no_harm'].every((name) => rows.has(`catalogue ${name}`)) && checklists().length > 0;
}

/** @param {string} kind of what was pulled @returns {any[]} */
function those(kind) {
  return [...rows].filter(([id]) => id.startsWith(`${kind} `)).map(([, body]) => body);
}

/** @param {string} name */
function named(name) {
  return rows.get(`catalogue ${name}`);
}

/** @returns {Checklist[]} each at its newest version */
export function checklists() {
  const newest = new Map();
  for (const one of those('checklist')) {
    if (!(newest.get(one.code)?.version > one.version)) newest.set(one.code, one);
  }
  return [...newest.values()];
}

/** @param {string} code @param {number} version @returns {Checklist | undefined} */
export function checklist(code, version) {
  return rows.get(`checklist ${code}:${version}`);
}

/** @param {string} kind of establishment @returns {Checklist[]} those made for it first */
export function checklistsFor(kind) {
  const every = checklists();
  return [...every.filter((one) => one.kinds.includes(kind)), ...every.filter((one) => !one.kinds.includes(kind))];
}

/** @returns {{groups: {code: string, name: import('./checklist.js').Label}[], items: any[]}} */
export function indicators() {
  return named('indicators') ?? { groups: [], items: [] };
}

/** @param {string} code */
export function indicator(code) {
  return byCode.get(code);
}

/** The level of these flags at once, on the tablet. @param {import('./triage.js').Flag[]} flags @returns {{level: string, rules: string[]}} */
export function levelOf(flags) {
  return triage(flags, byCode, named('triage'));
}

/** @returns {any} the triage rules with their words */
export function rules() {
  return named('triage');
}

/** @returns {{code: string, words: import('./checklist.js').Label, reason: string}[]} do no harm */
export function cards() {
  return named('do_no_harm')?.items ?? [];
}

/** @param {string} [day] @returns {any[]} the numbers to call that hold on the day, in every area */
export function numbers(day = localDay()) {
  return numbersOn(day).filter((one) => !areasOf(one).length);
}

/** @param {{scheme: string, code: string}} area @param {string} [day] @returns {any[]} those of who is on duty there */
export function dutyNumbers({ scheme, code }, day = localDay()) {
  return numbersOn(day).filter((one) => areasOf(one).includes(`${scheme}:${code}`));
}

/** @param {string} [day] @returns {{name: string, numbers: any[]}[]} all of them, by the names of their areas */
export function dutyNumbersByArea(day = localDay()) {
  const keys = [...new Set(numbersOn(day).flatMap(areasOf))];
  const areas = keys.map((key) => {
    const [scheme, code] = key.split(':');
    return { name: areaName({ scheme, code }), numbers: dutyNumbers({ scheme, code }, day) };
  });
  return areas.sort((a, b) => a.name.localeCompare(b.name, 'vi'));
}

function numbersOn(day) {
  return (named('numbers')?.items ?? []).filter((one) => holds(one, day));
}

/** @returns {string[]} */
function areasOf(number) {
  return number.areas ?? [];
}

/** @param {string[]} codes @param {string} [day] @returns {any[]} in force on the day, in the order given */
export function legalBases(codes, day = localDay()) {
  const every = new Map((named('legal_bases')?.items ?? []).map((one) => [one.code, one]));
  return codes.map((code) => every.get(code)).filter((one) => one && holds(one, day));
}

/** @returns {any[]} public keys (JWK) under which receipts are signed */
export function receiptKeys() {
  return named('receipt_keys')?.keys ?? [];
}

/** @returns {any} the office's limits */
export function limits() {
  return named('limits') ?? {};
}

/** @returns {{scheme: string, code: string, name: string, full_name: string, level: string, valid_to: string | null}[]} today's communes by name */
export function communes() {
  return those('area')
    .filter((area) => area.scheme === '2025' && area.level === 'commune')
    .sort((a, b) => a.name.localeCompare(b.name, 'vi'));
}

/** @param {{scheme: string, code: string}} area @returns {string} its name, or its code */
export function areaName({ scheme, code }) {
  return rows.get(`area ${scheme}:${code}`)?.full_name ?? code;
}

/** @param {string} code @returns {string} its name, or its code */
export function unitName(code) {
  return rows.get(`unit ${code}`)?.name ?? code;
}

function holds(one, day) {
  return (!one.valid_from || one.valid_from <= day) && (!one.valid_to || day <= one.valid_to);
}
