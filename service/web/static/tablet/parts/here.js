/** Oneself on a screen: where the tablet is, asked at a touch, or at once where that was allowed before. */

import { html, useEffect, useState } from '../../lib/preact.js';
import * as format from '../../lib/format.js';
import { Icon } from '../../parts/icon.js';
import { locate, recent } from '../core/position.js';
import { t } from '../core/words.js';
import { useWork } from './hooks.js';

/**
 * @param {'now' | 'if-allowed' | 'at-a-touch'} first when the device is asked first; `if-allowed`: at once where the browser will not ask the person
 * @returns {{here: import('../core/position.js').Position | null, busy: boolean, trouble: any, ask: () => Promise<boolean>, leave: () => void}}
 */
export function useHere(first) {
  const [here, setHere] = useState(recent());
  const { busy, trouble, work } = useWork();
  const ask = () => work(async () => setHere(await locate()));
  useEffect(() => {
    if (!here) whether(first).then((may) => may && ask());
  }, []);
  return { here, busy, trouble, ask, leave: () => setHere(null) };
}

/** @param {{here: import('../core/position.js').Position}} props */
export function HereWords({ here }) {
  const { accuracy_m, at } = here;
  const words = t('find.here', { n: format.number(accuracy_m), time: format.timeOf(new Date(at).toISOString()) });
  return html`<p class="here-words"><${Icon} name="locate-fixed" />${words}</p>`;
}

/** @param {'now' | 'if-allowed' | 'at-a-touch'} first */
async function whether(first) {
  if (first !== 'if-allowed') return first === 'now';
  const told = await navigator.permissions?.query({ name: 'geolocation' }).catch(() => null);
  return told?.state === 'granted';
}
