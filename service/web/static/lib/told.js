/**
 * What waits for whoever looks: asked for once a page, again every minute, and told to all who show it.
 * Nobody at the desk, nothing is asked: asking keeps a session alive that should end by idling.
 */

import { get } from './api.js';
import { asProblem } from './loading.js';
import { useEffect, useState } from './preact.js';

const POLL_MS = 60_000;
const THERE_MS = 10 * 60_000; // since somebody last touched the page

let state = { data: null, problem: null, loading: true };
/** @type {Set<(told: any) => void>} */
const shown = new Set();
let next = 0;
let touched = Date.now();
for (const sign of ['pointerdown', 'keydown']) addEventListener(sign, () => { touched = Date.now(); });

/** @returns {import('./loading.js').Loaded} */
export function useNotices() {
  const [told, setTold] = useState(state);
  useEffect(() => {
    shown.add(setTold);
    if (shown.size === 1) askAgain();
    else setTold(state);
    return () => {
      shown.delete(setTold);
      if (shown.size === 0) clearTimeout(next);
    };
  }, []);
  return { ...told, again: askAgain };
}

/** Takes in an answer that came on another way. @param {any} data */
export function toldAnew(data) {
  keep({ data, problem: null, loading: false });
}

function askAgain() {
  touched = Date.now();
  ask();
}

function ask() {
  clearTimeout(next);
  next = setTimeout(ask, POLL_MS);
  if (Date.now() - touched > THERE_MS || document.hidden) return;
  get('/me/notices').then(toldAnew).catch((error) => keep({ ...state, problem: asProblem(error), loading: false }));
}

/** @param {typeof state} told */
function keep(told) {
  state = told;
  for (const show of shown) show(told);
}
