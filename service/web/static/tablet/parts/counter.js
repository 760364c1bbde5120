/** A whole number, by large buttons or by typing. */

import { html } from '../../lib/preact.js';
import { Icon } from '../../parts/icon.js';
import { t } from '../core/words.js';

const MOST_DIGITS = 9;

/**
 * @param {{id: string, label: string, unit?: string | null, value: number | null | undefined, required?: boolean,
 *   say: (number: number | null) => void}} props null where nothing is written; a first tap on less says 0
 */
export function Counter({ id, label, unit = null, value, required = false, say }) {
  const shown = value == null ? '' : String(value);
  const typed = (event) => {
    const digits = event.target.value.replace(/\D/g, '').slice(0, MOST_DIGITS);
    if (digits !== event.target.value) event.target.value = digits;
    say(digits === '' ? null : Number(digits));
  };
  const by = (step) => say(Math.max(0, (value ?? 0) + step));
  return html`<div class=${required && value == null ? 'counter counter-missing' : 'counter'}>
    <label for=${id}>${label}${required && html` <span class="must">${t('counter.must')}</span>`}</label>
    <div class="counter-field">
      <button type="button" class="button" aria-label=${t('counter.less', { label })} onClick=${() => by(-1)}><${Icon} name="minus" /></button>
      <input id=${id} inputmode="numeric" autocomplete="off" value=${shown} onInput=${typed} aria-required=${required} />
      <button type="button" class="button" aria-label=${t('counter.more', { label })} onClick=${() => by(1)}><${Icon} name="plus" /></button>
      ${unit && html`<span class="counter-unit" lang="vi">${unit}</span>`}
    </div>
  </div>`;
}
