/** How this tablet stands: the last sync, the room that is left. */

import { number } from '../../../lib/format.js';
import { html } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import * as app from '../../core/app.js';
import * as photos from '../../core/photos.js';
import * as sync from '../../core/sync.js';
import { t } from '../../core/words.js';
import { useEvents, useRead, useWork } from '../hooks.js';
import { TroubleNotice } from '../notice.js';
import { moment, size } from './words.js';

const NEARLY_FULL = 0.8;

export function Sync() {
  useEvents('sync');
  const { busy, work } = useWork();
  const { running, received, at, trouble } = sync.status();
  const last = at ? t('home.synced', { when: moment(at) }) : t('home.never-synced');
  return html`<section><h2>${t('home.sync')}</h2>
    <div class="card stack">
      <p role="status">${running ? t('home.pulling', { received: number(received) }) : last}</p>
      ${!running && trouble?.code !== 'session-over' && html`<${TroubleNotice} trouble=${trouble} />`}
      <button type="button" class="button" disabled=${running || busy} onClick=${() => work(() => app.refresh())}>
        <${Icon} name="refresh-cw" />${t('home.sync-now')}
      </button>
    </div>
  </section>`;
}

/** @param {{ask?: boolean}} props `ask`: with the button that asks the browser to keep what is stored */
export function Space({ ask = false }) {
  const { value } = useRead(photos.space, ['space', 'drafts']);
  const { busy, work } = useWork();
  if (!value) return null;
  const { used, quota, persisted } = value;
  const isTight = quota > 0 && used / quota > NEARLY_FULL;
  return html`<section><h2>${t('home.space')}</h2>
    <div class="card stack">
      <progress class="thin" value=${used} max=${quota || 1} aria-label=${t('home.space')}></progress>
      <p>${t('home.used', { used: size(used), quota: size(quota) })}</p>
      ${isTight && html`<p class="reason"><${Icon} name="triangle-alert" />${t('home.tight')}</p>`}
      <p class=${persisted ? 'kept' : 'reason'}><${Icon} name=${persisted ? 'shield' : 'circle-alert'} />${t(persisted ? 'home.persisted' : 'home.not-persisted')}</p>
      ${ask && !persisted && html`<button type="button" class="button" disabled=${busy} onClick=${() => work(() => photos.persist())}>${t('home.persist')}</button>`}
    </div>
  </section>`;
}
