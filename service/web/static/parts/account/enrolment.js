/** A second factor is enrolled: the QR code, its first code, the recovery codes. */

import { post } from '../../lib/api.js';
import { html, useEffect, useState } from '../../lib/preact.js';
import { useSending } from '../../lib/sending.js';
import { t } from '../../lib/words.js';
import { ErrorSummary } from '../error-summary.js';
import { TextField } from '../fields.js';
import { ProblemNotice, Skeleton } from '../notice.js';

/** @param {{done: (codes: string[]) => void}} props */
export function Enrolment({ done }) {
  const [given, setGiven] = useState(null);
  const begun = useSending();
  const begin = () => begun.send(() => post('/me/second-factor'), { done: setGiven });
  useEffect(() => { begin(); }, []);
  if (!given) return begun.problem ? html`<${ProblemNotice} problem=${begun.problem} again=${begin} />` : html`<${Skeleton} />`;
  return html`<ol class="steps">
    <li><p>${t('factor.step-app')}</p></li>
    <li>
      <p>${t('factor.step-scan')}</p>
      <img class="qr" src=${`data:image/svg+xml,${encodeURIComponent(given.qr)}`} alt=${t('factor.qr')} width="220" height="220" />
      <p class="quiet">${t('factor.by-hand')} <code class="secret">${inFours(given.secret)}</code></p>
    </li>
    <li><p>${t('factor.step-code')}</p><${CodeForm} done=${done} renew=${begin} /></li>
  </ol>`;
}

/** @param {{done: (codes: string[]) => void, renew: () => void}} props */
function CodeForm({ done, renew }) {
  const [otp, setOtp] = useState('');
  const [empty, setEmpty] = useState(false);
  const { problem, busy, send } = useSending();
  const submit = (event) => {
    event.preventDefault();
    setEmpty(!otp.trim());
    if (!otp.trim()) return;
    send(() => post('/me/second-factor/confirmation', { otp }), {
      done: (answer) => done(answer.recovery_codes),
      failed: (told) => { if (told.is('enrolment-not-begun')) renew(); },
    });
  };
  const wrong = problem?.errors.otp ? t('factor.wrong') : '';
  const error = empty ? t('sign-in.no-otp') : wrong;
  return html`<form class="form" onSubmit=${submit} novalidate>
    <${ErrorSummary} errors=${error ? { otp: error } : {}} />
    ${problem && !wrong && html`<${ProblemNotice} problem=${problem} />`}
    <${TextField} id="otp" label=${t('factor.first-code')} error=${error} value=${otp} inputmode="numeric"
      autocomplete="one-time-code" onInput=${(event) => setOtp(event.target.value)} />
    <div><button class="button primary" disabled=${busy}>${busy ? t('loading') : t('factor.confirm')}</button></div>
  </form>`;
}

/** The codes, this once. @param {{codes: string[], done: () => void, doneWords: string}} props */
export function RecoveryCodes({ codes, done, doneWords }) {
  useEffect(() => document.getElementById('codes-title').focus(), []);
  return html`<section aria-labelledby="codes-title">
    <h2 id="codes-title" tabindex="-1">${t('factor.codes')}</h2>
    <p>${t('factor.codes-words')}</p>
    <ul class="codes">${codes.map((code) => html`<li key=${code}><code>${code}</code></li>`)}</ul>
    <p class="buttons no-print">
      <button type="button" class="button" onClick=${() => print()}>${t('print')}</button>
      <button type="button" class="button primary" onClick=${done}>${doneWords}</button>
    </p>
  </section>`;
}

/** @param {string} secret as people type it by hand */
function inFours(secret) {
  return secret.match(/.{1,4}/g).join(' ');
}
