/** The PIN, typed with large keys: at the door of the tablet, and at doors inside it. */

import { html, useEffect, useRef, useState } from '../../../lib/preact.js';
import * as vault from '../../core/vault.js';
import { t } from '../../core/words.js';
import { useWork } from '../hooks.js';
import { Keypad } from './keypad.js';

/** @param {{label: string, enter: (pin: string) => Promise<unknown>, Heading?: 'h1' | 'h2'}} props `enter` throws why not */
export function PinForm({ label, enter, Heading = 'h1' }) {
  const { busy, trouble, work } = useWork();
  const [pin, type] = useState('');
  const [letters, useLetters] = useState(false);
  const field = useRef(null);
  useEffect(() => {
    if (!busy && (letters || matchMedia('(pointer: fine)').matches)) field.current.focus();
  }, [busy, letters]);
  const send = (event) => {
    event.preventDefault();
    if (!pin) return;
    type('');
    work(() => enter(pin));
  };
  return html`<form class="pin-form" onSubmit=${send}>
    <${Heading}><label for="pin">${label}</label><//>
    <div class="field-row">
      <input id="pin" class="pin" type="password" inputmode=${letters ? 'text' : 'none'} autocomplete="off" disabled=${busy}
        aria-describedby="pin-told" ref=${field} value=${pin} onInput=${(event) => type(event.currentTarget.value)} />
      <button type="button" class="button pin-letters" aria-pressed=${String(letters)} aria-label=${t('door.letters')} onClick=${() => useLetters(!letters)}>abc</button>
    </div>
    <${Told} busy=${busy} trouble=${trouble} />
    <${Keypad} value=${pin} type=${type} busy=${busy} />
  </form>`;
}

/** What came of the last try; otherwise how many are left, where some were spent. */
function Told({ busy, trouble }) {
  const { triesLeft, limits } = vault.facts();
  const left = triesLeft < limits.wrong_pins ? t('door.left', { left: triesLeft }) : '';
  return html`<p id="pin-told" class=${trouble ? 'pin-told field-error' : 'pin-told'} role="alert">
    ${busy ? t('door.unlocking') : trouble ? trouble.words : left}
  </p>`;
}
