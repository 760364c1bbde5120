/** j and k step through the rows of a list, Enter opens the one in focus. */

import { useEffect } from './preact.js';

const STEPS = { j: 1, k: -1 };
const TYPED_INTO = 'input, select, textarea';

/** @param {string} links selects what names each row */
export function useRowKeys(links) {
  useEffect(() => {
    const step = (event) => {
      const by = STEPS[event.key];
      if (!by || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPED_INTO)) return;
      const rows = [...document.querySelectorAll(links)];
      const row = document.activeElement?.closest('tr');
      const at = row ? rows.findIndex((link) => row.contains(link)) : -1;
      const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1);
      rows[next]?.focus();
    };
    addEventListener('keydown', step);
    return () => removeEventListener('keydown', step);
  }, []);
}
