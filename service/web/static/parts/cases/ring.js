/** A red case rings: a banner, the tab's title, and a bell once somebody has touched the page. */

import * as bell from '../../lib/bell.js';
import { html, useEffect, useRef, useState } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { Icon } from '../icon.js';
import { redWaiting } from './counts.js';

/** @param {any} told a page of the queue @returns {{red: number, shown: boolean, loud: boolean, turn: () => void, hush: () => void}} */
export function useRing(told) {
  const known = useRef(null);
  const [shown, setShown] = useState(false);
  const [loud, setLoud] = useState(true);
  const red = told ? redWaiting(told.counts) : 0;
  useGesture(bell.wake);
  useEffect(() => {
    if (!told) return;
    const [before, now] = [known.current, { red, at: told.last_red_at || '' }];
    known.current = now;
    const isNew = before ? now.red > before.red || (now.red > 0 && now.at > before.at) : now.red > 0;
    if (isNew) setShown(true);
    if (isNew && before && loud) bell.ring();
  }, [told]);
  const turn = () => {
    if (!loud) bell.ring();
    setLoud(!loud);
  };
  return { red, shown: shown && red > 0, loud, turn, hush: () => setShown(false) };
}

/** @param {{ring: ReturnType<typeof useRing>}} props */
export function RedBanner({ ring }) {
  return html`<div role="alert" class="no-print">${ring.shown && html`<div class="notice notice-red">
    <${Icon} name="bell" />
    <div>
      <p class="notice-title">${t('ring.red', { n: ring.red })}</p>
      <p>${t('ring.do')}</p>
      <p class="buttons">
        <a class="button small" href="/cases?level=red&state=new">${t('ring.show')}</a>
        <button type="button" class="button small" onClick=${ring.hush}>${t('ring.known')}</button>
      </p>
    </div>
  </div>`}</div>`;
}

/** @param {{ring: ReturnType<typeof useRing>}} props */
export function BellSwitch({ ring }) {
  return html`<button type="button" class="button no-print" aria-pressed=${ring.loud} onClick=${ring.turn}>
    <${Icon} name="bell" />${t(ring.loud ? 'ring.on' : 'ring.off')}
  </button>`;
}

/** Calls once somebody touches the page or a key. @param {() => void} act */
function useGesture(act) {
  useEffect(() => {
    const names = ['pointerdown', 'keydown'];
    names.forEach((name) => addEventListener(name, act, { once: true }));
    return () => names.forEach((name) => removeEventListener(name, act));
  }, []);
}
