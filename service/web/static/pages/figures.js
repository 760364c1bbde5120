/** The figures of a period: which, by which windows, as charts and as a table. */

import { useAddress } from '../lib/address.js';
import { day, number } from '../lib/format.js';
import { useAnswer } from '../lib/loading.js';
import { runningQuarter } from '../lib/periods.js';
import { html } from '../lib/preact.js';
import { readsFigures } from '../lib/roles.js';
import { t } from '../lib/words.js';
import { AgainstLastYear, ByArea, ByKind } from '../parts/figures/charts.js';
import { Records } from '../parts/figures/records.js';
import { FiguresTable } from '../parts/figures/table.js';
import { show, useTitle } from '../parts/frame.js';
import { Empty, ProblemNotice, Skeleton } from '../parts/notice.js';
import { ReportTabs } from '../parts/reports/tabs.js';
import { PeriodPicker } from '../parts/period-picker.js';

/** @param {{account: any}} props */
function Figures({ account }) {
  const [asked, change] = useAddress(['period', 'basis', 'figure']);
  const basis = asked.basis || 'statutory';
  const period = asked.period || runningQuarter(basis);
  const { data, problem, loading, again } = useAnswer(
    readsFigures(account) ? '/summaries/preview' : null, { period, basis });
  useTitle(t('figures.title'));
  if (!readsFigures(account)) return html`<${Empty} title=${t('figures.not-yours')}>${t('figures.not-yours-do')}<//>`;
  const choose = (chosen) => change({ period, basis, figure: '', ...chosen }, true);
  const opened = data?.figures[asked.figure];
  return html`
    <div class="head"><h1>${t('figures.title')}</h1>${data && html`<${Window} period=${data.period} />`}</div>
    <${ReportTabs} account=${account} />
    <${PeriodPicker} period=${period} basis=${basis} choose=${choose} />
    <${ProblemNotice} problem=${problem} again=${again} />
    ${!data && loading && html`<${Skeleton} lines=${12} />`}
    ${data && !problem && html`<div class="charts" aria-busy=${loading}>
      <${AgainstLastYear} figures=${data.figures} /><${ByKind} figures=${data.figures} /><${ByArea} figures=${data.figures} />
    </div>
    <${FiguresTable} figures=${data.figures} account=${account} busy=${loading} open=${(figure) => change({ period, basis, figure }, true)} />
    <${Notes} preview=${data} />`}
    ${opened && html`<${Records} key=${`${opened.code}-${period}-${basis}`} figure=${opened} period=${period} basis=${basis}
      account=${account} close=${() => change({ figure: '' })} />`}
  `;
}

/** @param {{period: any}} props */
function Window({ period }) {
  return html`<p class="lead">${t('period.window', { from: day(period.from), to: day(period.to) })}
    ${period.provisional && html` <span class="tag tag-warn">${t('period.provisional')}</span>`}</p>`;
}

/** @param {{preview: any}} props */
function Notes({ preview }) {
  const loose = preview.visits_without_inspection;
  return html`<ul class="notes">
    <li>${t('figures.note-origin')}</li>
    <li>${t('figures.note-open')}</li>
    <li>${t('figures.note-distinct')}</li>
    ${loose > 0 && html`<li>${t('figures.note-loose', { n: number(loose) })}</li>`}
  </ul>`;
}

show(Figures);
