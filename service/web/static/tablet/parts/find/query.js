/** What is searched for, as the route's query keeps it: `q kind area inspection campaign near map`. */

import { useEffect, useState } from '../../../lib/preact.js';
import { on } from '../../core/events.js';
import { go, query } from '../../route.js';

/**
 * `near`, `map`: `1` or empty. An inspection or a campaign limits nothing: it goes along to the place.
 * @typedef {{q: string, kind: string, area: string, inspection: string, campaign: string, near: string, map: string}} Wanted
 */

const NOTHING = { q: '', kind: '', area: '', inspection: '', campaign: '', near: '', map: '' };
const PAUSE_MS = 300; // browsers count how often an address changes

/** What was searched for last, and which place was opened from there; for the way back. */
let last = { query: '', opened: '' };

on('vault', (state) => {
  if (state !== 'open') last = { query: '', opened: '' };
});

/** @returns {string} the route that leads back to what was found */
export function backToFind() {
  return last.query ? `find?${last.query}` : 'find';
}

/** @param {string} id of the place that is opened */
export function opening(id) {
  last.opened = id;
}

/** @returns {string} the place that one comes back from, told once */
export function comingFrom() {
  const { opened } = last;
  last.opened = '';
  return opened;
}

/** @returns {[Wanted, (patch: Partial<Wanted>) => void]} */
export function useWanted() {
  const [wanted, setWanted] = useState(read);
  useEffect(() => {
    last.query = written(wanted);
    const later = setTimeout(() => {
      if (String(query()) !== last.query) go(backToFind(), { replace: true });
    }, PAUSE_MS);
    return () => clearTimeout(later);
  }, [wanted]);
  return [wanted, (patch) => setWanted((old) => ({ ...old, ...patch }))];
}

/** @param {Partial<Wanted>} wanted @returns {string} its part that goes along to a place */
export function planOf({ inspection = '', campaign = '' }) {
  return written({ inspection, campaign });
}

/** @returns {Wanted} */
function read() {
  const told = query();
  return /** @type {Wanted} */ (Object.fromEntries(Object.keys(NOTHING).map((key) => [key, told.get(key) ?? ''])));
}

/** @param {Partial<Wanted>} wanted */
function written(wanted) {
  return String(new URLSearchParams(Object.entries(wanted).filter(([, value]) => value)));
}
