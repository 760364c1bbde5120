/** The door: signed in once, a PIN chosen twice, then opened by the PIN; what cannot be opened any more was wiped. */

import { dayOf, timeOf } from '../../lib/format.js';
import { html, useState } from '../../lib/preact.js';
import { Icon } from '../../parts/icon.js';
import * as vault from '../core/vault.js';
import { t } from '../core/words.js';
import { Clock } from '../parts/door/clock.js';
import { Enrol } from '../parts/door/enrol.js';
import { Forgot } from '../parts/door/forgot.js';
import { PinForm } from '../parts/door/pin-form.js';
import { useEvents } from '../parts/hooks.js';

export { Enrol };

/** Opens by the PIN, and tells whoever looks at it nothing of what lies behind. */
export function Unlock() {
  useEvents('vault');
  const [forgot, forget] = useState(false);
  if (forgot) return html`<${Forgot} back=${() => forget(false)} />`;
  return html`<main class="door door-locked">
    <div class="door-side"><${Clock} /><${Known} /></div>
    <div class="door-keys">
      <${PinForm} label=${t('door.pin-enter')} enter=${vault.unlock} />
      <button type="button" class="button door-forgot" onClick=${() => forget(true)}>${t('door.forgot')}</button>
    </div>
  </main>`;
}

/** The little that may be told before the PIN is given. */
function Known() {
  const { contact, unsent, lapsed, limits } = vault.facts();
  const when = contact ? moment(contact) : t('door.never');
  return html`${lapsed && html`<div class="notice notice-warn"><${Icon} name="triangle-alert" />
      <p>${t('door.lapsed', { days: limits.days_without_contact, unsent })}</p></div>`}
    <ul class="door-known">
      <li><${Icon} name="wifi" />${t('door.contact', { when })}</li>
      <li><${Icon} name="cloud-upload" />${unsent ? t('door.unsent', { unsent }) : t('door.all-sent')}</li>
    </ul>`;
}

/** Why everything is gone, and what to do next. */
export function Wiped() {
  const [again, start] = useState(false);
  const { wiped, limits } = vault.facts();
  if (!wiped) return html`<${Enrol} />`;
  const { reason, at, unsent } = wiped;
  const days = limits.days_without_contact;
  const told = html`<div class="notice notice-warn door-wiped" role="status"><${Icon} name="trash" /><div>
    <p class="notice-title">${t('door.wiped', { when: moment(at) })}</p>
    <p>${t(`door.wiped-${reason}`, { days })}</p>
    <p>${unsent ? t('door.wiped-unsent', { unsent }) : t('door.wiped-nothing')}</p>
    <p>${t(`door.next-${reason}`)}</p>
  </div></div>`;
  if (again || reason === 'asked') return html`<${Enrol}>${told}<//>`;
  return html`<main class="door"><div class="door-form">
    <h1>${t('door.wiped-title')}</h1>
    ${told}
    <button type="button" class="button primary wide" onClick=${() => start(true)}>${t('door.enrol-again')}</button>
  </div></main>`;
}

/** @param {number} at @returns {string} such as `25/11/2026 08:30` */
function moment(at) {
  const written = new Date(at).toISOString();
  return `${dayOf(written)} ${timeOf(written)}`;
}
