/** The door of the sheet: the PIN again. */

import { html } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import { facts, prove } from '../../core/vault.js';
import { t } from '../../core/words.js';
import { PinForm } from '../../parts/door/pin-form.js';
import { href } from '../../route.js';

/** @param {{id: string, then: () => void}} props */
export function InnerDoor({ id, then }) {
  const enter = (pin) => prove(pin).then(then);
  return html`<main class="tablet-page inner-door">
    <${PinForm} label=${t('sheet.pin-again')} enter=${enter} Heading="h2" />
    <p class="quiet">${t('sheet.pin-why', { minutes: facts().limits.sheet_idle_minutes })}</p>
    <a class="button wide" href=${href(`calls?from=visits/${id}/sheet`)}><${Icon} name="phone" />${t('sheet.calls')}</a>
  </main>`;
}
