/** A step that needs its reason: asked for where the step is taken. */

import { html, useState } from '../../lib/preact.js';
import { LongField } from '../fields.js';

/** @param {{words: string, label: string, busy: boolean, send: (reason: string) => void}} props */
export function ReasonForm({ words, label, busy, send }) {
  const [reason, setReason] = useState('');
  return html`<details class="card basis no-print"><summary>${words}</summary>
    <${LongField} id=${`why-${words.length}`} label=${label} rows=${2} value=${reason} onInput=${(event) => setReason(event.currentTarget.value)} />
    <div><button type="button" class="button" disabled=${busy || reason.trim().length < 3} onClick=${() => send(reason)}>${words}</button></div>
  </details>`;
}
