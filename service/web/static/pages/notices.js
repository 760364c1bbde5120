/** What waits for whoever looks, the newest first; marked as seen here or by going where it goes on. */

import { post } from '../lib/api.js';
import { day, dayOf, timeOf } from '../lib/format.js';
import { html } from '../lib/preact.js';
import { useSending } from '../lib/sending.js';
import { toldAnew, useNotices } from '../lib/told.js';
import { t } from '../lib/words.js';
import { PagedTable } from '../parts/data-table.js';
import { show, useTitle } from '../parts/frame.js';
import { Icon } from '../parts/icon.js';
import { Empty, ProblemNotice } from '../parts/notice.js';

const KINDS = ['red_case', 'referral_overdue', 'glass_broken', 'unusual_reading', 'audit_broken',
  'return_due', 'return_late', 'return_submitted', 'return_accepted', 'return_sent_back',
  'task_set', 'task_due', 'task_late', 'orange_visit'];

function Notices() {
  const notices = useNotices();
  const { problem, busy, send } = useSending();
  const see = (ids) => send(() => post('/me/notices/seen', { ids }), { done: toldAnew });
  const unseen = (notices.data?.items || []).filter((row) => !row.seen);
  useTitle(t('told.title'));
  return html`
    <div class="head head-with-action">
      <div><h1>${t('told.title')}</h1><p class="lead">${t('told.lead')}</p></div>
      ${unseen.length > 0 && html`<button type="button" class="button no-print" disabled=${busy} onClick=${() => see(unseen.map((row) => row.id))}>
        <${Icon} name="check" />${t('told.see-all')}
      </button>`}
    </div>
    <${ProblemNotice} problem=${problem} />
    <${PagedTable} list=${{ ...notices, items: notices.data?.items }} caption=${t('told.title')} columns=${columns(see, busy)} keyOf=${(row) => row.id}
      foot=${false} empty=${html`<${Empty} title=${t('told.none')}>${t('told.none-do')}<//>`} />
  `;
}

/** @param {(ids: string[]) => void} see @param {boolean} busy */
function columns(see, busy) {
  return [
    { head: t('told.what'), main: true, cell: (row) => html`<span class=${row.seen ? '' : 'unread'}>${wordsOf(row)}</span>` },
    { head: t('told.when'), width: 'narrow', cell: (row) => `${timeOf(row.at)} ${dayOf(row.at)}` },
    { head: t('told.state'), width: 'narrow', cell: (row) => html`<span class=${`tag tag-${row.seen ? 'quiet' : 'strong'}`}>${t(row.seen ? 'told.seen' : 'told.new')}</span>` },
    { head: t('told.do'), cell: (row) => html`<p class="buttons no-print">
      ${row.path && html`<a class="button small" href=${row.path} onClick=${() => !row.seen && see([row.id])}>${t('told.open')}</a>`}
      ${!row.seen && html`<button type="button" class="button small" disabled=${busy} onClick=${() => see([row.id])}>${t('told.see')}</button>`}
    </p>` },
  ];
}

/** @param {any} row */
function wordsOf(row) {
  return t(KINDS.includes(row.kind) ? `told.${row.kind}` : 'told.other', { by: row.by, day: day(row.day) });
}

show(Notices);
