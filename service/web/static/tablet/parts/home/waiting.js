/** What waits to be sent: the bar over all of it, and why each is not sent yet. */

import { html } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import * as outbox from '../../core/outbox.js';
import { wordsOf } from '../../core/trouble.js';
import { t } from '../../core/words.js';
import { useWork } from '../hooks.js';
import { useProgress } from './stock.js';
import { moment, size } from './words.js';

/** @param {{waiting: import('./stock.js').Waiting[]}} props */
export function Bytes({ waiting }) {
  const { sent, total } = useProgress(waiting);
  if (!waiting.length) return null;
  return html`<div class="bytes">
    <progress value=${sent} max=${total} aria-label=${t('home.progress')}></progress>
    <p class="under">${t('home.bytes', { sent: size(sent), total: size(total) })}</p>
  </div>`;
}

/** Sends everything now, whatever it waits for. */
export function SendNow() {
  const { busy, work } = useWork();
  const sending = busy || outbox.isSending();
  return html`<button type="button" class="button primary" disabled=${sending} onClick=${() => work(() => outbox.sendNow())}>
    <${Icon} name="send" />${sending ? t('home.sending') : t('home.send-now')}
  </button>`;
}

/** The reasons why nothing goes, each once. @param {{items: {trouble: import('../../core/trouble.js').TroubleRow | null}[]}} props */
export function Reasons({ items }) {
  const told = new Set(items.filter(({ trouble }) => trouble).map(({ trouble }) => wordsOf(/** @type {any} */ (trouble))));
  return [...told].map((words) => html`<p class="reason" key=${words}><${Icon} name="circle-alert" />${words}</p>`);
}

/** @param {import('./stock.js').Waiting} item @returns {string} what it does, or when it is tried */
export function stateOf({ isMoving, sent, size: whole, next, tries }) {
  if (isMoving) return t('home.moving', { sent: size(sent), total: size(whole) });
  const when = next > Date.now() ? t('home.next', { when: moment(next) }) : t('home.soon');
  return tries ? `${t('home.tries', { tries })} · ${when}` : when;
}
