/** The summaries of periods: drafted, approved, issued; a new one is drafted here. */

import { post } from '../lib/api.js';
import { useAddress } from '../lib/address.js';
import { day, dayOf } from '../lib/format.js';
import { useList } from '../lib/loading.js';
import { newId } from '../lib/new-id.js';
import { lastClosedQuarter } from '../lib/periods.js';
import { html, useState } from '../lib/preact.js';
import { readsFigures, reports } from '../lib/roles.js';
import { useSending } from '../lib/sending.js';
import { t } from '../lib/words.js';
import { PagedTable } from '../parts/data-table.js';
import { show, useTitle } from '../parts/frame.js';
import { Empty, ProblemNotice } from '../parts/notice.js';
import { PeriodPicker } from '../parts/period-picker.js';
import { ReportTabs } from '../parts/reports/tabs.js';
import { StateTag } from '../parts/tag.js';

/** @param {{account: any}} props */
function Summaries({ account }) {
  const list = useList(readsFigures(account) ? '/summaries' : null, { limit: 30 });
  useTitle(t('summaries.title'));
  if (!readsFigures(account)) return html`<${Empty} title=${t('summaries.not-yours')}>${t('figures.not-yours-do')}<//>`;
  return html`
    <div class="head"><h1>${t('summaries.title')}</h1><p class="lead">${t('summaries.lead')}</p></div>
    <${ReportTabs} account=${account} />
    ${reports(account) && !account.areas && html`<${Draft} />`}
    <${PagedTable} list=${list} caption=${t('summaries.title')} columns=${columns()} keyOf=${(row) => row.id}
      empty=${html`<${Empty} title=${t('summaries.none')}>${t('summaries.none-do')}<//>`} />
  `;
}

function Draft() {
  const [asked, change] = useAddress(['period', 'basis']);
  const { problem, busy, send } = useSending();
  const [id] = useState(newId);
  const period = asked.period || lastClosedQuarter();
  const basis = asked.basis || 'statutory';
  const draft = () => send(() => post('/summaries', { id, period, basis }), { done: (made) => location.assign(`/summaries/${made.id}`) });
  return html`<section class="card no-print"><h2>${t('summaries.draft')}</h2>
    <${ProblemNotice} problem=${problem} />
    <${PeriodPicker} period=${period} basis=${basis} choose=${(chosen) => change({ period, basis, ...chosen }, true)} />
    <div><button type="button" class="button primary" disabled=${busy} onClick=${draft}>${busy ? t('summaries.counting') : t('summaries.draft-do')}</button></div>
  </section>`;
}

function columns() {
  return [
    { head: t('summaries.about'), main: true, cell: (row) => html`<a href=${`/summaries/${row.id}`} lang="vi">${row.about}</a>
      <span class="under">${t('period.window', { from: day(row.period.from), to: day(row.period.to) })}${row.corrects && html` · ${t('summaries.correction')}`}</span>` },
    { head: t('summaries.state'), width: 'narrow', cell: (row) => html`<${StateTag} list="summary-state" value=${row.state} />` },
    { head: t('plan.number'), width: 'narrow', cell: (row) => row.number && html`<span class="code nowrap">${row.number}</span>` },
    { head: t('plan.issued_on'), width: 'narrow', cell: (row) => html`<span class="nowrap">${row.issued_on ? day(row.issued_on) : dayOf(row.created_at)}</span>` },
  ];
}

show(Summaries);
