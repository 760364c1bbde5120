/** The bar at the top of every screen: the way back, where one is, and hiding at once. */

import { html, useEffect, useRef, useState } from '../../lib/preact.js';
import { Icon } from '../../parts/icon.js';
import * as vault from '../core/vault.js';
import { t } from '../core/words.js';
import { go } from '../route.js';

/** @param {{title: string, back?: string | null | (() => void), children?: any}} props `back`: the route one goes back to, or what else it does; null at home */
export function Bar({ title, back = '', children }) {
  const heading = useRef(null);
  useEffect(() => {
    document.title = `${title} · An Trú`;
  }, [title]);
  useEffect(() => {
    // What was tapped is gone with its screen: who cannot see is told where they are now.
    if (document.activeElement === document.body) heading.current.focus({ preventScroll: true });
  }, []);
  return html`<header class="bar">
      ${back !== null && html`<button type="button" class="bar-button" aria-label=${t('shell.back')} onClick=${() => (typeof back === 'function' ? back() : go(back))}><${Icon} name="arrow-left" /></button>`}
      <h1 ref=${heading} tabindex="-1">${title}</h1>
      ${children}
      <button type="button" class="bar-button bar-hide" onClick=${() => vault.lock()}>
        <${Icon} name="eye-off" /><span>${t('shell.hide')}</span>
      </button>
    </header>
    <${Offline} />`;
}

function Offline() {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    for (const name of ['online', 'offline']) addEventListener(name, look);
    return () => {
      for (const name of ['online', 'offline']) removeEventListener(name, look);
    };
  }, []);
  return html`<p class="offline" role="status">${!online && html`<${Icon} name="wifi-off" />${t('shell.offline')}`}</p>`;
}
