/** The numbers of part B: counted by the system, and beside them what the unit declares, with its source. */

import { number } from '../../lib/format.js';
import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';

/** @param {{computed: Record<string, any>, declared: Record<string, any>, set: any, writes: boolean}} props */
export function DeclaredTable({ computed, declared, set, writes }) {
  const change = (code, name) => (event) => set((old) => ({ ...old, [code]: { value: '', source: '', ...old[code], [name]: event.currentTarget.value } }));
  return html`<section><h2>${t('returns.numbers')}</h2><p class="quiet">${t('returns.numbers-lead')}</p>
    <table class="list" role="table"><caption class="unseen">${t('returns.numbers')}</caption>
      <thead role="rowgroup"><tr role="row">
        <th role="columnheader" scope="col">${t('figure.label')}</th><th role="columnheader" scope="col" class="number">${t('returns.counted')}</th>
        <th role="columnheader" scope="col" class="number">${t('returns.declared')}</th><th role="columnheader" scope="col">${t('returns.source')}</th>
      </tr></thead>
      <tbody role="rowgroup">${Object.values(computed).map((figure) => html`<tr role="row" key=${figure.code}>
        <th role="rowheader" scope="row" class="main-cell" lang="vi"><span class="code">${figure.code}</span> ${figure.label} <span class="unit">${figure.unit}</span></th>
        <td role="cell" class="number" data-head=${t('returns.counted')}>${number(figure.value)}</td>
        ${figure.code.startsWith('B') ? html`<${Cells} figure=${figure} told=${declared[figure.code]} change=${change} writes=${writes} />` : html`<td role="cell" class="nothing"></td><td role="cell" class="nothing"></td>`}
      </tr>`)}</tbody>
    </table></section>`;
}

/** @param {{figure: any, told: any, change: any, writes: boolean}} props */
function Cells({ figure, told, change, writes }) {
  const name = (words) => `${words} – ${figure.code}`;
  if (!writes) return html`<td role="cell" class="number" data-head=${t('returns.declared')}>${told ? number(told.value) : ''}</td><td role="cell" data-head=${t('returns.source')}>${told?.source || ''}</td>`;
  return html`<td role="cell" class="number" data-head=${t('returns.declared')}><input class="short" type="number" min="0" aria-label=${name(t('returns.declared'))} value=${told?.value ?? ''} onInput=${change(figure.code, 'value')} /></td>
    <td role="cell" data-head=${t('returns.source')}><input autocomplete="off" aria-label=${name(t('returns.source'))} value=${told?.source ?? ''} onInput=${change(figure.code, 'source')} /></td>`;
}
