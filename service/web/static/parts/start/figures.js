/** Who reports and who leads begin with the running period in short. */

import { change, day, number } from '../../lib/format.js';
import { useAnswer } from '../../lib/loading.js';
import { runningQuarter } from '../../lib/periods.js';
import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { AgainstLastYear, ByKind } from '../figures/charts.js';
import { Icon } from '../icon.js';
import { Empty, ProblemNotice, Skeleton } from '../notice.js';

const SHORT = ['C2a', 'C2b', 'C5a', 'D1a'];

export function FiguresStart() {
  const period = runningQuarter('statutory');
  const { data, problem, loading, again } = useAnswer('/summaries/preview', { period });
  return html`
    <div class="head head-with-action">
      <div><h1>${t('start.figures', { period: periodName(period) })}</h1>
        ${data && html`<p class="lead">${t('period.window', { from: day(data.period.from), to: day(data.period.to) })}
          ${data.period.provisional && html` <span class="tag tag-warn">${t('period.provisional')}</span>`}</p>`}
      </div>
      <a class="button" href="/dashboard">${t('dashboard.title')}</a>
      <a class="button primary" href="/figures"><${Icon} name="chart-column" />${t('start.all-figures')}</a>
    </div>
    <${ProblemNotice} problem=${problem} again=${again} />
    ${!data && loading && html`<${Skeleton} lines=${6} />`}
    ${data && html`<${Short} figures=${data.figures} />`}
  `;
}

/** @param {{figures: Record<string, any>}} props */
function Short({ figures }) {
  const nothing = figures.C2a.value === 0 && figures.C2a.same_period_last_year === 0;
  if (nothing) return html`<${Empty} title=${t('start.no-visits')}>${t('start.no-visits-do')}<//>`;
  return html`
    <ul class="tiles">${SHORT.map((code) => html`<${Tile} key=${code} figure=${figures[code]} />`)}</ul>
    <div class="charts charts-two"><${AgainstLastYear} figures=${figures} /><${ByKind} figures=${figures} /></div>
  `;
}

/** @param {{figure: any}} props */
function Tile({ figure }) {
  return html`<li class="tile">
    <p class="tile-name" lang="vi">${figure.label}</p>
    <p class="tile-value">${number(figure.value)}</p>
    <p class="quiet">${t('tile.last-year', { value: number(figure.same_period_last_year) })}
      ${figure.change_pct != null && html` <span class="nowrap">(${change(figure.change_pct)} %)</span>`}</p>
  </li>`;
}

/** @param {string} period such as `2026-Q4` */
function periodName(period) {
  const [year, part] = period.split('-');
  return `${t(`period.${part}`)}/${year}`;
}
