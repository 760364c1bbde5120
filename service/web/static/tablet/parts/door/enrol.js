/** The first sign-in on this device, with a network; from then on the PIN opens it. */

import { html, useEffect, useRef, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import { isOf } from '../../core/net.js';
import * as vault from '../../core/vault.js';
import { t } from '../../core/words.js';
import { Field } from '../field.js';
import { useWork } from '../hooks.js';
import { TroubleNotice } from '../notice.js';
import { Languages } from './languages.js';
import { nameOfDevice } from './device-name.js';

const EMPTY = { username: '', password: '', otp: '', device: '', pin: '', again: '' };
/** At which field a refusal is told, by the end of its type. */
const FIELD_OF = { 'wrong-credentials': 'password', 'password-expired': 'password', 'wrong-second-factor': 'otp' };

/** @param {{children?: any}} props `children`: what is told before the form */
export function Enrol({ children }) {
  const { busy, trouble, work } = useWork();
  const [given, setGiven] = useState(EMPTY);
  const [wrong, setWrong] = useState({});
  const [asksCode, askCode] = useState(false);
  const form = useRef(null);
  const set = (name) => (event) => setGiven((old) => ({ ...old, [name]: event.currentTarget.value }));
  useEffect(() => {
    nameOfDevice().then((device) => setGiven((old) => ({ ...old, device: old.device || device })));
  }, []);
  useEffect(() => {
    if (trouble?.code === 'second-factor') askCode(true);
  }, [trouble]);
  const errors = { ...wrong, ...atField(trouble) };
  const key = Object.entries(errors).flat().join();
  useEffect(() => form.current?.querySelector('[aria-invalid], [tabindex="-1"]')?.focus(), [key, trouble, asksCode]);
  const send = (event) => {
    event.preventDefault();
    const found = missing(given, asksCode);
    setWrong(found);
    if (!Object.keys(found).length) work(() => vault.enrol(given));
  };
  return html`<main class="door">
    <header class="door-head"><p class="door-name"><${Icon} name="clipboard-check" />An Trú</p><${Languages} /></header>
    ${children}
    <form class="door-form" ref=${form} onSubmit=${send} novalidate>
      <div><h1>${t('door.enrol')}</h1><p class="quiet">${t('door.enrol-lead')}</p></div>
      <${Demo} fill=${(more) => setGiven((old) => ({ ...old, ...more }))} />
      ${trouble && !Object.keys(atField(trouble)).length && html`<div tabindex="-1"><${TroubleNotice} trouble=${trouble}>
        ${trouble.code === 'settle-first' && html`<a class="button" href="/sign-in">${t('door.settle')}</a>`}
      <//></div>`}
      <${Field} id="username" label=${t('door.username')} error=${errors.username} value=${given.username} onInput=${set('username')} autocomplete="username" />
      <${Field} id="password" label=${t('door.password')} error=${errors.password} value=${given.password} onInput=${set('password')} autocomplete="current-password" secret />
      ${asksCode && html`<${Field} id="otp" label=${t('door.otp')} hint=${t('door.otp-hint')} error=${errors.otp} value=${given.otp} onInput=${set('otp')} autocomplete="one-time-code" />`}
      <${Field} id="device" label=${t('door.device')} hint=${t('door.device-hint')} error=${errors.device} value=${given.device} onInput=${set('device')} autocomplete="off" autocapitalize="sentences" />
      <${PinFields} given=${given} set=${set} errors=${errors} />
      <button class="button primary wide" disabled=${busy}>${busy ? t('door.enrolling') : t('door.enrol-do')}</button>
    </form>
  </main>`;
}

/** The PIN twice, and why there is one. @param {{given: {pin: string, again: string}, set: (name: string) => (event: any) => void, errors: Record<string, string>}} props */
export function PinFields({ given, set, errors }) {
  const [letters, useLetters] = useState(false);
  const pin = { inputmode: letters ? 'text' : 'numeric', autocomplete: 'off', secret: true };
  return html`<fieldset class="door-pin">
    <legend>${t('door.pin-title')}</legend>
    <p>${t('door.pin-why')}</p>
    <p>${t('door.pin-lost')}</p>
    <${Field} id="pin" label=${t('door.pin')} hint=${t('door.pin-hint')} error=${errors.pin} value=${given.pin} onInput=${set('pin')} ...${pin} />
    <${Field} id="again" label=${t('door.again')} error=${errors.again} value=${given.again} onInput=${set('again')} ...${pin} />
    <button type="button" class="button" aria-pressed=${String(letters)} onClick=${() => useLetters(!letters)}>${t('door.letters')}</button>
  </fieldset>`;
}

/** In demo mode, whom one may sign in as. @param {{fill: (more: {username: string, password: string}) => void}} props */
function Demo({ fill }) {
  const [told, tell] = useState({ demo: false, password: '', accounts: [] });
  useEffect(() => {
    fetch('/page-settings.json').then((answer) => answer.json()).then(tell).catch(() => {});
  }, []);
  const [who] = told.accounts.filter(({ role }) => role === 'inspector');
  if (!told.demo || !who) return null;
  return html`<button type="button" class="button door-demo" onClick=${() => fill({ username: who.username, password: told.password })}>
    ${t('door.demo', { username: who.username })}
  </button>`;
}

/** @param {typeof EMPTY} given @param {boolean} asksCode @returns {Record<string, string>} words by field */
export function missing(given, asksCode) {
  const asked = ['username', 'password', ...(asksCode ? ['otp'] : []), 'device', 'pin'];
  const found = Object.fromEntries(asked.filter((name) => !given[name].trim()).map((name) => [name, t(`door.no-${name}`)]));
  if (!found.pin && given.pin !== given.again) found.again = t('door.differ');
  return found;
}

/** @param {import('../../core/trouble.js').Trouble | null} trouble @returns {Record<string, string>} words by field, where it belongs to one */
function atField(trouble) {
  if (!trouble) return {};
  if (trouble.code.startsWith('pin-')) return { pin: trouble.words };
  if (trouble.code === 'second-factor') return { otp: trouble.words };
  const [, field] = Object.entries(FIELD_OF).find(([type]) => isOf(trouble.type, type)) ?? [];
  return field ? { [field]: trouble.words } : {};
}
