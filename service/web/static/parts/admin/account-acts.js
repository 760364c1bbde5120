/** What may be done with an account: each folded away behind its name, with what it means before its button. */

import { patch, remove } from '../../lib/api.js';
import { html, useState } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { SelectField } from '../fields.js';
import { FieldsForm } from './fields-form.js';
import { newPassword } from './given-password.js';
import { roleOptions, unitOptions } from './options.js';

/** @typedef {{row: any, rows: any[], units: any[], busy: boolean, run: (call: () => Promise<any>, done: (answer: any) => string) => void}} Acting */

/** @param {{name: string, words: string, children?: any}} props */
function Act({ name, words, children }) {
  return html`<details class="act-fold">
    <summary>${name}</summary>
    <div class="act-in"><p>${words}</p>${children}</div>
  </details>`;
}

/** @param {Acting & {own: boolean}} props */
export function ChangeAccount({ row, rows, units, own, busy, run }) {
  const [receiver, setReceiver] = useState('');
  const values = { name: row.name, email: row.email || '', role: row.role, unit: row.unit };
  const fields = [
    { id: 'name', label: t('field.name'), needed: t('field.no-name') },
    { id: 'email', label: t('field.email'), type: 'email' },
    ...(own ? [] : [
      { id: 'role', label: t('account.role'), options: roleOptions() },
      { id: 'unit', label: t('account.unit'), options: unitOptions(units, row.unit) },
    ]),
  ];
  const submit = (filled) => {
    const all = { ...filled, email: filled.email.trim() || null };
    const changes = Object.fromEntries(Object.entries(all).filter(([name, value]) => value !== row[name]));
    const moves = changes.role || changes.unit;
    run(() => patch(pathOf(row), { ...changes, ...(moves && receiver ? { hand_over_to: receiver } : {}) }), (told) => handedOver(told, t('act.changed')));
  };
  return html`<${Act} name=${t('act.change')} words=${t(own ? 'act.change-own-words' : 'act.change-words')}>
    <${FieldsForm} fields=${fields} values=${values} words=${t('act.save')} problem=${null} busy=${busy} submit=${submit}>
      ${!own && row.role === 'reviewer' && html`<${Receiver} id="move-to" row=${row} rows=${rows} value=${receiver} set=${setReceiver} />`}
    <//>
  <//>`;
}

/** @param {Acting & {show: (password: string) => void}} props */
export function ResetPassword({ row, busy, run, show }) {
  const reset = () => {
    const password = newPassword();
    run(() => patch(pathOf(row), { password }), () => { show(password); return ''; });
  };
  return html`<${Act} name=${t('act.password')} words=${t('act.password-words')}>
    <button type="button" class="button" disabled=${busy} onClick=${reset}>${t('act.password-do')}</button>
  <//>`;
}

/** @param {Acting} props */
export function ResetFactor({ row, busy, run }) {
  const reset = () => run(() => remove(`${pathOf(row)}/second-factor`), () => t('act.factor-done'));
  return html`<${Act} name=${t('act.factor')} words=${t('act.factor-words')}>
    <button type="button" class="button" disabled=${busy} onClick=${reset}>${t('act.factor-do')}</button>
  <//>`;
}

/** @param {Acting} props */
export function CloseAccount({ row, rows, busy, run }) {
  const [receiver, setReceiver] = useState('');
  const close = () => {
    const body = { status: 'closed', ...(receiver ? { hand_over_to: receiver } : {}) };
    run(() => patch(pathOf(row), body), (told) => handedOver(told, t('act.closed')));
  };
  return html`<${Act} name=${t('act.close')} words=${t('act.close-words')}>
    ${row.role === 'reviewer' && html`<${Receiver} id="close-to" row=${row} rows=${rows} value=${receiver} set=${setReceiver} />`}
    <p><button type="button" class="button danger" disabled=${busy} onClick=${close}>${t('act.close-do', { name: row.name })}</button></p>
  <//>`;
}

/** @param {Acting & {show: (password: string) => void}} props */
export function ReopenAccount({ row, busy, run, show }) {
  const reopen = () => {
    const password = newPassword();
    run(() => patch(pathOf(row), { status: 'active', password }), () => { show(password); return t('act.reopened'); });
  };
  return html`<${Act} name=${t('act.reopen')} words=${t('act.reopen-words')}>
    <button type="button" class="button" disabled=${busy} onClick=${reopen}>${t('act.reopen-do')}</button>
  <//>`;
}

/** Who takes the open cases. @param {{id: string, row: any, rows: any[], value: string, set: (value: string) => void}} props */
function Receiver({ id, row, rows, value, set }) {
  const able = rows.filter((one) => one.role === 'reviewer' && one.status === 'active' && one.username !== row.username);
  return html`<${SelectField} id=${id} label=${t('act.hand-over')} value=${value} onChange=${set}
    options=${[['', t('act.to-queue')], ...able.map((one) => [one.username, `${one.name} (${one.username})`])]} />`;
}

/** @param {any} told @param {string} words */
function handedOver(told, words) {
  const work = told?.open_work;
  if (!work || work.handed_over + work.returned === 0) return words;
  return `${words} ${t('act.handed', { to: work.handed_over, back: work.returned })}`;
}

/** @param {any} row */
const pathOf = (row) => `/accounts/${encodeURIComponent(row.username)}`;
