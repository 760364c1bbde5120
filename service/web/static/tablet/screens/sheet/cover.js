/** When the sheet is shut by itself: nobody touches it, or the page goes out of sight. */

import { useEffect, useRef } from '../../../lib/preact.js';
import { whenUntouched } from '../../core/idle.js';
import { facts } from '../../core/vault.js';

const GOES_AT_ONCE_MS = 5_000;

/**
 * @param {boolean} isOpen @param {() => void} shut
 * @returns {() => void} says that the camera or the telephone is about to come before the page: then it
 *   is covered only, for as long as it may lie untouched
 */
export function useCover(isOpen, shut) {
  const left = useRef(0);
  useEffect(() => {
    if (!isOpen) return undefined;
    const untouched = whenUntouched(() => facts().limits.sheet_idle_minutes, shut);
    const look = () => {
      cover(document.hidden);
      if (document.hidden && Date.now() - left.current > GOES_AT_ONCE_MS) shut();
    };
    document.addEventListener('visibilitychange', look);
    return () => {
      untouched.stop();
      document.removeEventListener('visibilitychange', look);
      cover(false);
    };
  }, [isOpen]);
  return () => {
    left.current = Date.now();
  };
}

/** Out of sight before anything is drawn anew: a switcher of apps takes its picture in this moment. @param {boolean} whether */
function cover(whether) {
  document.documentElement.toggleAttribute('data-covered', whether);
}
