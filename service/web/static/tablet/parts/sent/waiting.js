/** A finished visit on its way: how far it is, why it waits, sending it now. */

import { html } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import * as outbox from '../../core/outbox.js';
import { t } from '../../core/words.js';
import { useEvents } from '../hooks.js';
import { TroubleNotice } from '../notice.js';

/** @param {{item: Awaited<ReturnType<typeof outbox.itemOf>>}} props */
export function Waiting({ item }) {
  useEvents('outbox');
  const moving = item?.moving;
  const share = moving?.total ? moving.sent / moving.total : 0;
  return html`<section class="card waiting">
    <div role="status"><h2>${moving ? t('sent.sending') : t('sent.waits')}</h2></div>
    ${moving && html`<progress aria-label=${t('sent.sending')} max="1" value=${share}></progress><p>${t('sent.share', { n: Math.floor(share * 100) })}</p>`}
    ${!moving && html`<p>${t('sent.waits-why')}</p>`}
    ${!moving && html`<${TroubleNotice} trouble=${item?.trouble} />`}
    <button type="button" class="button wide" disabled=${outbox.isSending()} onClick=${() => outbox.sendNow()}><${Icon} name="send" />${t('sent.now')}</button>
  </section>`;
}
