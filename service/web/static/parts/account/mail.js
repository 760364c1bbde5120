/** Where somebody is told by mail that something waits, and whether they want to be. */

import { patch } from '../../lib/api.js';
import { html, useState } from '../../lib/preact.js';
import { useSending } from '../../lib/sending.js';
import { t } from '../../lib/words.js';
import { ErrorSummary } from '../error-summary.js';
import { TextField } from '../fields.js';
import { ProblemNotice } from '../notice.js';

/** @param {{account: any}} props */
export function ToldByMail({ account }) {
  const [email, setEmail] = useState(account.email || '');
  const [want, setWant] = useState(account.told_by_mail);
  const [kept, setKept] = useState(false);
  const { problem, busy, send } = useSending();
  const submit = (event) => {
    event.preventDefault();
    setKept(false);
    send(() => patch('/me', { email: email.trim() || null, told_by_mail: want }), { done: () => setKept(true) });
  };
  const error = problem?.errors.email ? t('mail.wrong') : '';
  return html`<section aria-labelledby="mail-title">
    <h2 id="mail-title">${t('mail.title')}</h2>
    <p class="lead">${t('mail.lead')}</p>
    <form class="form" onSubmit=${submit} novalidate>
      <${ErrorSummary} errors=${error ? { email: error } : {}} />
      ${problem && !error && html`<${ProblemNotice} problem=${problem} />`}
      <${TextField} id="email" type="email" autocomplete="email" label=${t('mail.address')} hint=${t('mail.address-hint')} error=${error}
        value=${email} onInput=${(event) => setEmail(event.currentTarget.value)} />
      <label class="choice"><input type="checkbox" checked=${want} onChange=${(event) => setWant(event.currentTarget.checked)} />${t('mail.want')}</label>
      <div><button class="button" disabled=${busy}>${busy ? t('loading') : t('mail.keep')}</button></div>
      <p role="status">${kept && t('mail.kept')}</p>
    </form>
  </section>`;
}
