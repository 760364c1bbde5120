/** What must be known before anything else: no new visits, the session over, a new version, a wrong clock. */

import { number } from '../../../lib/format.js';
import { html, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import * as app from '../../core/app.js';
import { ahead, isOff } from '../../core/clock.js';
import { isOf } from '../../core/net.js';
import * as session from '../../core/session.js';
import * as update from '../../core/update.js';
import * as vault from '../../core/vault.js';
import { t } from '../../core/words.js';
import { Field } from '../field.js';
import { useEvents, useWork } from '../hooks.js';
import { TroubleNotice } from '../notice.js';

const MINUTE_MS = 60_000;

export function Banners() {
  useEvents('vault', 'sync', 'outbox', 'update');
  return html`<div class="banners" aria-live="polite">
    ${vault.facts().lapsed && html`<${Banner} icon="triangle-alert"><p>${t('home.lapsed', { days: vault.facts().limits.days_without_contact })}</p><//>`}
    ${session.isOver() && html`<${SignInAgain} />`}
    ${update.isWaiting() && html`<${Banner} icon="download"><p>${t('home.update')}</p>
      <button type="button" class="button" onClick=${() => update.apply()}>${t('home.update-now')}</button><//>`}
    ${isOff() && html`<${Banner} icon="clock"><p>${t('home.clock', { minutes: number(Math.round(Math.abs(ahead()) / MINUTE_MS)) })}</p><//>`}
  </div>`;
}

/** @param {{icon: string, children: any}} props */
function Banner({ icon, children }) {
  return html`<div class="notice notice-warn"><${Icon} name=${icon} /><div>${children}</div></div>`;
}

/** The password again, where the server ended the session; all that is here stays. */
export function SignInAgain() {
  const { busy, trouble, work } = useWork();
  const [given, setGiven] = useState({ password: '', otp: '' });
  const [asksCode, askCode] = useState(false);
  const set = (name) => (event) => setGiven((old) => ({ ...old, [name]: event.currentTarget.value }));
  const code = asksCode || trouble?.code === 'second-factor';
  const send = async (event) => {
    event.preventDefault();
    askCode(code);
    if (await work(() => session.signInAgain(given))) app.refresh();
  };
  const atCode = trouble && (trouble.code === 'second-factor' || isOf(trouble.type, 'wrong-second-factor'));
  return html`<${Banner} icon="key-round">
    <p class="notice-title">${t('home.session-over')}</p>
    <p>${t('home.session-words', { username: session.account()?.username ?? '' })}</p>
    <form class="stack" onSubmit=${send} novalidate>
      ${trouble && !atCode && html`<${TroubleNotice} trouble=${trouble}>
        ${trouble.code === 'settle-first' && html`<a class="button" href="/sign-in">${t('door.settle')}</a>`}
      <//>`}
      <${Field} id="password" label=${t('door.password')} value=${given.password} onInput=${set('password')} autocomplete="current-password" required secret />
      ${code && html`<${Field} id="otp" label=${t('door.otp')} hint=${t('door.otp-hint')} error=${atCode ? trouble.words : ''} value=${given.otp} onInput=${set('otp')} autocomplete="one-time-code" />`}
      <button class="button primary" disabled=${busy}>${busy ? t('door.enrolling') : t('home.sign-in')}</button>
    </form>
  <//>`;
}
