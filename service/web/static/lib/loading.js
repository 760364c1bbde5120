/** Asking the API from a page: the old answer stays until the new one is there. */

import { get } from './api.js';
import { useCallback, useEffect, useState } from './preact.js';
import { Problem } from './problem.js';

/**
 * @typedef {{data: any, problem: Problem | null, loading: boolean, again: () => void}} Loaded
 * @param {string | null} path null asks nothing
 * @param {Record<string, unknown>} [query]
 * @returns {Loaded}
 */
export function useAnswer(path, query = {}) {
  const [state, setState] = useState({ data: null, problem: null, loading: Boolean(path) });
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!path) return undefined;
    const stop = new AbortController();
    setState((old) => ({ ...old, loading: true }));
    get(path, query, stop.signal)
      .then((data) => setState({ data, problem: null, loading: false }))
      .catch((problem) => {
        if (!stop.signal.aborted) setState((old) => ({ ...old, problem: asProblem(problem), loading: false }));
      });
    return () => stop.abort();
  }, [path, JSON.stringify(query), round]);
  return { ...state, again: useCallback(() => setRound((old) => old + 1), []) };
}

/**
 * A list that is told a page at a time.
 * @param {string | null} path
 * @param {Record<string, unknown>} [query]
 */
export function useList(path, query = {}) {
  const first = useAnswer(path, query);
  const [rest, setRest] = useState({ of: null, items: [], next: null });
  const [following, setFollowing] = useState({ loading: false, problem: null });
  const own = rest.of === first.data ? rest : { items: [], next: first.data?.next_cursor };
  const more = useCallback(async () => {
    setFollowing({ loading: true, problem: null });
    try {
      const page = await get(path, { ...query, cursor: own.next });
      setRest({ of: first.data, items: [...own.items, ...page.items], next: page.next_cursor });
      setFollowing({ loading: false, problem: null });
    } catch (problem) {
      setFollowing({ loading: false, problem: asProblem(problem) });
    }
  }, [path, JSON.stringify(query), own.next, first.data]);
  return {
    ...first,
    items: first.data ? [...first.data.items, ...own.items] : null,
    problem: first.problem || following.problem,
    hasMore: Boolean(own.next),
    loadingMore: following.loading,
    more,
  };
}

/** @param {unknown} error @returns {Problem} */
export function asProblem(error) {
  if (error instanceof Problem) return error;
  console.error(error);
  return new Problem({ status: -1 });
}
