/** Words that are written: a field that grows with what stands in it. */

import { html, useEffect, useRef } from '../../lib/preact.js';
import { personalDataIn } from '../core/open-text.js';
import { t } from '../core/words.js';

/**
 * @param {{id: string, label: string, value: string, most: number, rows?: number, hint?: string,
 *   focused?: boolean, say: (words: string) => void}} props `most` characters, as the server takes them; `focused`: somebody asked for it just now
 */
export function Writing({ id, label, value, most, rows = 2, hint = '', focused = false, say }) {
  const field = useRef(null);
  useEffect(() => {
    if (focused) field.current.focus();
  }, []);
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${hint && html`<p class="quiet field-hint" id=${`${id}-hint`}>${hint}</p>`}
    <textarea ref=${field} id=${id} rows=${rows} maxlength=${most} value=${value} aria-describedby=${hint ? `${id}-hint` : null} onInput=${(event) => say(event.target.value)}></textarea>
    <div role="status">${personalDataIn(value).map((kind) => html`<p class="field-warn" key=${kind}>${t(`writing.${kind}`)}</p>`)}</div>
  </div>`;
}

/** One line. @param {{id: string, label: string, value: string, most?: number, disabled?: boolean, say: (words: string) => void}} props */
export function Line({ id, label, value, most = 300, disabled = false, say }) {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input id=${id} value=${value} maxlength=${most} disabled=${disabled} autocomplete="off" onInput=${(event) => say(event.target.value)} />
  </div>`;
}
