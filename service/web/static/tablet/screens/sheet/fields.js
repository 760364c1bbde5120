/** Fields of the sheet: a text that warns of what names somebody, a moment. */

import { html } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import { rfc3339 } from '../../core/clock.js';
import { personalDataIn } from '../../core/open-text.js';
import { t } from '../../core/words.js';

/**
 * @param {{name: string, label: string, hint?: string, value: string, most: number, long?: boolean, wrong?: string,
 *   onText: (text: string) => void}} props
 */
export function TextField({ name, label, hint = '', value, most, long = false, wrong = '', onText }) {
  const Tag = long ? 'textarea' : 'input';
  return html`<div class="field">
    <label for=${name}>${label}</label>
    ${hint && html`<p class="under" id=${`${name}-hint`}>${hint}</p>`}
    <${Tag} id=${name} name=${name} value=${value} maxlength=${most} rows=${long ? 4 : undefined} autocomplete="off"
      aria-describedby=${`${hint ? `${name}-hint ` : ''}${name}-warning`} onInput=${(event) => onText(event.currentTarget.value)} />
    <div role="status" id=${`${name}-warning`}>
      ${wrong && html`<p class="field-error">${wrong}</p>`}
      ${personalDataIn(value).map((kind) => html`<p key=${kind} class="sheet-warning"><${Icon} name="triangle-alert" />${t(`sheet.holds-${kind}`)}</p>`)}
    </div>
  </div>`;
}

/** @param {{name: string, label: string, value: string | null, onMoment: (moment: string | null) => void}} props RFC 3339, in Vietnamese time */
export function MomentField({ name, label, value, onMoment }) {
  const change = (event) => {
    const minute = event.currentTarget.value;
    onMoment(minute ? rfc3339(Date.parse(`${minute}:00+07:00`)) : null);
  };
  return html`<div class="field sheet-moment">
    <label for=${name}>${label}</label>
    <div class="sheet-now">
      <input id=${name} name=${name} type="datetime-local" value=${(value ?? '').slice(0, 16)} onChange=${change} />
      <button type="button" class="button" onClick=${() => onMoment(rfc3339())}><${Icon} name="clock" />${t('sheet.now')}</button>
    </div>
  </div>`;
}
