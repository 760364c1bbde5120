/** Every tablet and browser; a lost one is revoked here. */

import { patch } from '../lib/api.js';
import { useAddress } from '../lib/address.js';
import { dayOf, timeOf } from '../lib/format.js';
import { useUnitNames } from '../lib/known.js';
import { useAnswer, useList } from '../lib/loading.js';
import { html, useState } from '../lib/preact.js';
import { t } from '../lib/words.js';
import { useDelicate } from '../parts/account/step-up.js';
import { AdminTabs } from '../parts/admin/tabs.js';
import { PagedTable } from '../parts/data-table.js';
import { SelectField } from '../parts/fields.js';
import { show, useTitle } from '../parts/frame.js';
import { Icon } from '../parts/icon.js';
import { Empty, ProblemNotice } from '../parts/notice.js';
import { Panel } from '../parts/panel.js';
import { StateTag } from '../parts/tag.js';

const ARGUMENTS = ['account', 'status'];
const EMPTY = { account: '', status: '' };

/** @param {{account: any}} props */
function Devices({ account }) {
  const [asked, change] = useAddress(ARGUMENTS);
  const list = useList('/devices', asked);
  const accounts = useAnswer('/accounts').data?.items || [];
  const unitName = useUnitNames();
  const [chosen, setChosen] = useState(null);
  const [told, setTold] = useState('');
  useTitle(t('admin.devices'));
  const open = (device) => { setTold(''); setChosen(device); };
  const done = (words) => { setChosen(null); setTold(words); list.again(); };
  return html`
    <div class="head"><h1>${t('admin.devices')}</h1><p class="lead">${t('admin-devices.lead')}</p></div>
    <${AdminTabs} />
    <${Filters} asked=${asked} change=${change} accounts=${accounts} />
    <div role="status">${told && html`<div class="notice notice-good"><${Icon} name="circle-check" /><p>${told}</p></div>`}</div>
    <${PagedTable} list=${list} caption=${t('admin.devices')} columns=${columns(unitName, open)} keyOf=${(row) => row.id}
      empty=${html`<${Empty} title=${t('admin-devices.none')}><button type="button" class="button" onClick=${() => change(EMPTY)}>${t('filters.clear')}</button><//>`} />
    ${chosen && html`<${DevicePanel} device=${chosen} account=${account} done=${done} close=${() => setChosen(null)} />`}
  `;
}

/** @param {{asked: Record<string, string>, change: any, accounts: any[]}} props */
function Filters({ asked, change, accounts }) {
  const all = /** @type {[string, string]} */ (['', t('filters.all')]);
  return html`<form class="filters" onSubmit=${(event) => event.preventDefault()}>
    <${SelectField} id="account" label=${t('account.name')} value=${asked.account} onChange=${(value) => change({ account: value }, true)}
      options=${[all, ...accounts.map((one) => [one.username, `${one.name} (${one.username})`])]} />
    <${SelectField} id="status" label=${t('account.status')} value=${asked.status} onChange=${(value) => change({ status: value }, true)}
      options=${[all, ['active', t('device.active')], ['revoked', t('device.revoked')]]} />
  </form>`;
}

/** @param {(code: string) => string} unitName @param {(device: any) => void} open */
function columns(unitName, open) {
  return [
    { head: t('device.name'), main: true, cell: (row) => html`${row.name}<span class="under">${t(`device.${row.kind}`)}</span>` },
    { head: t('account.name'), cell: (row) => html`<span class="code">${row.account}</span><span class="under">${unitName(row.unit)}</span>` },
    { head: t('device.first'), width: 'narrow', cell: (row) => dayOf(row.first_seen) },
    { head: t('device.last'), width: 'narrow', cell: (row) => `${timeOf(row.last_seen)} ${dayOf(row.last_seen)}` },
    { head: t('device.status'), cell: (row) => html`<${StateTag} list="device" value=${row.status} />
      ${row.revoked_at && html`<span class="under">${t('admin-devices.by', { by: row.revoked_by, day: dayOf(row.revoked_at) })}</span>`}` },
    { head: t('device.do'), width: 'narrow', cell: (row) => html`<button type="button" class="button small no-print" aria-label=${`${wordOf(row)} – ${row.name}`} onClick=${() => open(row)}>${wordOf(row)}</button>` },
  ];
}

/** @param {any} device */
const wordOf = (device) => t(device.status === 'active' ? 'device.revoke' : 'admin-devices.let-in');

/** @param {{device: any, account: any, done: (words: string) => void, close: () => void}} props */
function DevicePanel({ device, account, done, close }) {
  const act = useDelicate(account);
  const revoking = device.status === 'active';
  const change = () => act.run(
    () => patch(`/devices/${device.id}`, { status: revoking ? 'revoked' : 'active' }),
    () => done(t(revoking ? 'admin-devices.revoked' : 'admin-devices.is-in', { name: device.name })),
  );
  return html`<${Panel} id="device-title" over=${device.name} title=${t(revoking ? 'admin-devices.revoke' : 'admin-devices.let-in')} close=${close}>
    <p>${t('admin-devices.whose', { account: device.account, when: `${timeOf(device.last_seen)} ${dayOf(device.last_seen)}` })}</p>
    ${revoking
      ? html`<ul class="means"><li>${t('admin-devices.means-out')}</li><li>${t('admin-devices.means-wipe')}</li><li>${t('admin-devices.means-unsent')}</li><li>${t('admin-devices.means-off')}</li></ul>`
      : html`<p>${t('admin-devices.means-in')}</p>`}
    <${ProblemNotice} problem=${act.problem} />
    ${act.proof || html`<p class="buttons">
      <button type="button" class=${revoking ? 'button danger' : 'button primary'} disabled=${act.busy} onClick=${change}>${t(revoking ? 'device.revoke-yes' : 'admin-devices.let-in')}</button>
      <button type="button" class="button" onClick=${close}>${t('close')}</button>
    </p>`}
  <//>`;
}

show(Devices);
