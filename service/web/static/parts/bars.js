/** A bar chart that is its own table: each bar stands in the row whose number it draws. */

import { number } from '../lib/format.js';
import { html } from '../lib/preact.js';

/**
 * @typedef {{name: string, values: number[]}} Bar
 * @param {{title: string, bars: Bar[], series: string[], note?: string}} props a bar holds a value for each of the series
 */
export function Bars({ title, bars, series, note = '' }) {
  const most = Math.max(1, ...bars.flatMap((bar) => bar.values));
  const many = series.length > 1;
  return html`<table role="table" class=${many ? 'bars bars-many' : 'bars'}>
    <caption>${title}${note && html`<span class="under">${note}</span>`}</caption>
    <thead role="rowgroup" class=${many ? '' : 'unseen'}>
      <tr role="row"><td></td><td></td>${series.map((name, i) => html`<th role="columnheader" scope="col" class="number"><span class=${`key key-${i}`}></span>${name}</th>`)}</tr>
    </thead>
    <tbody role="rowgroup">${bars.map((bar) => html`<tr role="row" key=${bar.name}>
      <th role="rowheader" scope="row">${bar.name}</th>
      <td class="bar-cell" aria-hidden="true">${bar.values.map((value, i) => html`<${Line} value=${value} most=${most} place=${i} />`)}</td>
      ${bar.values.map((value) => html`<td role="cell" class="number">${number(value)}</td>`)}
    </tr>`)}</tbody>
  </table>`;
}

/** @param {{value: number, most: number, place: number}} props */
function Line({ value, most, place }) {
  return html`<svg class="bar" width="100%" height="10" focusable="false">
    <rect class=${`bar-${place}`} width=${`${(100 * value) / most}%`} height="10" rx="2" />
  </svg>`;
}
