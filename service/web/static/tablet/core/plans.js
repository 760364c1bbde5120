/** What is planned and what came back: inspections, campaigns, findings to re-check, my own visits changed by others. */

import { localDay } from './clock.js';
import { all } from './store.js';

/** @type {Map<string, any>} by `kind id` */
let rows = new Map();

/** Reads all from the disk; after unlocking and after each pull. */
export async function load() {
  rows = new Map((await all('plans')).map(({ id, value }) => [id, value.body]));
}

export function forget() {
  rows = new Map();
}

/** @param {string} kind @returns {any[]} */
function those(kind) {
  return [...rows].filter(([id]) => id.startsWith(`${kind} `)).map(([, body]) => body);
}

const OVER = ['finished', 'cancelled'];

/** @param {string} [day] @returns {{id: string, name: string, kind: string, unit: string, decision_no: string, from: string, to: string}[]} inspections whose window holds the day and that are not over */
export function inspectionsOn(day = localDay()) {
  return those('inspection').filter((one) => one.from <= day && day <= one.to && !OVER.includes(one.state)).sort((a, b) => (a.to < b.to ? -1 : 1));
}

/** @returns {any[]} every inspection, the soonest to end first */
export function inspections() {
  return those('inspection').sort((a, b) => (a.to < b.to ? -1 : 1));
}

/** @param {string} id */
export function inspection(id) {
  return rows.get(`inspection ${id}`);
}

/** @returns {{id: string, inspection_id: string, establishment_id: string, visited_on: string | null}[]} what is given to me to visit */
export function assignments() {
  return those('assignment');
}

/** @param {string} [day] @returns {{id: string, name: string, from: string, to: string}[]} */
export function campaignsOn(day = localDay()) {
  return those('campaign').filter((one) => one.from <= day && day <= one.to);
}

/** @param {string} [establishment] @returns {{id: string, visit: string, establishment_id: string, item: string, remedy: string, remedy_by: string | null}[]} what is to be re-checked, the soonest due first */
export function findings(establishment = '') {
  return those('finding')
    .filter((one) => !establishment || one.establishment_id === establishment)
    .sort((a, b) => ((a.remedy_by ?? '9') < (b.remedy_by ?? '9') ? -1 : 1));
}

/** @param {string} id @returns {any} what became of a visit of mine after it was sent; undefined while nothing did */
export function visitState(id) {
  return rows.get(`visit ${id}`);
}
