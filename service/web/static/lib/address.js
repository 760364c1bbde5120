/** What a page shows, kept in the address bar so that it can be sent, reloaded and gone back to. */

import { useCallback, useEffect, useState } from './preact.js';

/**
 * @param {string[]} names of the arguments the page knows
 * @returns {[Record<string, string>, (changes: Record<string, string>, step?: boolean) => void]}
 *   the arguments, empty where absent, and how to change some of them; a `step` can be gone back from
 */
export function useAddress(names) {
  const [values, setValues] = useState(() => read(names));
  useEffect(() => {
    const follow = () => setValues(read(names));
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  const change = useCallback((changes, step = false) => {
    const next = { ...read(names), ...changes };
    const said = Object.entries(next).filter(([, value]) => value);
    const query = new URLSearchParams(said).toString();
    const address = query ? `${location.pathname}?${query}` : location.pathname;
    history[step ? 'pushState' : 'replaceState'](null, '', address);
    setValues(next);
  }, []);
  return [values, change];
}

/** @param {string[]} names */
function read(names) {
  const said = new URLSearchParams(location.search);
  return Object.fromEntries(names.map((name) => [name, said.get(name) || '']));
}
