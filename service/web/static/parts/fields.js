/** Fields of forms: label, hint and what is wrong, tied together. */

import { html } from '../lib/preact.js';

/** @param {{id: string, label: string, hint?: string, error?: string} & Record<string, any>} props */
export function TextField({ id, label, hint = '', error = '', ...input }) {
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return html`<div class=${error ? 'field field-wrong' : 'field'}>
    <label for=${id}>${label}</label>
    ${hint && html`<p class="field-hint" id=${`${id}-hint`}>${hint}</p>`}
    ${error && html`<p class="field-error" id=${`${id}-error`}>${error}</p>`}
    <input
      id=${id}
      name=${id}
      aria-invalid=${error ? 'true' : undefined}
      aria-describedby=${told || undefined}
      ...${input}
    />
  </div>`;
}

/** A field for more than a line. @param {{id: string, label: string, hint?: string, error?: string} & Record<string, any>} props */
export function LongField({ id, label, hint = '', error = '', ...input }) {
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return html`<div class=${error ? 'field field-wrong' : 'field'}>
    <label for=${id}>${label}</label>
    ${hint && html`<p class="field-hint" id=${`${id}-hint`}>${hint}</p>`}
    ${error && html`<p class="field-error" id=${`${id}-error`}>${error}</p>`}
    <textarea id=${id} name=${id} aria-invalid=${error ? 'true' : undefined} aria-describedby=${told || undefined} ...${input}></textarea>
  </div>`;
}

/**
 * @param {{id: string, label: string, value: string, options: [string, string][], onChange: (value: string) => void, disabled?: boolean, error?: string}} props
 *   each option is a value and its words
 */
export function SelectField({ id, label, value, options, onChange, disabled = false, error = '' }) {
  return html`<div class=${error ? 'field field-wrong' : 'field'}>
    <label for=${id}>${label}</label>
    ${error && html`<p class="field-error" id=${`${id}-error`}>${error}</p>`}
    <select id=${id} name=${id} value=${value} disabled=${disabled} aria-invalid=${error ? 'true' : undefined}
      aria-describedby=${error ? `${id}-error` : undefined} onChange=${(event) => onChange(event.currentTarget.value)}>
      ${options.map(([key, words]) => html`<option key=${key} value=${key} selected=${key === value}>${words}</option>`)}
    </select>
  </div>`;
}
