/** What becomes of a list: how many rows of each verdict, each row with its reason, what to download. */

import { number } from '../../lib/format.js';
import { VERDICTS } from '../../lib/lists.js';
import { html, useState } from '../../lib/preact.js';
import { save } from '../../lib/saving.js';
import { t } from '../../lib/words.js';
import { DataTable } from '../data-table.js';
import { SelectField } from '../fields.js';
import { Icon } from '../icon.js';
import { StateTag } from '../tag.js';

const SHOWN = 200;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** @param {{told: any, name: string, busy: boolean, store: () => void}} props */
export function Verdicts({ told, name, busy, store }) {
  const stored = told.counts.created + told.counts.updated;
  return html`
    ${told.dry_run && html`<h2>${t('import.would', { name })}</h2>`}
    <ul class="counts">${VERDICTS.map((verdict) => html`<li key=${verdict}><strong>${number(told.counts[verdict] || 0)}</strong> <${StateTag} list="verdict" value=${verdict} /></li>`)}</ul>
    ${told.warnings.length > 0 && html`<div class="notice"><${Icon} name="info" /><div><p class="notice-title">${t('import.warnings')}</p><ul>${told.warnings.map((words) => html`<li key=${words}>${words}</li>`)}</ul></div></div>`}
    <div class="buttons">
      ${told.dry_run && html`<button type="button" class="button primary" disabled=${busy || stored === 0} onClick=${store}>${stored === 0 ? t('import.nothing') : t('import.go', { n: number(stored) })}</button>`}
      ${told.error_file && html`<button type="button" class="button" onClick=${() => save(errorsOf(told.error_file, name))}><${Icon} name="download" />${t('import.errors')}</button><span class="quiet">${t('import.errors-hint')}</span>`}
    </div>
    <${Rows} rows=${told.rows} />`;
}

/** @param {{rows: any[]}} props */
function Rows({ rows }) {
  const [verdict, setVerdict] = useState('');
  const [most, setMost] = useState(SHOWN);
  const wanted = rows.filter((row) => !verdict || row.verdict === verdict);
  const shown = wanted.slice(0, most);
  const options = [['', t('import.all')], ...VERDICTS.map((one) => [one, t(`verdict.${one}`)])];
  return html`<section><h2>${t('import.rows')}</h2>
    <form class="filters" onSubmit=${(event) => event.preventDefault()}>
      <${SelectField} id="verdict" label=${t('import.verdict')} value=${verdict} options=${options} onChange=${(value) => { setVerdict(value); setMost(SHOWN); }} /></form>
    ${shown.length > 0 && html`<${DataTable} caption=${t('import.rows')} columns=${columns()} rows=${shown} keyOf=${(row) => row.line} />`}
    <div class="list-foot"><p role="status">${t('import.shown', { n: number(shown.length), all: number(wanted.length) })}</p>
      ${shown.length < wanted.length && html`<button type="button" class="button" onClick=${() => setMost(most + SHOWN)}>${t('more')}</button>`}</div>
  </section>`;
}

function columns() {
  return [
    { head: t('import.line'), width: 'narrow', number: true, cell: (row) => row.line },
    { head: t('place.name'), main: true, cell: (row) => (row.establishment_id && row.verdict !== 'created' ? html`<a href=${`/establishments/${row.establishment_id}`}>${row.name}</a>` : row.name || html`<span class="quiet">${t('import.unnamed')}</span>`) },
    { head: t('import.verdict'), width: 'narrow', cell: (row) => html`<${StateTag} list="verdict" value=${row.verdict} />` },
    { head: t('import.why'), cell: whyOf },
  ];
}

/** @param {any} row */
function whyOf(row) {
  return html`${row.faults.map((fault) => html`<p key=${fault.code}>${fault.words}</p>`)}
    ${row.candidates.map((one) => html`<p key=${one.id}><a href=${`/establishments/${one.id}`}>${t('import.like', { name: one.name })}</a></p>`)}
    ${row.changes.length > 0 && html`<span class="under">${t('import.changes', { what: row.changes.join(', ') })}</span>`}`;
}

/** @param {string} coded in base64 @param {string} name */
function errorsOf(coded, name) {
  const bytes = Uint8Array.from(atob(coded), (letter) => letter.charCodeAt(0));
  return { content: new Blob([bytes], { type: XLSX }), name: `chua-nhan-${name.replace(/\.[^.]*$/, '')}.xlsx` };
}
