/** What became of a visit after it was sent, and its corrections on this tablet. */

import { html } from '../../../lib/preact.js';
import { dayOf, timeOf } from '../../../lib/format.js';
import { Icon } from '../../../parts/icon.js';
import * as plans from '../../core/plans.js';
import { t } from '../../core/words.js';
import { href } from '../../route.js';
import { DraftRow } from '../draft-row.js';

/** @typedef {import('../../core/drafts.js').DraftRow} Row */

/** @param {{row: Row, family: Row[]}} props `family`: the visit and its corrections on this tablet, but not the row itself */
export function After({ row, family }) {
  const told = plans.visitState(visitOf(row));
  return html`
    ${told && html`<div class=${`notice ${told.state === 'withdrawn' ? 'notice-bad' : 'notice-warn'}`}>
      <${Icon} name=${told.state === 'withdrawn' ? 'ban' : 'file-pen'} />
      <div>
        <p class="notice-title">${t(`sent.${told.state}`, { day: dayOf(told.at), time: timeOf(told.at) })}</p>
        <p>${t('sent.reason', { reason: told.reason })}</p>
        ${told.missing_attachments.length > 0 && html`<p>${t('sent.missing', { n: told.missing_attachments.length })}</p>`}
      </div>
    </div>`}
    ${row.amends && html`<p class="notice"><${Icon} name="file-pen" /><span>${t('sent.amends', { reason: row.amends.reason })}</span></p>`}
    ${family.length > 0 && html`<section><h2>${t('sent.family')}</h2>
      <ul class="rows">${family.map((one) => html`<${DraftRow} key=${one.id} row=${one} words=${one.amends ? t('sent.amendment', { reason: one.amends.reason }) : t('sent.first')} />`)}</ul>
    </section>`}`;
}

/** What stands in the way of correcting it from here. @param {{row: Row, family: Row[], item: import('../../core/outbox.js').Item | undefined}} props */
export function standsInTheWay({ row, family, item }) {
  const told = plans.visitState(visitOf(row));
  if (told?.state === 'withdrawn') return { words: t('sent.no-more') };
  const begun = family.find((one) => one.amends && one.state !== 'sent');
  if (begun) return { words: t('sent.amendment-begun'), to: href(begun.state === 'draft' ? `visits/${begun.id}` : `sent/${begun.id}`) };
  const newer = family.find((one) => one.amends && one.state === 'sent' && (one.sent ?? 0) > (row.sent ?? 0));
  if (newer) return { words: t('sent.newer-here'), to: href(`sent/${newer.id}`) };
  return { words: '', elsewhere: told && told.version > (item?.answered?.version ?? 1) };
}

/** @param {Row} row @returns {string} the visit that it is, or corrects */
export function visitOf(row) {
  return row.amends?.visit ?? row.id;
}
