/** What a page asks once: areas and units, and the names behind their codes. */

import { get } from './api.js';
import { useEffect, useState } from './preact.js';

/** @type {Map<string, Promise<any>>} */
const asked = new Map();

/** @param {string} path @param {Record<string, string>} [query] @returns {Promise<any>} */
function once(path, query = {}) {
  const key = `${path}?${new URLSearchParams(query)}`;
  if (!asked.has(key)) {
    const answer = get(path, query);
    answer.catch(() => asked.delete(key));
    asked.set(key, answer);
  }
  return asked.get(key);
}

/** @returns {Promise<{scheme: string, code: string, name: string, full_name: string}[]>} today's communes by name */
export async function communes() {
  const { items } = await once('/areas', { scheme: '2025', level: 'commune' });
  return [...items].sort((a, b) => a.name.localeCompare(b.name, 'vi'));
}

/** @returns {{scheme: string, code: string, name: string, full_name: string}[]} none until they are known */
export function useCommunes() {
  const [areas, setAreas] = useState([]);
  useEffect(() => {
    communes().then(setAreas).catch(() => {});
  }, []);
  return areas;
}

/** @returns {(key: string) => string} the name of an area by `scheme:code`, the code until it is known */
export function useAreaNames() {
  const [names, setNames] = useState(new Map());
  useEffect(() => {
    Promise.all([once('/areas', { scheme: '2025' }), once('/areas', { scheme: 'legacy' })])
      .then((lists) => lists.flatMap((list) => list.items))
      .then((areas) => new Map(areas.map((area) => [`${area.scheme}:${area.code}`, area.full_name])))
      .then(setNames)
      .catch(() => {});
  }, []);
  return (key) => names.get(key) || key.split(':')[1] || '';
}

/** @returns {(code: string) => string} the name of a unit, its code until it is known */
export function useUnitNames() {
  const [names, setNames] = useState(new Map());
  useEffect(() => {
    once('/units')
      .then((list) => new Map(list.items.map((unit) => [unit.code, unit.name])))
      .then(setNames)
      .catch(() => {});
  }, []);
  return (code) => names.get(code) || code;
}
