/** One of my visits in a list: when, and how far it has come; nothing of what was seen. */

import { html } from '../../lib/preact.js';
import * as format from '../../lib/format.js';
import { Icon } from '../../parts/icon.js';
import { t } from '../core/words.js';
import { href } from '../route.js';

/** @type {Record<import('../core/drafts.js').DraftState, [tone: string, icon: string]>} */
const STATES = {
  draft: ['info', 'pencil'], ready: ['warn', 'hourglass'], sending: ['info', 'cloud-upload'], sent: ['good', 'circle-check'], attention: ['bad', 'circle-alert'],
};

/** @param {{row: import('../core/drafts.js').DraftRow, words?: string}} props `words` after the day */
export function DraftRow({ row, words = '' }) {
  const moment = row.content.started_at;
  const to = row.state === 'draft' ? `visits/${row.id}` : `sent/${row.id}`;
  return html`<li><a class="row" href=${href(to)}>
    <${Icon} name=${row.amends ? 'file-pen' : 'clipboard-check'} />
    <span class="row-text">
      <strong>${t('find.visit-of', { day: format.dayOf(moment), time: format.timeOf(moment) })}</strong>
      ${words && html`<span class="place-where">${words}</span>`}
      <span class="place-tags"><${StateTag} state=${row.state} /></span>
    </span>
    <${Icon} name="chevron-right" />
  </a></li>`;
}

/** @param {{state: import('../core/drafts.js').DraftState}} props */
export function StateTag({ state }) {
  const [tone, icon] = STATES[state];
  return html`<span class=${`tag tag-${tone}`}><${Icon} name=${icon} />${t(`find.state-${state}`)}</span>`;
}
