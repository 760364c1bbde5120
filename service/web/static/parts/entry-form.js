/** The form of an entry that follows a visit: made under an id of its own, or in place of one that was wrong. */

import { post } from '../lib/api.js';
import { newId } from '../lib/new-id.js';
import { html, useState } from '../lib/preact.js';
import { useSending } from '../lib/sending.js';
import { t } from '../lib/words.js';
import { ErrorSummary } from './error-summary.js';
import { LongField, SelectField, TextField } from './fields.js';
import { ProblemNotice } from './notice.js';

/**
 * @typedef {object} Field
 * @property {string} id
 * @property {string} label
 * @property {string} [path] of the field in the body, where it is not the id
 * @property {[string, string][]} [options] makes it a choice
 * @property {number} [rows] of text, where it may be more than a line
 * @property {string} [error] what to say where it is needed and empty
 */

/**
 * @param {{path: string, fields: (filled: any) => (Field & Record<string, any>)[], values: Record<string, any>,
 *   bodyOf: (filled: any) => any, corrects?: string, words: string, done: () => void}} props
 *   `fields` are those that what was filled in asks for; `corrects` is the id of the entry that was wrong
 */
export function EntryForm({ path, fields, values, bodyOf, corrects = '', words, done }) {
  const [id] = useState(newId);
  const [filled, setFilled] = useState({ reason: '', void: '', ...values });
  const [faults, setFaults] = useState({});
  const { problem, busy, send } = useSending();
  const asked = [...fields(filled), ...(corrects ? correction() : [])];
  const set = (name) => (value) => setFilled((old) => ({ ...old, [name]: value }));
  const submit = (event) => {
    event.preventDefault();
    const found = faultsOf(asked, filled);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    const corrected = corrects ? { corrects, reason: filled.reason, void: filled.void === 'void' } : {};
    send(() => post(path, { id, ...bodyOf(filled), ...corrected }), { done });
  };
  const errors = Object.keys(faults).length > 0 ? faults : told(problem, asked);
  const plain = problem && Object.keys(errors).length === 0;
  return html`<form class="form" onSubmit=${submit} novalidate>
    <${ErrorSummary} errors=${errors} />
    ${plain && html`<${ProblemNotice} problem=${problem} />`}
    ${asked.map((field) => html`<${EntryField} key=${field.id} field=${field} value=${filled[field.id]} error=${errors[field.id]} set=${set(field.id)} />`)}
    <div><button class="button primary" disabled=${busy}>${busy ? t('loading') : words}</button></div>
  </form>`;
}

/** @param {{field: any, value: string, error?: string, set: (value: string) => void}} props */
function EntryField({ field: { path, error: _needed, options, ...field }, value, error, set }) {
  if (options) return html`<${SelectField} ...${field} options=${options} value=${value} error=${error} onChange=${set} />`;
  const Typed = field.rows ? LongField : TextField;
  return html`<${Typed} autocomplete="off" ...${field} value=${value} error=${error} onInput=${(event) => set(event.currentTarget.value)} />`;
}

function correction() {
  return [
    { id: 'void', label: t('entry.what'), options: [['', t('entry.replace')], ['void', t('entry.void')]] },
    { id: 'reason', label: t('entry.reason'), error: t('entry.no-reason') },
  ];
}

/** @param {any[]} asked @param {any} filled @returns {Record<string, string>} */
function faultsOf(asked, filled) {
  const missing = asked.filter((field) => field.error && !String(filled[field.id]).trim());
  return Object.fromEntries(missing.map((field) => [field.id, field.error]));
}

/** @param {any} problem @param {any[]} asked @returns {Record<string, string>} the API's words by the id of the field */
function told(problem, asked) {
  const found = {};
  for (const [path, [fault]] of Object.entries(problem?.errors || {})) {
    const field = asked.find((one) => (one.path || one.id) === path);
    if (!field) return {};
    found[field.id] = fault.message;
  }
  return found;
}
