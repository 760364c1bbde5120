/** How the record was corrected or withdrawn; both copies stay. */

import { dayOf, timeOf } from '../../lib/format.js';
import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { Icon } from '../icon.js';

/** @param {{withdrawal: null | {reason: string, at: string, by: string}}} props */
export function Withdrawn({ withdrawal }) {
  if (!withdrawal) return null;
  return html`<div class="notice notice-bad" role="status"><${Icon} name="triangle-alert" /><div>
    <p class="notice-title">${t('withdrawn.title', { day: dayOf(withdrawal.at), time: timeOf(withdrawal.at), by: withdrawal.by })}</p>
    <p>${t('withdrawn.reason')}: ${withdrawal.reason}</p>
    <p>${t('withdrawn.what')}</p>
  </div></div>`;
}

/** @param {{visit: any}} props */
export function Changes({ visit }) {
  if (visit.amendments.length === 0) return null;
  return html`<section><h2>${t('amended.title')}</h2>
    <ol class="changes">${visit.amendments.map((one) => html`<li key=${one.id}>
      <span class="nowrap">${dayOf(one.at)}, ${timeOf(one.at)}</span> · ${one.by}<br />${one.reason}
    </li>`)}</ol>
  </section>`;
}
