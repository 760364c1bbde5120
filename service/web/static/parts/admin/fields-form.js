/** A form of a few fields: what is missing and what the API refused stand at the top and beside the field. */

import { html, useState } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { ErrorSummary } from '../error-summary.js';
import { SelectField, TextField } from '../fields.js';
import { ProblemNotice } from '../notice.js';

/**
 * @typedef {object} Field
 * @property {string} id
 * @property {string} label
 * @property {string} [name] of the field in the body, where it is not the id
 * @property {[string, string][]} [options] makes it a choice
 * @property {string} [needed] what to say where it is empty
 */

/**
 * @param {{fields: (Field & Record<string, any>)[], values: Record<string, string>, words: string, problem: any, busy: boolean,
 *   submit: (filled: Record<string, string>) => void, children?: any}} props `children` stand after the fields
 */
export function FieldsForm({ fields, values, words, problem, busy, submit, children }) {
  const [filled, setFilled] = useState(values);
  const [faults, setFaults] = useState({});
  const send = (event) => {
    event.preventDefault();
    const missing = fields.filter((field) => field.needed && !filled[field.id].trim());
    setFaults(Object.fromEntries(missing.map((field) => [field.id, field.needed])));
    if (missing.length === 0) submit(filled);
  };
  const errors = Object.keys(faults).length > 0 ? faults : refused(problem, fields);
  const plain = problem && Object.keys(errors).length === 0;
  return html`<form class="form" onSubmit=${send} novalidate>
    <${ErrorSummary} errors=${errors} />
    ${plain && html`<${ProblemNotice} problem=${problem} />`}
    ${fields.map((field) => html`<${OneField} key=${field.id} field=${field} value=${filled[field.id]} error=${errors[field.id]}
      set=${(value) => setFilled((old) => ({ ...old, [field.id]: value }))} />`)}
    ${children}
    <div><button class="button primary" disabled=${busy}>${busy ? t('loading') : words}</button></div>
  </form>`;
}

/** @param {{field: any, value: string, error?: string, set: (value: string) => void}} props */
function OneField({ field: { needed: _needed, name: _name, options, ...field }, value, error, set }) {
  if (options) return html`<${SelectField} ...${field} options=${options} value=${value} error=${error} onChange=${set} />`;
  return html`<${TextField} autocomplete="off" ...${field} value=${value} error=${error} onInput=${(event) => set(event.currentTarget.value)} />`;
}

/** @param {any} problem @param {any[]} fields @returns {Record<string, string>} the API's words by the id of the field */
function refused(problem, fields) {
  const found = {};
  for (const [path, [fault]] of Object.entries(problem?.errors || {})) {
    const field = fields.find((one) => (one.name || one.id) === path);
    if (!field) return {};
    found[field.id] = fault.message;
  }
  return found;
}
