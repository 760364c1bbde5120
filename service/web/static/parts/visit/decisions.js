/** What followed on the violations of a visit: sanctions, and transfers to another body. */

import { day, isoDay, number, today } from '../../lib/format.js';
import { SANCTION_MEASURES } from '../../lib/lists.js';
import { html, useState } from '../../lib/preact.js';
import { followsUp } from '../../lib/roles.js';
import { inLanguage, t } from '../../lib/words.js';
import { DataTable } from '../data-table.js';
import { EntryForm } from '../entry-form.js';
import { Icon } from '../icon.js';
import { Panel } from '../panel.js';

const KINDS = {
  sanctions: { title: 'sanction.title', add: 'sanction.add', fields: sanctionFields, values: sanctionValues, bodyOf: sanctionBody, columns: sanctionColumns },
  transfers: { title: 'transfer.title', add: 'transfer.add', fields: transferFields, values: transferValues, bodyOf: transferBody, columns: transferColumns },
};

/** @param {{visit: any, checklist: any, account: any, again: () => void}} props shown where there is a violation, or was */
export function Decisions({ visit, checklist, account, again }) {
  const [opened, setOpened] = useState(null);
  if (visit.violations.length + visit.sanctions.length + visit.transfers.length === 0) return null;
  const may = followsUp(account) && visit.state === 'standing';
  const done = () => {
    setOpened(null);
    again();
  };
  return html`${Object.keys(KINDS).map((kind) => html`<${Entries} key=${kind} kind=${kind} visit=${visit} may=${may} open=${(entry) => setOpened({ kind, entry })} />`)}
    ${opened && html`<${DecisionPanel} ...${opened} visit=${visit} checklist=${checklist} done=${done} close=${() => setOpened(null)} />`}`;
}

/** @param {{kind: 'sanctions' | 'transfers', visit: any, may: boolean, open: (entry: any) => void}} props */
function Entries({ kind, visit, may, open }) {
  const { title, add, columns } = KINDS[kind];
  const rows = visit[kind];
  const action = { head: t('entry.correct'), width: 'narrow', cell: (row) => holds(row) && html`<button type="button" class="button small no-print"
    aria-label=${[t('entry.correct'), row.decision_no || row.body].join(' – ')} onClick=${() => open(row)}>${t('entry.correct')}</button>` };
  if (rows.length === 0 && !may) return null;
  return html`<section><div class="section-head"><h2>${t(title)}</h2>
      ${may && visit.violations.length > 0 && html`<button type="button" class="button small no-print" onClick=${() => open(null)}>${t(add)}</button>`}
    </div>
    ${rows.length > 0
      ? html`<${DataTable} caption=${t(title)} columns=${[...columns(), ...(may ? [action] : [])]} rows=${rows} keyOf=${(row) => row.id} />`
      : html`<p class="quiet">${t('entry.none')}</p>`}
  </section>`;
}

/** @param {{kind: 'sanctions' | 'transfers', entry: any, visit: any, checklist: any, done: () => void, close: () => void}} props */
function DecisionPanel({ kind, entry, visit, checklist, done, close }) {
  const { title, add, fields, values, bodyOf } = KINDS[kind];
  const days = { type: 'date', min: isoDay(visit.started_at), max: today() };
  const known = entry ? [...visit.violations, entry.violation] : visit.violations;
  const violation = { id: 'violation', label: t('violation.one'), options: violationsOf(known, checklist) };
  return html`<${Panel} id="decision-title" over=${t(title)} title=${t(entry ? 'entry.correcting' : add)} close=${close}>
    <${EntryForm} path=${`/visits/${visit.id}/${kind}`} fields=${(filled) => [violation, ...fields(days, filled)]}
      values=${{ violation: entry ? keyOf(entry.violation) : keyOf(visit.violations[0]), ...values(entry || {}) }}
      bodyOf=${(filled) => ({ violation: violationOf(filled.violation), ...bodyOf(filled) })}
      corrects=${entry?.id} words=${t(entry ? 'entry.send-correction' : 'entry.send')} done=${done} />
  <//>`;
}

/** @param {any[]} violations @param {any} checklist @returns {[string, string][]} each once */
function violationsOf(violations, checklist) {
  const asked = (code) => checklist.items.find((item) => item.code === code)?.question;
  const words = ({ item, record_no, basis }) => [item, record_no || basis, asked(item) && inLanguage(asked(item))].filter(Boolean).join(' · ');
  return [...new Map([...violations].reverse().map((one) => [keyOf(one), words(one)]))];
}

/** @param {{item: string, basis: string}} violation */
function keyOf({ item, basis }) {
  return `${item} ${basis}`;
}

/** @param {string} key */
function violationOf(key) {
  const [item, basis] = key.split(' ');
  return { item, basis };
}

/** @param {any} entry */
function holds(entry) {
  return !entry.corrected_by && !entry.void;
}

/** @param {any} row @param {any} name what names the entry, with what became of it */
function named(row, name) {
  const tag = row.void ? 'entry.voided' : row.corrected_by ? 'entry.corrected' : '';
  return html`${name} ${tag && html`<span class="tag tag-quiet">${t(tag)}</span>`}
    ${row.reason && html`<span class="under">${t('entry.reason')}: ${row.reason}</span>`}`;
}

/** @param {any} row */
function measureOf(row) {
  if (row.measure === 'none') return '–';
  return html`${t(`measure.${row.measure}`)}<span class="under">${[day(row.from), row.to && day(row.to)].filter(Boolean).join(' – ')}</span>`;
}

function sanctionColumns() {
  return [
    { head: t('sanction.no'), main: true, cell: (row) => named(row, row.decision_no) },
    { head: t('sanction.on'), width: 'narrow', cell: (row) => day(row.decided_on) },
    { head: t('sanction.body'), cell: (row) => html`${row.body}<span class="under">${row.violation.item}</span>` },
    { head: t('sanction.fine'), number: true, width: 'narrow', cell: (row) => number(row.fine_vnd) },
    { head: t('sanction.measure'), cell: measureOf },
  ];
}

function transferColumns() {
  return [
    { head: t('transfer.body'), main: true, cell: (row) => named(row, row.body) },
    { head: t('transfer.on'), width: 'narrow', cell: (row) => day(row.transferred_on) },
    { head: t('transfer.no'), cell: (row) => row.document_no || '–' },
    { head: t('transfer.grounds'), cell: (row) => html`${row.grounds || '–'}<span class="under">${row.violation.item}</span>` },
  ];
}

/** @param {any} days @param {any} filled */
function sanctionFields(days, filled) {
  const measures = SANCTION_MEASURES.map((one) => /** @type {[string, string]} */ ([one, t(`measure.${one}`)]));
  const window = [
    { id: 'from', label: t('sanction.from'), type: 'date', error: t('sanction.no-from') },
    { id: 'to', label: t('sanction.to'), type: 'date' },
  ];
  return [
    { id: 'decision_no', label: t('sanction.no'), error: t('sanction.no-no') },
    { id: 'decided_on', label: t('sanction.on'), error: t('sanction.no-day'), ...days },
    { id: 'body', label: t('sanction.body'), error: t('sanction.no-body') },
    { id: 'fine_vnd', label: t('sanction.fine'), hint: t('sanction.fine-hint'), inputmode: 'numeric' },
    { id: 'measure', label: t('sanction.measure'), options: measures },
    ...(filled.measure === 'none' ? [] : window),
  ];
}

/** @param {any} entry */
function sanctionValues({ decision_no = '', decided_on = '', body = '', fine_vnd = 0, measure = 'none', from, to }) {
  return { decision_no, decided_on, body, fine_vnd: fine_vnd ? number(fine_vnd) : '', measure, from: from || '', to: to || '' };
}

/** @param {any} filled */
function sanctionBody({ decision_no, decided_on, body, fine_vnd, measure, from, to }) {
  const window = measure === 'none' ? {} : { from, to: to || null };
  return { decision_no, decided_on, body, fine_vnd: amountOf(fine_vnd), measure, ...window };
}

/** @param {string} typed `4.000.000` as a number; what is none goes as it was typed, for the API to refuse */
function amountOf(typed) {
  const digits = typed.replace(/[\s.]/g, '');
  return /^\d*$/.test(digits) ? Number(digits) : typed;
}

/** @param {any} days */
function transferFields(days) {
  return [
    { id: 'body', label: t('transfer.body'), error: t('transfer.no-body') },
    { id: 'transferred_on', label: t('transfer.on'), error: t('transfer.no-day'), ...days },
    { id: 'document_no', label: t('transfer.no') },
    { id: 'grounds', label: t('transfer.grounds') },
  ];
}

/** @param {any} entry */
function transferValues({ body = '', transferred_on = '', document_no = '', grounds = '' }) {
  return { body, transferred_on, document_no, grounds };
}

/** @param {any} filled */
function transferBody({ body, transferred_on, document_no, grounds }) {
  return { body, transferred_on, document_no, grounds };
}
