/** Ten large keys for gloved fingers; they type into the field above them. */

import { html } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import { t } from '../../core/words.js';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** @param {{value: string, type: (value: string) => void, busy: boolean}} props the last key sends the form they stand in */
export function Keypad({ value, type, busy }) {
  const key = (digit) => html`<button type="button" key=${digit} class="key" disabled=${busy} onClick=${() => type(value + digit)}>${digit}</button>`;
  return html`<div class="keypad">
    ${DIGITS.map(key)}
    <button type="button" class="key key-quiet" disabled=${busy} aria-label=${t('door.erase')} onClick=${() => type(value.slice(0, -1))}><${Icon} name="delete" /></button>
    ${key('0')}
    <button class="key key-go" disabled=${busy} aria-label=${t('door.unlock')}><${Icon} name="arrow-right" /></button>
  </div>`;
}
