/** Which screen is shown: it stands behind the `#` of the address, so that going back works and nothing is asked of a server. */

import { useEffect, useState } from '../lib/preact.js';

/** @returns {string} such as `visits/0192…/finish`; empty at home */
export function route() {
  return location.hash.replace(/^#\/?/, '');
}

/** @param {string} path @param {{replace?: boolean}} [how] `replace`: the way back does not lead through the screen that is left */
export function go(path, { replace = false } = {}) {
  if (replace) history.replaceState(null, '', `#/${path}`);
  else history.pushState(null, '', `#/${path}`);
  scrollTo(0, 0);
  dispatchEvent(new HashChangeEvent('hashchange'));
}

/** @param {string} path @returns {string} for a link */
export function href(path) {
  return `#/${path}`;
}

/** @returns {string} the route, followed as it changes */
export function useRoute() {
  const [at, setAt] = useState(route());
  useEffect(() => {
    const follow = () => setAt(route());
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
