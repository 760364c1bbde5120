/** Where one is signed in, and on what: named, ended, revoked. */

import { patch, remove } from '../../lib/api.js';
import { dayOf, timeOf } from '../../lib/format.js';
import { useAnswer, useList } from '../../lib/loading.js';
import { html, useState } from '../../lib/preact.js';
import { useSending } from '../../lib/sending.js';
import { t } from '../../lib/words.js';
import { PagedTable } from '../data-table.js';
import { TextField } from '../fields.js';
import { Empty, ProblemNotice } from '../notice.js';
import { StateTag } from '../tag.js';

export function Devices() {
  const devices = useList('/me/devices');
  const sessions = useAnswer('/me/sessions');
  const again = () => { devices.again(); sessions.again(); };
  const here = sessions.data?.items.find((row) => row.current)?.device;
  return html`<section aria-labelledby="devices-title">
    <h2 id="devices-title">${t('devices.title')}</h2>
    <p class="lead">${t('devices.lead')}</p>
    <h3>${t('devices.devices')}</h3>
    <${PagedTable} list=${devices} caption=${t('devices.devices')} columns=${deviceColumns(again, here)} keyOf=${(row) => row.id}
      empty=${html`<${Empty} title=${t('devices.none')}>${t('devices.none-do')}<//>`} />
    <h3>${t('devices.sessions')}</h3>
    <${PagedTable} list=${{ ...sessions, items: sessions.data?.items }} foot=${false} caption=${t('devices.sessions')}
      columns=${sessionColumns(again)} keyOf=${(row) => row.id} empty=${html`<${Empty} title=${t('devices.none')} />`} />
  </section>`;
}

/** @param {() => void} again @param {string} [here] the id of the device that asks */
function deviceColumns(again, here) {
  const kindOf = (row) => t(row.id === here ? 'device.here' : `device.${row.kind}`);
  return [
    { head: t('device.name'), main: true, cell: (row) => html`${row.name}<span class="under">${kindOf(row)}</span>` },
    { head: t('device.first'), width: 'narrow', cell: (row) => dayOf(row.first_seen) },
    { head: t('device.last'), width: 'narrow', cell: (row) => moment(row.last_seen) },
    { head: t('device.status'), width: 'narrow', cell: (row) => html`<${StateTag} list="device" value=${row.status} />` },
    { head: t('device.do'), cell: (row) => row.status === 'active' && html`<${DeviceActs} device=${row} again=${again} />` },
  ];
}

/** @param {() => void} again */
function sessionColumns(again) {
  return [
    { head: t('device.name'), main: true, cell: (row) => html`${row.device_name}${row.current && html`<span class="under">${t('session.current')}</span>`}` },
    { head: t('session.opened'), width: 'narrow', cell: (row) => moment(row.opened_at) },
    { head: t('session.last'), width: 'narrow', cell: (row) => moment(row.last_seen) },
    { head: t('session.until'), width: 'narrow', cell: (row) => moment(row.expires_at) },
    { head: t('device.do'), cell: (row) => !row.current && html`<${EndSession} session=${row} again=${again} />` },
  ];
}

/** @param {{device: any, again: () => void}} props */
function DeviceActs({ device, again }) {
  const [doing, setDoing] = useState('');
  const { problem, busy, send } = useSending();
  const change = (changes) => send(() => patch(`/me/devices/${device.id}`, changes), { done: () => { setDoing(''); again(); } });
  return html`
    <${ProblemNotice} problem=${problem} />
    ${doing === 'name' && html`<${NameForm} device=${device} busy=${busy} change=${change} leave=${() => setDoing('')} />`}
    ${doing === 'revoke' && html`<p>${t('device.revoke-words')}</p><p class="buttons">
      <button type="button" class="button small" disabled=${busy} onClick=${() => change({ status: 'revoked' })}>${t('device.revoke-yes')}</button>
      <button type="button" class="button small" onClick=${() => setDoing('')}>${t('close')}</button>
    </p>`}
    ${!doing && html`<p class="buttons">
      <button type="button" class="button small" onClick=${() => setDoing('name')}>${t('device.rename')}</button>
      <button type="button" class="button small" onClick=${() => setDoing('revoke')}>${t('device.revoke')}</button>
    </p>`}`;
}

/** @param {any} props */
function NameForm({ device, busy, change, leave }) {
  const [name, setName] = useState(device.name);
  const submit = (event) => {
    event.preventDefault();
    if (name.trim()) change({ name });
  };
  return html`<form onSubmit=${submit}>
    <${TextField} id=${`name-${device.id}`} label=${t('device.new-name')} value=${name} maxlength="100" onInput=${(event) => setName(event.target.value)} />
    <p class="buttons">
      <button class="button small" disabled=${busy}>${t('device.keep')}</button>
      <button type="button" class="button small" onClick=${leave}>${t('close')}</button>
    </p>
  </form>`;
}

/** @param {{session: any, again: () => void}} props */
function EndSession({ session, again }) {
  const { problem, busy, send } = useSending();
  const end = () => send(() => remove(`/me/sessions/${session.id}`), { done: again });
  return html`<${ProblemNotice} problem=${problem} />
    <button type="button" class="button small" disabled=${busy} onClick=${end}>${t('session.end')}</button>`;
}

/** @param {string} at */
function moment(at) {
  return `${timeOf(at)} ${dayOf(at)}`;
}
