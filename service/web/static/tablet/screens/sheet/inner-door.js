/** The door of the sheet: the PIN again. */

import { html } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import { facts, prove } from '../../core/vault.js';
import { t } from '../../core/words.js';
import { useWork } from '../../parts/hooks.js';
import { TroubleNotice } from '../../parts/notice.js';
import { href } from '../../route.js';

/** @param {{id: string, then: () => void}} props */
export function InnerDoor({ id, then }) {
  const { busy, trouble, work } = useWork();
  const send = async (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const pin = form.elements.pin.value;
    form.reset();
    if (await work(() => prove(pin))) then();
    else form.elements.pin?.focus();
  };
  const minutes = facts().limits.sheet_idle_minutes;
  return html`<main class="tablet-page inner-door">
    <form class="card stack" onSubmit=${send}>
      <h2><${Icon} name="lock" />${t('sheet.pin-again')}</h2>
      <p class="quiet">${t('sheet.pin-why', { minutes })}</p>
      <div class="field">
        <label for="pin">${t('door.pin')}</label>
        <input id="pin" name="pin" type="password" inputmode="numeric" autocomplete="off" required />
      </div>
      <${TroubleNotice} trouble=${trouble} />
      <button class="button primary wide" disabled=${busy}>${t('sheet.open')}</button>
    </form>
    <a class="button wide" href=${href(`calls?from=visits/${id}/sheet`)}><${Icon} name="phone" />${t('sheet.calls')}</a>
  </main>`;
}
