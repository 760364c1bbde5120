/** All figures of a period, a group under each heading; a number opens to its records. */

import { change, number } from '../../lib/format.js';
import { html } from '../../lib/preact.js';
import { opensRecords } from '../../lib/roles.js';
import { t } from '../../lib/words.js';

const COLUMNS = 6;

/** @param {{figures: Record<string, any>, account: any, open: (code: string) => void, busy: boolean}} props */
export function FiguresTable({ figures, account, open, busy }) {
  const codes = Object.keys(figures);
  const groups = [...new Set(codes.map((code) => code[0]))];
  return html`<table class="list figures" role="table" aria-busy=${busy}>
    <caption class="unseen">${t('figures.title')}</caption>
    <thead role="rowgroup"><tr role="row">
      <th role="columnheader" scope="col" class="narrow">${t('figure.code')}</th>
      <th role="columnheader" scope="col">${t('figure.label')}</th>
      <th role="columnheader" scope="col" class="number">${t('figure.value')}</th>
      <th role="columnheader" scope="col" class="number">${t('figure.last-year')}</th>
      <th role="columnheader" scope="col" class="number">${t('figure.change')}</th>
      <th role="columnheader" scope="col" class="number">${t('figure.to-date')}</th>
    </tr></thead>
    ${groups.map((group) => html`<tbody role="rowgroup" key=${group}>
      <tr role="row" class="group"><th role="rowheader" scope="rowgroup" colspan=${COLUMNS}>${t(`figures.${group}`)}</th></tr>
      ${codes.filter((code) => code[0] === group).map((code) => html`
        <${Row} key=${code} figure=${figures[code]} opens=${opensRecords(account, code)} open=${open} />`)}
    </tbody>`)}
  </table>`;
}

/** @param {{figure: any, opens: boolean, open: (code: string) => void}} props */
function Row({ figure, opens, open }) {
  return html`<tr role="row">
    <td role="cell" class="code-cell"><span class="code">${figure.code}</span></td>
    <th role="rowheader" scope="row" class="main-cell" lang="vi">${figure.label} <span class="unit">${figure.unit}</span></th>
    <td role="cell" class="number" data-head=${t('figure.value')}><${Value} figure=${figure} opens=${opens} open=${open} /><${Declared} figure=${figure} /></td>
    <td role="cell" class="number" data-head=${t('figure.last-year')}>${number(figure.same_period_last_year)}</td>
    <td role="cell" class="number" data-head=${t('figure.change')}>${change(figure.change_pct)}</td>
    <td role="cell" class="number" data-head=${t('figure.to-date')}>${number(figure.year_to_date)}</td>
  </tr>`;
}

/** @param {{figure: any, opens: boolean, open: (code: string) => void}} props */
function Value({ figure, opens, open }) {
  if (!opens || figure.value == null) return html`<strong>${number(figure.value)}</strong>`;
  const label = t('figure.open', { code: figure.code, value: number(figure.value) });
  return html`<button type="button" class="link-number" aria-label=${label} aria-haspopup="dialog" onClick=${() => open(figure.code)}>
    ${number(figure.value)}
  </button>`;
}

/** What units declared beside, and both together where they can be added. @param {{figure: any}} props */
function Declared({ figure }) {
  if (!figure.declared) return null;
  const words = figure.total == null ? t('figure.declared', { n: number(figure.declared) })
    : t('figure.declared-total', { n: number(figure.declared), total: number(figure.total) });
  return html`<span class="under">${words}</span>`;
}
