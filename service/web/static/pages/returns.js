/** The returns of a period: who owes one, how each stands, who is late. */

import { useAddress } from '../lib/address.js';
import { day, number } from '../lib/format.js';
import { useAnswer } from '../lib/loading.js';
import { lastClosedQuarter } from '../lib/periods.js';
import { html } from '../lib/preact.js';
import { readsReturns } from '../lib/roles.js';
import { t } from '../lib/words.js';
import { DataTable } from '../parts/data-table.js';
import { show, useTitle } from '../parts/frame.js';
import { Empty, ProblemNotice, Skeleton } from '../parts/notice.js';
import { PeriodPicker } from '../parts/period-picker.js';
import { ReportTabs } from '../parts/reports/tabs.js';
import { StateTag } from '../parts/tag.js';

/** @param {{account: any}} props */
function Returns({ account }) {
  const [asked, change] = useAddress(['period']);
  const period = asked.period || lastClosedQuarter();
  const { data, problem, loading, again } = useAnswer(readsReturns(account) ? '/returns' : null, { period });
  useTitle(t('returns.title'));
  if (!readsReturns(account)) return html`<${Empty} title=${t('returns.not-yours')}>${t('figures.not-yours-do')}<//>`;
  const rows = data?.items || [];
  return html`
    <div class="head"><h1>${t('returns.title')}</h1>${rows[0] && html`<p class="lead">${t('period.window', { from: day(rows[0].from), to: day(rows[0].to) })} · <${Standing} rows=${rows} /></p>`}</div>
    <${ReportTabs} account=${account} />
    <${PeriodPicker} period=${period} basis="statutory" fixed choose=${(chosen) => change({ period, ...chosen }, true)} />
    <${ProblemNotice} problem=${problem} again=${again} />
    ${!data && loading && html`<${Skeleton} />`}
    ${data && rows.length === 0 && html`<${Empty} title=${t('returns.none')}>${t('returns.none-do')}<//>`}
    ${rows.length > 0 && html`<${DataTable} caption=${t('returns.title')} columns=${columns(period)} rows=${rows} keyOf=${(row) => row.unit} busy=${loading} />`}
  `;
}

/** @param {{rows: any[]}} props */
function Standing({ rows }) {
  const handedIn = rows.filter((row) => row.first_submitted_on).length;
  const late = rows.filter((row) => row.days_late > 0).length;
  return html`${t('returns.standing', { done: handedIn, all: rows.length })}${late > 0 && html` · <span class="late">${t('returns.late', { n: late })}</span>`}`;
}

/** @param {string} period */
function columns(period) {
  return [
    { head: t('plan.unit'), main: true, cell: (row) => html`<a href=${`/returns/${row.unit}/${period}`}>${row.unit_name}</a>` },
    { head: t('returns.state'), width: 'narrow', cell: (row) => html`<${StateTag} list="return-state" value=${row.state} />` },
    { head: t('returns.due'), width: 'narrow', cell: (row) => html`<span class="nowrap">${day(row.due_on)}</span>` },
    { head: t('returns.submitted'), width: 'narrow', cell: (row) => html`<span class="nowrap">${day(row.first_submitted_on)}</span>` },
    { head: t('returns.days-late'), number: true, width: 'narrow', cell: (row) => row.days_late > 0 && html`<span class="late">${number(row.days_late)}</span>` },
  ];
}

show(Returns);
