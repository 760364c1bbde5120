/** A field of a form: label, hint and what is wrong, tied together; what is hidden can be shown. */

import { html, useState } from '../../lib/preact.js';
import { Icon } from '../../parts/icon.js';
import { t } from '../core/words.js';

/** @param {{id: string, label: string, hint?: string, error?: string, secret?: boolean} & Record<string, any>} props `secret`: dots, until the person wants to see it */
export function Field({ id, label, hint = '', error = '', secret = false, ...input }) {
  const [shown, show] = useState(false);
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return html`<div class=${error ? 'field field-wrong' : 'field'}>
    <label for=${id}>${label}</label>
    ${hint && html`<p class="field-hint" id=${`${id}-hint`}>${hint}</p>`}
    ${error && html`<p class="field-error" id=${`${id}-error`}>${error}</p>`}
    <div class="field-row">
      <input id=${id} name=${id} type=${secret && !shown ? 'password' : 'text'} autocapitalize="none" spellcheck=${false}
        aria-invalid=${error ? 'true' : undefined} aria-describedby=${told || undefined} ...${input} />
      ${secret && html`<button type="button" class="button bare field-eye" aria-pressed=${String(shown)}
        aria-label=${t('door.show', { what: label })} onClick=${() => show(!shown)}><${Icon} name=${shown ? 'eye-off' : 'eye'} /></button>`}
    </div>
  </div>`;
}
