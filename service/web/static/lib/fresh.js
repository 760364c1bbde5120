/** An answer kept fresh: asked for again every few seconds, told anew only when it changed. */

import { getIfChanged } from './api.js';
import { asProblem } from './loading.js';
import { useCallback, useEffect, useState } from './preact.js';

const POLL_MS = 15_000;

/**
 * @param {string} path of a route that answers with an ETag
 * @param {Record<string, unknown>} query
 * @returns {import('./loading.js').Loaded}
 */
export function useFresh(path, query) {
  const [state, setState] = useState({ data: null, problem: null, loading: true });
  const [round, setRound] = useState(0);
  useEffect(() => {
    setState((old) => ({ ...old, loading: true }));
    return kept(path, query, setState);
  }, [path, JSON.stringify(query), round]);
  return { ...state, again: useCallback(() => setRound((old) => old + 1), []) };
}

/** @param {string} path @param {Record<string, unknown>} query @param {(change: any) => void} setState @returns {() => void} how to stop */
function kept(path, query, setState) {
  const stop = new AbortController();
  let tag = '';
  let next = 0;
  const ask = async () => {
    try {
      const fresh = await getIfChanged(path, query, tag, stop.signal);
      tag = fresh?.tag ?? tag;
      setState((old) => ({ data: fresh ? fresh.data : old.data, problem: null, loading: false }));
    } catch (error) {
      if (!stop.signal.aborted) setState((old) => ({ ...old, problem: asProblem(error), loading: false }));
    }
    if (!stop.signal.aborted) next = setTimeout(ask, POLL_MS);
  };
  ask();
  return () => {
    stop.abort();
    clearTimeout(next);
  };
}
