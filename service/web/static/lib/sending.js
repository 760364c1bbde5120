/** Sending a form or an act: busy meanwhile, and what went wrong. */

import { asProblem } from './loading.js';
import { useCallback, useState } from './preact.js';

/**
 * @typedef {{done?: (answer: any) => void, failed?: (problem: import('./problem.js').Problem) => void}} Then
 * @returns {{problem: import('./problem.js').Problem | null, busy: boolean, send: (call: () => Promise<any>, then?: Then) => Promise<void>}}
 */
export function useSending() {
  const [state, setState] = useState({ problem: null, busy: false });
  const send = useCallback(async (call, { done, failed } = {}) => {
    setState({ problem: null, busy: true });
    try {
      const answer = await call();
      setState({ problem: null, busy: false });
      done?.(answer);
    } catch (error) {
      const problem = asProblem(error);
      setState({ problem, busy: false });
      failed?.(problem);
    }
  }, []);
  return { ...state, send };
}
