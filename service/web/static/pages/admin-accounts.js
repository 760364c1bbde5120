/** Who may sign in: found, opened, changed, closed. */

import { useAddress } from '../lib/address.js';
import { folded } from '../lib/folded.js';
import { dayOf } from '../lib/format.js';
import { useAnswer } from '../lib/loading.js';
import { html, useState } from '../lib/preact.js';
import { t } from '../lib/words.js';
import { AccountPanel } from '../parts/admin/account-panel.js';
import { NewAccount } from '../parts/admin/new-account.js';
import { ROLES } from '../parts/admin/options.js';
import { AdminTabs } from '../parts/admin/tabs.js';
import { PagedTable } from '../parts/data-table.js';
import { SelectField, TextField } from '../parts/fields.js';
import { show, useTitle } from '../parts/frame.js';
import { Icon } from '../parts/icon.js';
import { Empty } from '../parts/notice.js';
import { StateTag } from '../parts/tag.js';

const ARGUMENTS = ['q', 'role', 'unit', 'status', 'account'];
const EMPTY = Object.fromEntries(ARGUMENTS.map((name) => [name, '']));

/** @param {{account: any}} props */
function Accounts({ account }) {
  const [asked, change] = useAddress(ARGUMENTS);
  const list = useAnswer('/accounts');
  const units = useAnswer('/units').data?.items || [];
  const [opening, setOpening] = useState(false);
  useTitle(t('admin.accounts'));
  const rows = list.data?.items;
  const chosen = rows?.find((row) => row.username === asked.account);
  const open = (row) => change({ account: row.username }, true);
  return html`
    <div class="head head-with-action">
      <div><h1>${t('admin.accounts')}</h1><p class="lead">${t('accounts.lead')}</p></div>
      <button type="button" class="button primary no-print" disabled=${units.length === 0} onClick=${() => setOpening(true)}><${Icon} name="plus" />${t('new-account.title')}</button>
    </div>
    <${AdminTabs} />
    <${Filters} asked=${asked} change=${change} units=${units} />
    <${PagedTable} list=${{ ...list, items: rows?.filter((row) => fits(row, asked)) }} caption=${t('admin.accounts')} columns=${columns(units, open)}
      keyOf=${(row) => row.username} empty=${html`<${Empty} title=${t('accounts.not-found')}><button type="button" class="button" onClick=${() => change(EMPTY)}>${t('filters.clear')}</button><//>`} />
    ${opening && html`<${NewAccount} account=${account} units=${units} opened=${list.again} close=${() => setOpening(false)} />`}
    ${chosen && html`<${AccountPanel} key=${chosen.username} row=${chosen} account=${account} rows=${rows} units=${units} changed=${list.again} close=${() => change({ account: '' })} />`}
  `;
}

/** @param {{asked: Record<string, string>, change: any, units: any[]}} props */
function Filters({ asked, change, units }) {
  const all = /** @type {[string, string]} */ (['', t('filters.all')]);
  const set = (name) => (value) => change({ [name]: value }, true);
  return html`<form class="filters" role="search" onSubmit=${(event) => event.preventDefault()}>
    <${TextField} id="only-q" type="search" label=${t('accounts.search')} value=${asked.q} autocomplete="off" onInput=${(event) => change({ q: event.currentTarget.value })} />
    <${SelectField} id="only-role" label=${t('account.role')} value=${asked.role} onChange=${set('role')} options=${[all, ...ROLES.map((role) => [role, t(`role.${role}`)])]} />
    <${SelectField} id="only-unit" label=${t('account.unit')} value=${asked.unit} onChange=${set('unit')} options=${[all, ...units.map((unit) => [unit.code, unit.name])]} />
    <${SelectField} id="only-status" label=${t('account.status')} value=${asked.status} onChange=${set('status')}
      options=${[all, ['active', t('account.active')], ['closed', t('account.closed')]]} />
  </form>`;
}

/** @param {any} row @param {Record<string, string>} asked */
function fits(row, asked) {
  const same = ['role', 'unit', 'status'].every((name) => !asked[name] || row[name] === asked[name]);
  return same && folded(`${row.name} ${row.username} ${row.email || ''}`).includes(folded(asked.q));
}

/** @param {any[]} units @param {(row: any) => void} open */
function columns(units, open) {
  const nameOf = (code) => units.find((unit) => unit.code === code)?.name || code;
  return [
    { head: t('account.name'), main: true, cell: (row) => html`<button type="button" class="as-link" onClick=${() => open(row)}>${row.name}</button>
      <span class="under"><span class="code">${row.username}</span>${row.email && ` · ${row.email}`}</span>` },
    { head: t('account.role'), cell: (row) => t(`role.${row.role}`) },
    { head: t('account.unit'), cell: (row) => nameOf(row.unit) },
    { head: t('factor.title'), width: 'narrow', cell: factorOf },
    { head: t('account.since'), width: 'narrow', cell: (row) => dayOf(row.created_at) },
    { head: t('account.status'), width: 'narrow', cell: (row) => html`<${StateTag} list="account" value=${row.status} />` },
  ];
}

/** @param {any} row */
function factorOf(row) {
  if (row.second_factor_since) return html`<span class="tag tag-good">${t('fact.on')}</span>`;
  return row.must_enrol_second_factor ? html`<span class="tag tag-warn">${t('fact.must')}</span>` : '–';
}

show(Accounts);
