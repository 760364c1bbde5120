/** The door: signed in once, a PIN chosen twice, then opened by the PIN. */

import { html, useState } from '../../lib/preact.js';
import { opened } from '../core/app.js';
import { asTrouble } from '../core/trouble.js';
import * as vault from '../core/vault.js';
import { t } from '../core/words.js';

/** Runs what the door does, one at a time. */
function useWork() {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState(null);
  const work = async (doing) => {
    setBusy(true);
    setTrouble(null);
    try {
      await doing();
      await opened();
    } catch (error) {
      setTrouble(asTrouble(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, trouble, work };
}

/** The first sign-in on this device. */
export function Enrol() {
  const { busy, trouble, work } = useWork();
  const [differ, setDiffer] = useState(false);
  const send = (event) => {
    event.preventDefault();
    const { again, ...given } = Object.fromEntries(new FormData(event.target));
    setDiffer(again !== given.pin);
    if (again === given.pin) work(() => vault.enrol(given));
  };
  const field = (name, more) => html`<div class="field">
    <label for=${name}>${t(`door.${name}`)}</label><input id=${name} name=${name} ...${more} />
  </div>`;
  const pin = { type: 'password', inputmode: 'numeric', autocomplete: 'off', required: true };
  return html`<main class="tablet-door"><h1>${t('door.enrol')}</h1>
    <form onSubmit=${send}>
      ${field('username', { required: true, autocomplete: 'username' })}
      ${field('password', { type: 'password', required: true, autocomplete: 'current-password' })}
      ${trouble?.code === 'second-factor' && field('otp', { inputmode: 'numeric', autocomplete: 'one-time-code', required: true })}
      ${field('device', { required: true })} ${field('pin', pin)} ${field('again', pin)}
      <p role="alert">${differ ? t('door.differ') : trouble?.words}</p>
      <button class="button primary" disabled=${busy}>${t('door.enrol')}</button>
    </form></main>`;
}

/** Opens by the PIN. */
export function Unlock() {
  const { busy, trouble, work } = useWork();
  const send = (event) => {
    event.preventDefault();
    const pin = event.target.elements.pin.value;
    event.target.reset();
    work(() => vault.unlock(pin));
  };
  return html`<main class="tablet-door"><h1>${t('door.unlock')}</h1>
    <form onSubmit=${send}>
      <div class="field"><label for="pin">${t('door.pin')}</label>
        <input id="pin" name="pin" type="password" inputmode="numeric" autocomplete="off" required /></div>
      <p role="alert">${trouble?.words}</p>
      <button class="button primary" disabled=${busy}>${t('door.unlock')}</button>
    </form></main>`;
}

export function Wiped() {
  return null;
}
