/** The clock of a referral that was sent: how long its acknowledgement may still take, or is late. */

import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { spell, useNow } from '../cases/waiting.js';
import { Icon } from '../icon.js';

/** @param {{referral: any}} props */
export function Clock({ referral }) {
  const now = useNow();
  if (referral.state !== 'sent') return null;
  const left = Date.parse(referral.due_at) - now;
  if (left > 0) return html`<span class="quiet">${t('clock.left', { long: spell(left) })}</span>`;
  return html`<span class="late clock-late"><${Icon} name="triangle-alert" />${t('clock.late', { long: spell(-left) })}</span>`;
}

/** A line in the queue and at the head of a case. @param {{due: string | null}} props */
export function OverdueLine({ due }) {
  const now = useNow();
  if (!due || Date.parse(due) > now) return null;
  return html`<span class="alert-line"><${Icon} name="triangle-alert" />${t('alert.referral-overdue')}</span>`;
}

/** What nobody acknowledged in time, over the queue. @param {{awaiting: any[]}} props */
export function OverdueBanner({ awaiting }) {
  const now = useNow();
  const late = awaiting.filter((one) => Date.parse(one.due_at) <= now);
  if (late.length === 0) return null;
  return html`<div class="notice notice-warn no-print" role="status"><${Icon} name="triangle-alert" /><div>
    <p class="notice-title">${t('overdue.title', { n: late.length })}</p>
    <p>${t('overdue.do')}</p>
    <ul>${late.map((one) => html`<li key=${one.case + one.due_at}><a href=${`/cases/${one.case}`}>${one.establishment.name}</a> · ${t('clock.late', { long: spell(now - Date.parse(one.due_at)) })}</li>`)}</ul>
  </div></div>`;
}
