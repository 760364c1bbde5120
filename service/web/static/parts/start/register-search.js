/** A search of the register that leads to it. */

import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { Icon } from '../icon.js';

export function RegisterSearch() {
  return html`<form class="start-search" role="search" action="/establishments" method="get">
    <label for="q">${t('start.find')}</label>
    <div class="start-search-row">
      <div class="search-box"><${Icon} name="search" /><input id="q" name="q" type="search" autocomplete="off" spellcheck=${false} /></div>
      <button class="button primary">${t('start.search')}</button>
    </div>
    <p class="quiet">${t('start.find-hint')}</p>
  </form>`;
}
