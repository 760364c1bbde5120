/** Which screen is shown: it stands behind the `#` of the address, so that going back works and nothing is asked of a server. */

import { useEffect, useState } from '../lib/preact.js';

/** @returns {string} such as `visits/0192…/finish`; empty at home */
export function route() {
  return whole().split('?')[0];
}

/** @returns {URLSearchParams} what follows the `?` of the route, such as `item` in `visits/0192…?item=CL-01` */
export function query() {
  return new URLSearchParams(whole().split('?')[1] ?? '');
}

/**
 * @param {string} path with its query
 * @param {{replace?: boolean}} [how] `replace`: the way back does not lead through the screen that is left
 */
export function go(path, { replace = false } = {}) {
  if (replace) history.replaceState(null, '', `#/${path}`);
  else history.pushState(null, '', `#/${path}`);
  dispatchEvent(new HashChangeEvent('hashchange'));
}

/** @param {string} path @returns {string} for a link */
export function href(path) {
  return `#/${path}`;
}

/** @returns {string} the route, followed as it changes */
export function useRoute() {
  return useFollowed(route);
}

/** @returns {URLSearchParams} the query, followed as it changes */
export function useQuery() {
  return new URLSearchParams(useFollowed(() => String(query())));
}

/** @param {() => string} read what is followed */
function useFollowed(read) {
  const [at, setAt] = useState(read);
  useEffect(() => {
    const follow = () => setAt(read());
    for (const name of ['hashchange', 'popstate']) addEventListener(name, follow);
    return () => {
      for (const name of ['hashchange', 'popstate']) removeEventListener(name, follow);
    };
  }, []);
  return at;
}

/**
 * @param {string} pattern such as `visits/:id/finish`
 * @param {string} path
 * @returns {Record<string, string> | null} the named parts where it fits
 */
export function matched(pattern, path) {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return null;
  /** @type {Record<string, string>} */
  const named = {};
  for (const [place, part] of wanted.entries()) {
    if (part.startsWith(':')) named[part.slice(1)] = decodeURIComponent(given[place]);
    else if (part !== given[place]) return null;
  }
  return named;
}

function whole() {
  return location.hash.replace(/^#\/?/, '');
}
