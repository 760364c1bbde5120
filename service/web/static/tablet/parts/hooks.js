/** What screens follow: events of the core, a visit, something that is read from the disk. */

import { useCallback, useEffect, useRef, useState } from '../../lib/preact.js';
import * as drafts from '../core/drafts.js';
import { on } from '../core/events.js';
import { asTrouble } from '../core/trouble.js';

/** @param {import('../core/events.js').EventName} name @param {(detail: any) => void} listener the newest is heard */
export function useEvent(name, listener) {
  const newest = useRef(listener);
  newest.current = listener;
  useEffect(() => on(name, (detail) => newest.current(detail)), [name]);
}

/** Draws anew at each of these events. @param {import('../core/events.js').EventName[]} names */
export function useEvents(...names) {
  const [, draw] = useState(0);
  useEffect(() => {
    const stops = names.map((name) => on(name, () => draw((n) => n + 1)));
    return () => stops.forEach((stop) => stop());
  }, names);
}

/**
 * Something read from the disk, again at each of the events; the old stays while the new comes.
 * @template T
 * @param {() => Promise<T>} read @param {import('../core/events.js').EventName[]} names @param {unknown[]} [on_] read anew when one of these differs
 * @returns {{value: T | undefined, trouble: import('../core/trouble.js').Trouble | null}}
 */
export function useRead(read, names, on_ = []) {
  const [told, setTold] = useState({ value: undefined, trouble: null });
  useEffect(() => {
    let left = false;
    const again = () =>
      read().then(
        (value) => left || setTold({ value, trouble: null }),
        (error) => left || setTold(({ value }) => ({ value, trouble: asTrouble(error) })),
      );
    again();
    const stops = names.map((name) => on(name, again));
    return () => {
      left = true;
      stops.forEach((stop) => stop());
    };
  }, on_);
  return told;
}

/**
 * A visit, drawn anew at each of its touches.
 * @param {string} id
 * @returns {{draft: import('../core/draft.js').Draft | undefined, trouble: import('../core/trouble.js').Trouble | null}}
 */
export function useDraft(id) {
  const { value: draft, trouble } = useRead(() => drafts.open(id), [], [id]);
  const [, draw] = useState(0);
  useEvent('drafts', (told) => told.id === id && !told.saved && draw((n) => n + 1));
  return { draft, trouble };
}

/**
 * What a tap starts, one at a time; what goes wrong is told.
 * @returns {{busy: boolean, trouble: import('../core/trouble.js').Trouble | null, work: (doing: () => Promise<unknown>) => Promise<boolean>}} `work` tells whether it went well
 */
export function useWork() {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState(null);
  const work = useCallback(async (doing) => {
    setBusy(true);
    setTrouble(null);
    try {
      await doing();
      return true;
    } catch (error) {
      setTrouble(asTrouble(error));
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  return { busy, trouble, work };
}
