/** The records behind a figure, beside the table they were opened from. */

import { day, number } from '../../lib/format.js';
import { useAreaNames, useUnitNames } from '../../lib/known.js';
import { useList } from '../../lib/loading.js';
import { html } from '../../lib/preact.js';
import { readsVisits } from '../../lib/roles.js';
import { t } from '../../lib/words.js';
import { PagedTable } from '../data-table.js';
import { Empty } from '../notice.js';
import { Panel } from '../panel.js';

/**
 * @param {{figure: any, period?: string, basis?: string, summary?: string, account: any, close: () => void}} props
 *   of a period as it is now, or as a `summary` has kept it
 */
export function Records({ figure, period, basis, summary, account, close }) {
  const list = useList(`/summaries/${summary || 'preview'}/figures/${figure.code}/records`, summary ? {} : { period, basis });
  const title = html`<span lang="vi">${figure.label}: ${number(figure.value)} ${figure.unit}</span>`;
  return html`<${Panel} id="records-title" over=${`${t('records.title')} · ${figure.code}`} title=${title} close=${close}>
    <${RecordList} list=${list} account=${account} />
  <//>`;
}

/** @param {{list: any, account: any}} props */
function RecordList({ list, account }) {
  const areaName = useAreaNames();
  const unitName = useUnitNames();
  const columns = [
    { head: t('place.name'), main: true, cell: (row) => html`${nameOf(row, unitName)}${row.kind && html`<span class="under">${t(`kind.${row.kind}`)} · ${areaName(row.area)}</span>`}` },
    { head: t('record.day'), width: 'narrow', cell: (row) => dayOrVisit(row, account) },
    { head: t('record.detail'), cell: detailOf },
    { head: t('record.amount'), number: true, width: 'narrow', cell: (row) => number(row.amount) },
  ];
  const told = (list.items || []).some((row) => detailOf(row)) ? columns : columns.filter((column) => column.cell !== detailOf);
  return html`<${PagedTable} list=${list} caption=${t('records.title')} columns=${told} keyOf=${keyOf}
    empty=${html`<${Empty} title=${t('records.none')}>${t('records.none-do')}<//>`} />`;
}

/** @param {any} row @param {(code: string) => string} unitName */
function nameOf(row, unitName) {
  if (row.institution) return row.institution.name;
  if (row.owed) return html`<a href=${`/returns/${row.owed.unit}/${row.owed.period}`}>${unitName(row.owed.unit)}</a>`;
  if (row.activity && !row.establishment) return html`<a href=${`/activities?activity=${row.activity.id}`}>${row.activity.title}</a>`;
  if (!row.establishment) return '';
  if (row.document) return html`<a href=${`/tasks?document=${row.document.id}`}>${row.document.number}</a>`;
  return html`<a href=${`/establishments/${row.establishment.id}`}>${row.establishment.name || t('visit.place-unknown')}</a>`;
}

/** @param {any} row @param {any} account */
function dayOrVisit(row, account) {
  if (row.referral) return html`<a class="nowrap" href=${`/cases/${row.referral.case}`} aria-label=${t('record.case-of', { day: day(row.day) })}>${day(row.day)}</a>`;
  if (!row.visit || !readsVisits(account)) return day(row.day);
  return html`<a class="nowrap" href=${`/visits/${row.visit}`} aria-label=${t('record.visit-of', { day: day(row.day) })}>${day(row.day)}</a>`;
}

/** @param {any} row what of the record the figure counted */
function detailOf(row) {
  if (row.inspection) return [row.inspection.decision_no, row.inspection.name].filter(Boolean).join(' · ');
  if (row.finding) return [row.finding.item, row.finding.remedy].filter(Boolean).join(': ');
  if (row.sanction) return [row.sanction.decision_no, row.sanction.body].join(' · ');
  if (row.transfer) return [row.transfer.body, row.transfer.document_no].filter(Boolean).join(' · ');
  if (row.document) return row.document.title;
  if (row.activity) return [t(`activity-form.${row.activity.form}`), row.establishment && row.activity.title].filter(Boolean).join(' · ');
  if (row.referral) return t(`referral-type.${row.referral.type}`);
  if (row.violations) return row.violations.map((one) => [one.item, one.record_no].filter(Boolean).join(' · ')).join('; ');
  return row.failed_items ? row.failed_items.join(', ') : '';
}

/** @param {any} row */
function keyOf(row) {
  return [row.visit, row.establishment?.id, row.document?.id, row.activity?.id, row.institution?.id, row.owed?.unit, row.day, row.finding?.item, row.inspection?.id, row.referral?.id,
    row.sanction?.decision_no, row.transfer?.body, row.transfer?.document_no].join();
}
