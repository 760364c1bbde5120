/** What is shown: the door, or behind it the screen that the address names. */

import { html, useEffect, useLayoutEffect, useState } from '../lib/preact.js';
import { opened } from './core/app.js';
import * as tab from './core/tab.js';
import * as vault from './core/vault.js';
import { t } from './core/words.js';
import { Bar } from './parts/bar.js';
import { useEvent, useEvents } from './parts/hooks.js';
import { go, href, matched, useRoute } from './route.js';
import { Enrol, Unlock, Wiped } from './screens/door.js';

/** @typedef {'unavailable' | 'elsewhere' | 'opening' | import('./core/vault.js').State} Shown */

/** @type {typeof import('./screens.js').SCREENS} */
let screens = [];

/** The door needs none of them: they come while the PIN is typed. */
async function bring() {
  ({ SCREENS: screens } = await import('./screens.js'));
}

/** @param {{begun: Shown, whenLost: (listener: () => void) => void}} props `whenLost` hears that another window took over */
export function Shell({ begun, whenLost }) {
  const [shown, show] = useState(begun);
  useEffect(() => whenLost(() => show('elsewhere')), []);
  useEvents('language');
  useEvent('vault', () => {
    if (shown !== 'elsewhere') show(vault.state() === 'open' && shown !== 'open' ? 'opening' : vault.state());
  });
  useEffect(() => {
    if (shown === 'opening') Promise.all([opened(), bring()]).finally(() => show((was) => (was === 'opening' ? vault.state() : was)));
  }, [shown]);
  useEffect(() => {
    bring().catch(() => {}); // Asked for again when the door opens.
    addEventListener('keydown', hideByKey);
    return () => removeEventListener('keydown', hideByKey);
  }, []);
  const path = useRoute();
  useLayoutEffect(() => {
    document.documentElement.dataset.tablet = shown;
    if (shown === 'open') return;
    document.title = 'An Trú';
    if (shown !== 'opening' && location.hash.length > 2) go('', { replace: true }); // What was open is nobody's business, nor where the way back leads.
  }, [shown, path]);
  if (shown === 'unavailable') return html`<main class="tablet-plain"><p>${vault.available().words}</p></main>`;
  if (shown === 'elsewhere') return html`<${Elsewhere} then=${show} />`;
  if (shown === 'new') return html`<${Enrol} />`;
  if (shown === 'wiped') return html`<${Wiped} />`;
  if (shown === 'opening') return html`<main class="tablet-plain"><p role="status">${t('shell.loading')}</p></main>`;
  if (shown === 'locked') return html`<${Unlock} />`;
  return html`<${Screen} />`;
}

/** Escape hides at once, as the button does, unless it is meant for what lies before the screen. @param {KeyboardEvent} event */
function hideByKey(event) {
  const meansOther = event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]');
  if (event.key === 'Escape' && !meansOther) vault.lock();
}

function Screen() {
  const path = useRoute();
  useEffect(() => scrollTo(0, 0), [path]); // A link does not begin at the top by itself.
  for (const [pattern, Shown] of screens) {
    const named = matched(pattern, path);
    if (named) return html`<${Shown} key=${path} ...${named} />`;
  }
  return html`<${Bar} title=${t('shell.home')} back="" />
    <main class="tablet-page"><p>${t('shell.absent')}</p><a class="button" href=${href('')}>${t('shell.home')}</a></main>`;
}

/** @param {{then: (shown: Shown) => void}} props */
function Elsewhere({ then }) {
  const here = async () => {
    await tab.takeOver();
    then(await vault.start());
  };
  return html`<main class="tablet-plain">
    <h1>${t('shell.elsewhere')}</h1>
    <p>${t('shell.elsewhere-why')}</p>
    <button class="button primary" onClick=${here}>${t('shell.here')}</button>
  </main>`;
}
