/** Checklists and triage rules: the next version of each, with what it changes before it is published. */

import { post } from '../lib/api.js';
import { dayOf, timeOf } from '../lib/format.js';
import { useAnswer } from '../lib/loading.js';
import { newId } from '../lib/new-id.js';
import { html, useState } from '../lib/preact.js';
import { useSending } from '../lib/sending.js';
import { t } from '../lib/words.js';
import { useDelicate } from '../parts/account/step-up.js';
import { AdminTabs } from '../parts/admin/tabs.js';
import { DataTable } from '../parts/data-table.js';
import { LongField, TextField } from '../parts/fields.js';
import { show, useTitle } from '../parts/frame.js';
import { ProblemNotice, Skeleton } from '../parts/notice.js';
import { Panel } from '../parts/panel.js';
import { StateTag } from '../parts/tag.js';

const TRIAGE = 'triage.yaml';

/** @param {{account: any}} props */
function Checklists({ account }) {
  const files = useAnswer('/catalogue/files');
  const proposals = useAnswer('/catalogue/proposals');
  const [editing, setEditing] = useState(/** @type {any} */ (null));
  const act = useDelicate(account);
  useTitle(t('admin.checklists'));
  const done = () => { setEditing(null); files.again(); proposals.again(); };
  const move = (row, step) => act.run(() => post(`/catalogue/proposals/${row.id}/${step}`), done);
  return html`
    <div class="head"><h1>${t('admin.checklists')}</h1><p class="lead">${t('publish.lead')}</p></div>
    <${AdminTabs} />
    <${ProblemNotice} problem=${files.problem || proposals.problem} again=${files.again} />
    ${act.proof}${act.problem && html`<${ProblemNotice} problem=${act.problem} />`}
    ${!files.data && files.loading && html`<${Skeleton} />`}
    ${files.data && html`<${DataTable} caption=${t('admin.checklists')} rows=${files.data.items} keyOf=${(row) => row.name} columns=${fileColumns(setEditing)} />`}
    ${proposals.data?.items.length > 0 && html`<h2>${t('publish.proposals')}</h2>
      ${proposals.data.items.map((row) => html`<${Proposal} key=${row.id} row=${row} move=${move} busy=${act.busy} />`)}`}
    ${editing && html`<${Editor} file=${editing} account=${account} done=${done} close=${() => setEditing(null)} />`}
  `;
}

/** @param {(file: any) => void} edit */
function fileColumns(edit) {
  return [
    { head: t('publish.file'), main: true, cell: (row) => html`<span class="code">${row.name}</span>` },
    { head: t('publish.version'), number: true, width: 'narrow', cell: (row) => row.version },
    { head: t('publish.from'), cell: (row) => t(row.published ? 'publish.by-office' : 'publish.shipped') },
    { head: t('findings.do'), width: 'narrow', cell: (row) => html`<button type="button" class="button small" aria-label=${`${t('publish.next')} – ${row.name}`} onClick=${() => edit(row)}>${t('publish.next')}</button>` },
  ];
}

/** @param {{row: any, move: (row: any, step: string) => void, busy: boolean}} props */
function Proposal({ row, move, busy }) {
  return html`<section class="card"><h3><span class="code">${row.name}</span> · ${t('publish.version')} ${row.version} <${StateTag} list="publication-state" value=${row.state} /></h3>
    <p class="quiet">${dayOf(row.at)} ${timeOf(row.at)} · ${row.by} · ${row.reason}</p>
    <details class="basis" open=${row.state === 'proposed'}><summary>${t('publish.changes')}</summary><${Diff} lines=${row.diff} /></details>
    ${row.state === 'proposed' && html`<div class="list-acts no-print">
      ${row.may_publish ? html`<button type="button" class="button primary" disabled=${busy} onClick=${() => move(row, 'publication')}>${t('publish.publish')}</button>` : html`<span class="quiet">${t('publish.other')}</span>`}
      <button type="button" class="button" disabled=${busy} onClick=${() => move(row, 'giving-up')}>${t('publish.give-up')}</button></div>`}
  </section>`;
}

/** @param {{lines: string[]}} props what goes and what comes, each marked by its sign as well as its colour */
function Diff({ lines }) {
  if (lines.length === 0) return html`<p class="quiet">${t('publish.same')}</p>`;
  return html`<pre class="diff" tabindex="0" aria-label=${t('publish.changes')}>${lines.map((line) => html`<span class=${line.startsWith('+') ? 'diff-new' : line.startsWith('-') ? 'diff-old' : ''}>${line}${'\n'}</span>`)}</pre>`;
}

/** @param {{file: any, account: any, done: () => void, close: () => void}} props */
function Editor({ file, account, done, close }) {
  const [name] = useState(() => nextName(file));
  const [text, setText] = useState(() => file.text.replace(/^version:\s*\d+/m, `version: ${file.version + 1}`));
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(/** @type {any} */ (null));
  const [id] = useState(newId);
  const checking = useSending();
  const act = useDelicate(account);
  const check = () => checking.send(() => post('/catalogue/check', { name, text }), { done: setChecked });
  const type = (event) => { setText(event.currentTarget.value); setChecked(null); };
  return html`<${Panel} id="publish-edit" over=${html`<span class="code">${name}</span>`} title=${t('publish.next')} close=${close}>
    ${act.proof}
    <form class="form wide" onSubmit=${(event) => { event.preventDefault(); act.run(() => post('/catalogue/proposals', { id, name, text, reason }), done); }}>
      <p class="quiet">${t(file.name === TRIAGE ? 'publish.two' : 'publish.one')}</p>
      <${ProblemNotice} problem=${checking.problem || act.problem} />
      <${LongField} id="publish-text" label=${t('publish.text')} rows=${18} spellcheck=${false} class="code-area" value=${text} onInput=${type} />
      <div><button type="button" class="button" disabled=${checking.busy} onClick=${check}>${t('publish.check')}</button></div>
      ${checked?.faults.length > 0 && html`<div class="notice notice-bad" role="alert"><div><p>${t('publish.faults')}</p><ul class="plain-list">${checked.faults.map((fault) => html`<li>${fault}</li>`)}</ul></div></div>`}
      ${checked?.faults.length === 0 && html`<${Diff} lines=${checked.diff} />
        <${TextField} id="publish-reason" label=${t('publish.reason')} autocomplete="off" value=${reason} onInput=${(event) => setReason(event.currentTarget.value)} />
        <div><button class="button primary" disabled=${act.busy || reason.trim().length < 3}>${t('publish.propose')}</button></div>`}
    </form>
  <//>`;
}

/** @param {any} file @returns {string} what the next version of it is called */
function nextName({ name, version }) {
  return name === TRIAGE ? name : name.replace(/\.v\d+\.yaml$/, `.v${version + 1}.yaml`);
}

show(Checklists);
