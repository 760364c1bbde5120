/** Signing in; in demo mode the cast stands beside the form. */

import { signIn } from '../lib/api.js';
import { asProblem } from '../lib/loading.js';
import { html, useEffect, useState } from '../lib/preact.js';
import { wayBack } from '../lib/way-back.js';
import { t } from '../lib/words.js';
import { TextField } from '../parts/fields.js';
import { draw, SkipLink, useLanguage, useTitle } from '../parts/frame.js';
import { Brand, LanguageSwitch } from '../parts/header.js';
import { ProblemNotice } from '../parts/notice.js';
import { ErrorSummary } from '../parts/error-summary.js';

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
  const [problem, setProblem] = useState(null);
  const [missing, setMissing] = useState([]);
  const [busy, setBusy] = useState(false);
  const errors = errorsOf(problem, missing);
  const set = (name) => (event) => setFilled((old) => ({ ...old, [name]: event.target.value }));
  const send = async (event) => {
    event.preventDefault();
    const empty = ['username', 'password'].filter((name) => !filled[name].trim());
    setMissing(empty);
    setProblem(null);
    if (empty.length > 0) return;
    setBusy(true);
    await signIn(filled).then(() => location.replace(wayBack()), (error) => setProblem(asProblem(error)));
    setBusy(false);
  };
  return html`<form onSubmit=${send} novalidate>
    <${ErrorSummary} errors=${errors} />
    ${problem && !problem.is('wrong-credentials') && html`<${ProblemNotice} problem=${problem} />`}
    <${TextField} id="username" label=${t('sign-in.username')} error=${errors.username} value=${filled.username}
      onInput=${set('username')} autocomplete="username" autocapitalize="none" spellcheck=${false} />
    <${TextField} id="password" label=${t('sign-in.password')} error=${errors.password} value=${filled.password}
      onInput=${set('password')} type="password" autocomplete="current-password" />
    <button class="button primary" disabled=${busy}>${busy ? t('loading') : t('sign-in.do')}</button>
  </form>`;
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
  const found = Object.fromEntries(missing.map((name) => [name, t(`sign-in.no-${name}`)]));
  return problem?.is('wrong-credentials') ? { password: t('sign-in.wrong') } : found;
}

draw(html`<${SignIn} />`);
