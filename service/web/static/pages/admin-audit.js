/** Who did what, when, from where; never what a case holds. */

import { useAddress } from '../lib/address.js';
import { dayOf, number, timeOf } from '../lib/format.js';
import { useAnswer, useList } from '../lib/loading.js';
import { html } from '../lib/preact.js';
import { t } from '../lib/words.js';
import { ACTS, actOf, outcomeOf } from '../parts/admin/acts.js';
import { AdminTabs } from '../parts/admin/tabs.js';
import { PagedTable } from '../parts/data-table.js';
import { SelectField, TextField } from '../parts/fields.js';
import { show, useTitle } from '../parts/frame.js';
import { Icon } from '../parts/icon.js';
import { Empty, ProblemNotice } from '../parts/notice.js';

const ARGUMENTS = ['by', 'act', 'of', 'from', 'to'];
const EMPTY = Object.fromEntries(ARGUMENTS.map((name) => [name, '']));

function Audit() {
  const [asked, change] = useAddress(ARGUMENTS);
  const list = useList('/audit', asked);
  const accounts = useAnswer('/accounts').data?.items || [];
  useTitle(t('admin.audit'));
  return html`
    <div class="head"><h1>${t('admin.audit')}</h1><p class="lead">${t('audit.lead')}</p></div>
    <${AdminTabs} />
    <${State} />
    <${Filters} asked=${asked} change=${change} accounts=${accounts} />
    <${PagedTable} list=${list} caption=${t('admin.audit')} columns=${columns(change)} keyOf=${(row) => row.id}
      empty=${html`<${Empty} title=${t('audit.not-found')}><button type="button" class="button" onClick=${() => change(EMPTY)}>${t('filters.clear')}</button><//>`} />
  `;
}

/** Whether the whole log was found to be whole. */
function State() {
  const { data, problem } = useAnswer('/audit/state');
  if (problem) return html`<${ProblemNotice} problem=${problem} />`;
  if (!data) return null;
  if (!data.looked_at) return html`<div class="notice"><${Icon} name="info" /><p>${t('audit.never')}</p></div>`;
  const when = `${timeOf(data.looked_at)} ${dayOf(data.looked_at)}`;
  if (data.findings.length === 0) {
    return html`<div class="notice notice-good"><${Icon} name="shield" /><p>${t('audit.whole', { when, n: number(data.entries) })}</p></div>`;
  }
  return html`<div class="notice notice-bad" role="alert"><${Icon} name="triangle-alert" /><div>
    <p class="notice-title">${t('audit.broken', { when })}</p>
    <ul>${data.findings.slice(0, 20).map((words) => html`<li class="code">${words}</li>`)}</ul>
    <p>${t('audit.broken-do')}</p>
  </div></div>`;
}

/** @param {{asked: Record<string, string>, change: any, accounts: any[]}} props */
function Filters({ asked, change, accounts }) {
  const all = /** @type {[string, string]} */ (['', t('filters.all')]);
  const set = (name) => (value) => change({ [name]: value }, true);
  const typed = (name) => (event) => set(name)(event.currentTarget.value.trim());
  const people = accounts.map((one) => [one.username, `${one.name} (${one.username})`]);
  if (asked.by && !accounts.some((one) => one.username === asked.by)) people.push([asked.by, asked.by]);
  return html`<form class="filters" role="search" onSubmit=${(event) => event.preventDefault()}>
    <${SelectField} id="by" label=${t('audit.by')} value=${asked.by} onChange=${set('by')} options=${[all, ...people]} />
    <${SelectField} id="act" label=${t('audit.act')} value=${asked.act} onChange=${set('act')} options=${[all, ...acts(asked.act)]} />
    <${TextField} id="from" type="date" label=${t('audit.from')} value=${asked.from} onChange=${typed('from')} />
    <${TextField} id="to" type="date" label=${t('audit.to')} value=${asked.to} onChange=${typed('to')} />
    <${TextField} id="of" label=${t('audit.of')} value=${asked.of} autocomplete="off" spellcheck=${false} onChange=${typed('of')} />
  </form>`;
}

/** @param {string} chosen @returns {[string, string][]} by their words */
function acts(chosen) {
  const known = ACTS.includes(chosen) || !chosen ? ACTS : [...ACTS, chosen];
  return known.map((act) => /** @type {[string, string]} */ ([act, actOf(act)])).sort((a, b) => a[1].localeCompare(b[1], 'vi'));
}

/** @param {any} change */
function columns(change) {
  return [
    { head: t('audit.at'), width: 'narrow', cell: (row) => html`<span class="nowrap">${timeOf(row.at)} ${dayOf(row.at)}</span>` },
    { head: t('audit.by'), cell: (row) => html`<span class="code">${row.by}</span>${row.role && html`<span class="under">${t(`role.${row.role}`)}</span>`}` },
    { head: t('audit.act'), main: true, cell: (row) => html`${actOf(row.act)}${row.asked.length > 0 && html`<span class="under code">${row.asked.join(' ')}</span>`}` },
    { head: t('audit.of'), cell: (row) => row.of.map((id) => html`<button type="button" class="as-link code audit-of" key=${id} title=${t('audit.only')} onClick=${() => change({ ...EMPTY, of: id }, true)}>${id}</button>`) },
    { head: t('audit.outcome'), cell: (row) => (row.outcome ? html`<span class="tag tag-warn">${outcomeOf(row.outcome)}</span>` : '–') },
    { head: t('audit.address'), width: 'narrow', cell: (row) => row.address || '–' },
  ];
}

show(Audit);
