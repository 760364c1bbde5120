/** Signing in; in demo mode the cast stands beside the form. */

import { signIn } from '../lib/api.js';
import { html, useEffect, useState } from '../lib/preact.js';
import { isSettled } from '../lib/roles.js';
import { useSending } from '../lib/sending.js';
import { goToSettle, wayBack } from '../lib/way-back.js';
import { t } from '../lib/words.js';
import { TextField } from '../parts/fields.js';
import { draw, SkipLink, useLanguage, useTitle } from '../parts/frame.js';
import { Brand, LanguageSwitch } from '../parts/header.js';
import { ProblemNotice } from '../parts/notice.js';
import { ErrorSummary } from '../parts/error-summary.js';

const KNOWN = ['wrong-credentials', 'password-expired', 'second-factor-required', 'wrong-second-factor'];

function SignIn() {
  const [language, choose] = useLanguage();
  const [filled, setFilled] = useState({ username: '', password: '' });
  const settings = useSettings();
  useTitle(t('sign-in.title'));
  return html`
    <${SkipLink} />
    <header class="top"><div class="top-row">
      <${Brand} /><div class="top-end"><${LanguageSwitch} language=${language} choose=${choose} /></div>
    </div></header>
    <main class="main door" id="content" tabindex="-1">
      <div class="door-in">
        <h1>${t('sign-in.title')}</h1>
        <p class="lead">${t('product')}</p>
        <${Form} filled=${filled} setFilled=${setFilled} />
      </div>
      ${settings.demo && html`<${Cast} settings=${settings} fill=${setFilled} />`}
    </main>
  `;
}

/** @param {{filled: {username: string, password: string}, setFilled: any}} props */
function Form({ filled, setFilled }) {
  const [asksCode, setAsksCode] = useState(false);
  const [missing, setMissing] = useState([]);
  const { problem, busy, send } = useSending();
  const fields = asksCode ? ['otp'] : ['username', 'password'];
  const set = (name) => (event) => setFilled((old) => ({ ...old, [name]: event.target.value }));
  const submit = (event) => {
    event.preventDefault();
    const empty = fields.filter((name) => !filled[name]?.trim());
    setMissing(empty);
    if (empty.length > 0) return;
    send(() => signIn(filled), {
      done: (account) => (isSettled(account) ? location.replace(wayBack()) : goToSettle(wayBack())),
      failed: (told) => {
        if (told.is('second-factor-required')) setAsksCode(true);
      },
    });
  };
  const again = () => {
    setAsksCode(false);
    setFilled((old) => ({ ...old, password: '', otp: undefined }));
  };
  const errors = errorsOf(problem, missing);
  const told = problem && KNOWN.some((code) => problem.is(code));
  return html`<form onSubmit=${submit} novalidate>
    <${ErrorSummary} errors=${errors} />
    ${problem && !told && html`<${ProblemNotice} problem=${problem} />`}
    ${asksCode
      ? html`<${CodeFields} filled=${filled} set=${set} error=${errors.otp} />`
      : html`<${NameFields} filled=${filled} set=${set} errors=${errors} />`}
    <button class="button primary" disabled=${busy}>${busy ? t('loading') : t('sign-in.do')}</button>
    ${asksCode && html`<button type="button" class="button" onClick=${again}>${t('sign-in.other')}</button>`}
  </form>`;
}

/** @param {any} props */
function NameFields({ filled, set, errors }) {
  return html`
    <${TextField} id="username" label=${t('sign-in.username')} error=${errors.username} value=${filled.username}
      onInput=${set('username')} autocomplete="username" autocapitalize="none" spellcheck=${false} />
    <${TextField} id="password" label=${t('sign-in.password')} error=${errors.password} value=${filled.password}
      onInput=${set('password')} type="password" autocomplete="current-password" />`;
}

/** The second step: the code of the authenticator, or one for its loss. @param {any} props */
function CodeFields({ filled, set, error }) {
  useEffect(() => document.getElementById('otp').focus(), []);
  return html`
    <p>${t('sign-in.code-words')}</p>
    <${TextField} id="otp" label=${t('factor.code')} hint=${t('factor.code-hint')} error=${error} value=${filled.otp || ''}
      onInput=${set('otp')} autocomplete="one-time-code" autocapitalize="none" spellcheck=${false} />`;
}

/** @param {{settings: any, fill: any}} props */
function Cast({ settings, fill }) {
  const take = (username) => {
    fill({ username, password: settings.password });
    document.querySelector('form button').focus();
  };
  return html`<section class="cast" aria-labelledby="cast-title">
    <h2 id="cast-title">${t('sign-in.demo')}</h2>
    <p>${t('sign-in.demo-words')} <code>${settings.password}</code></p>
    <ul>
      ${settings.accounts.map((account) => html`<li key=${account.username}>
        <button type="button" onClick=${() => take(account.username)}>
          <code>${account.username}</code><span>${t(`role.${account.role}`)}</span>
        </button>
      </li>`)}
    </ul>
  </section>`;
}

/** @returns {{demo: boolean, password?: string, accounts?: any[]}} */
function useSettings() {
  const [settings, setSettings] = useState({ demo: false });
  useEffect(() => {
    fetch('/page-settings.json').then((answer) => answer.json()).then(setSettings).catch(() => {});
  }, []);
  return settings;
}

/** @param {any} problem @param {string[]} missing @returns {Record<string, string>} words by field */
function errorsOf(problem, missing) {
  if (missing.length > 0) return Object.fromEntries(missing.map((name) => [name, t(`sign-in.no-${name}`)]));
  if (problem?.is('wrong-credentials')) return { password: t('sign-in.wrong') };
  if (problem?.is('password-expired')) return { password: t('sign-in.expired') };
  return problem?.is('wrong-second-factor') ? { otp: t('factor.wrong') } : {};
}

draw(html`<${SignIn} />`);
