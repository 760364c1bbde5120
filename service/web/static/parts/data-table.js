/** A table that stays a table: on a narrow screen each row is told as a small card. */

import { html } from '../lib/preact.js';
import { t } from '../lib/words.js';
import { ProblemNotice, Skeleton } from './notice.js';

/**
 * @typedef {object} Column
 * @property {string} head
 * @property {(row: any) => any} cell
 * @property {boolean} [number] set to the right, in figures of one width
 * @property {boolean} [main] names the row
 * @property {string} [width] narrow | wide
 */

/** @param {{caption: string, columns: Column[], rows: any[], keyOf: (row: any) => string, busy?: boolean}} props */
export function DataTable({ caption, columns, rows, keyOf, busy = false }) {
  return html`<table class="list" role="table" aria-busy=${busy}>
    <caption class="unseen">${caption}</caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map((column) => html`<th role="columnheader" scope="col" class=${classOf(column)}>${column.head}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map((row) => html`<tr role="row" key=${keyOf(row)}>
        ${columns.map((column) => html`<${Cell} column=${column} row=${row} />`)}
      </tr>`)}
    </tbody>
  </table>`;
}

/** @param {{column: Column, row: any}} props */
function Cell({ column, row }) {
  if (column.main) {
    return html`<th role="rowheader" scope="row" class=${classOf(column)}>${column.cell(row)}</th>`;
  }
  const told = column.cell(row);
  const empty = told === false || told === '' ? ' nothing' : '';
  return html`<td role="cell" data-head=${column.head} class=${classOf(column) + empty}><div class="told">${told}</div></td>`;
}

/**
 * A list of the API with its empty state, its errors and its next page.
 * @param {{list: any, empty: any, foot?: boolean} & Record<string, any>} props `list` is of `useList`; without its
 *   `foot` it is a glimpse of a longer one
 */
export function PagedTable({ list, empty, foot = true, ...table }) {
  return html`<div class="paged">
    <${ProblemNotice} problem=${list.problem} again=${list.again} />
    ${!list.items && list.loading && html`<${Skeleton} />`}
    ${list.items?.length === 0 && !list.problem && empty}
    ${list.items?.length > 0 && html`<${DataTable} ...${table} rows=${list.items} busy=${list.loading} />`}
    ${foot && list.items?.length > 0 && html`<${Foot} list=${list} />`}
  </div>`;
}

/** @param {{list: any}} props */
function Foot({ list }) {
  return html`<div class="list-foot">
    <p role="status">${t(list.hasMore ? 'list.some' : 'list.all', { n: list.items.length })}</p>
    ${list.hasMore && html`<button type="button" class="button" disabled=${list.loadingMore} onClick=${list.more}>
      ${list.loadingMore ? t('loading') : t('more')}
    </button>`}
  </div>`;
}

/** @param {Column} column */
function classOf(column) {
  return [column.number && 'number', column.main && 'main-cell', column.width].filter(Boolean).join(' ');
}
