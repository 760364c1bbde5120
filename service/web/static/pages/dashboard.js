/** For who leads: the running period, five quarters' trend, who is late, how far campaigns are. */

import { get } from '../lib/api.js';
import { change, day, number } from '../lib/format.js';
import { useAnswer } from '../lib/loading.js';
import { lastClosedQuarter, quarterBefore, runningQuarter } from '../lib/periods.js';
import { html, useEffect, useState } from '../lib/preact.js';
import { readsFigures, readsReturns } from '../lib/roles.js';
import { t } from '../lib/words.js';
import { Bars } from '../parts/bars.js';
import { AgainstLastYear, ByArea, ByKind } from '../parts/figures/charts.js';
import { show, useTitle } from '../parts/frame.js';
import { Icon } from '../parts/icon.js';
import { Empty, ProblemNotice, Skeleton } from '../parts/notice.js';
import { Target } from '../parts/plans/targets.js';
import { ReportTabs } from '../parts/reports/tabs.js';
import { StateTag } from '../parts/tag.js';

const TILES = ['C2a', 'C2b', 'C5a', 'B1', 'B2', 'D1a', 'D1b', 'C10a'];
const TRENDS = ['C2a', 'C5a', 'B1', 'D1a'];
const QUARTERS = 5;

/** @param {{account: any}} props */
function Dashboard({ account }) {
  const period = runningQuarter('statutory');
  const { data, problem, loading, again } = useAnswer(readsFigures(account) ? '/summaries/preview' : null, { period, basis: 'statutory' });
  useTitle(t('dashboard.title'));
  if (!readsFigures(account)) return html`<${Empty} title=${t('figures.not-yours')}>${t('figures.not-yours-do')}<//>`;
  return html`
    <div class="head head-with-action"><div><h1>${t('dashboard.title')}</h1><p class="lead">${t('dashboard.lead')}</p></div>
      <button type="button" class="button no-print" onClick=${() => print()}><${Icon} name="printer" />${t('print')}</button></div>
    <${ReportTabs} account=${account} />
    <${ProblemNotice} problem=${problem} again=${again} />
    ${!data && loading && html`<${Skeleton} lines=${10} />`}
    ${data && html`<h2>${nameOf(period)} <span class="quiet">${t('period.window', { from: day(data.period.from), to: day(data.period.to) })}</span></h2>
      <ul class="tiles">${TILES.filter((code) => data.figures[code]).map((code) => html`<${Tile} key=${code} figure=${data.figures[code]} period=${period} />`)}</ul>
      <div class="charts"><${AgainstLastYear} figures=${data.figures} /><${ByKind} figures=${data.figures} /><${ByArea} figures=${data.figures} /></div>
      <${Trends} period=${period} />`}
    <div class="plan-grid">${readsReturns(account) && html`<${Late} />`}<${Campaigns} /></div>
  `;
}

/** @param {{figure: any, period: string}} props a number that opens to its records */
function Tile({ figure, period }) {
  return html`<li class="tile">
    <p class="tile-name" lang="vi">${figure.label}</p>
    <p class="tile-value"><a href=${`/figures?period=${period}&basis=statutory&figure=${figure.code}`} aria-label=${t('figure.open', { code: figure.code, value: number(figure.value) })}>${number(figure.value)}</a></p>
    <p class="quiet">${t('tile.last-year', { value: number(figure.same_period_last_year) })}
      ${figure.change_pct != null && html` <span class="nowrap">(${change(figure.change_pct)} %)</span>`}</p>
  </li>`;
}

/** @param {{period: string}} props the running quarter and the four before */
function Trends({ period }) {
  const [quarters, setQuarters] = useState([]);
  useEffect(() => {
    const codes = [period];
    while (codes.length < QUARTERS) codes.unshift(quarterBefore(codes[0]));
    Promise.all(codes.map((code) => get('/summaries/preview', { period: code, basis: 'statutory' }))).then(setQuarters).catch(() => {});
  }, [period]);
  if (quarters.length === 0) return null;
  return html`<div class="charts">${TRENDS.filter((code) => quarters[0].figures[code]).map((code) => html`<${Bars} key=${code}
    title=${t('dashboard.trend', { label: quarters[0].figures[code].label })} series=${[quarters[0].figures[code].label]}
    bars=${quarters.map((told) => ({ name: nameOf(told.period.code), values: [told.figures[code].total ?? told.figures[code].value ?? 0] }))} />`)}</div>`;
}

function Late() {
  const period = lastClosedQuarter();
  const rows = useAnswer('/returns', { period }).data?.items || [];
  const waiting = rows.filter((row) => row.days_late > 0 || !row.first_submitted_on);
  return html`<section class="card"><h2><a href=${`/returns?period=${period}`}>${t('dashboard.late', { period: nameOf(period) })}</a></h2>
    ${rows.length > 0 && waiting.length === 0 && html`<p>${t('dashboard.all-in')}</p>`}
    <ul class="plain-list">${waiting.map((row) => html`<li key=${row.unit}><a href=${`/returns/${row.unit}/${period}`}>${row.unit_name}</a> <${StateTag} list="return-state" value=${row.state} />
      ${row.days_late > 0 && html` <span class="late">${t('returns.late-by', { n: row.days_late })}</span>`}</li>`)}</ul>
  </section>`;
}

function Campaigns() {
  const rows = useAnswer('/campaigns', { limit: 3 }).data?.items || [];
  return html`<section class="card"><h2><a href="/campaigns">${t('dashboard.campaign')}</a></h2>
    ${rows.length === 0 && html`<p class="quiet">${t('dashboard.no-campaign')}</p>`}
    ${rows.map((row) => html`<div key=${row.id}><h3>${row.name}</h3><p class="quiet">${day(row.from)} – ${day(row.to)}</p>
      ${row.progress.map((target) => html`<${Target} key=${target.name} target=${target} />`)}</div>`)}
  </section>`;
}

/** @param {string} period such as `2026-Q4` */
function nameOf(period) {
  const [year, part] = period.split('-');
  return `${t(`period.${part}`)}/${year}`;
}

show(Dashboard);
