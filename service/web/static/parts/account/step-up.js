/** Showing again who one is, before what is delicate. */

import { post } from '../../lib/api.js';
import { html, useEffect, useState } from '../../lib/preact.js';
import { useSending } from '../../lib/sending.js';
import { t } from '../../lib/words.js';
import { TextField } from '../fields.js';
import { ProblemNotice } from '../notice.js';

/** @param {{account: any, done: () => void, leave: () => void}} props */
export function StepUp({ account, done, leave }) {
  const name = account.second_factor_since ? 'otp' : 'password';
  const [given, setGiven] = useState('');
  const { problem, busy, send } = useSending();
  useEffect(() => document.getElementById('proof').focus(), []);
  const submit = (event) => {
    event.preventDefault();
    if (given.trim()) send(() => post('/auth/step-up', { [name]: given }), { done });
  };
  const wrong = problem?.errors[name] ? t(name === 'otp' ? 'factor.wrong' : 'password.wrong_password') : '';
  return html`<form class="form card" onSubmit=${submit} novalidate>
    <p>${t(`step-up.${name}`)}</p>
    ${problem && !wrong && html`<${ProblemNotice} problem=${problem} />`}
    <${TextField} id="proof" label=${t(name === 'otp' ? 'factor.code' : 'sign-in.password')} error=${wrong} value=${given}
      type=${name === 'otp' ? 'text' : 'password'} autocomplete=${name === 'otp' ? 'one-time-code' : 'current-password'}
      onInput=${(event) => setGiven(event.target.value)} />
    <p class="buttons">
      <button class="button primary" disabled=${busy}>${busy ? t('loading') : t('step-up.do')}</button>
      <button type="button" class="button" onClick=${leave}>${t('close')}</button>
    </p>
  </form>`;
}

/**
 * An act that may ask for a proof first.
 * @returns {{problem: any, busy: boolean, run: (call: () => Promise<any>, done: (answer: any) => void) => void, proof: any}}
 *   `proof` stands for the form that asks, and runs the act again after it
 */
export function useDelicate(account) {
  const [waiting, setWaiting] = useState(null);
  const { problem, busy, send } = useSending();
  const run = (call, done) => send(call, {
    done,
    failed: (told) => { if (told.is('step-up-required')) setWaiting({ again: () => run(call, done) }); },
  });
  const shown = problem?.is('step-up-required') ? null : problem;
  const proved = () => { waiting.again(); setWaiting(null); };
  const proof = waiting && html`<${StepUp} account=${account} done=${proved} leave=${() => setWaiting(null)} />`;
  return { problem: shown, busy, run, proof };
}
