/** A case that is not there for this account: it may lie elsewhere, and be read in need. */

import { post } from '../../lib/api.js';
import { html, useState } from '../../lib/preact.js';
import { useSending } from '../../lib/sending.js';
import { t } from '../../lib/words.js';
import { LongField } from '../fields.js';
import { ProblemNotice } from '../notice.js';

const REASON = { least: 10, most: 2000 }; // characters, as the API takes them

/** @param {{id: string, opened: (one: any) => void}} props `opened` is handed the case */
export function Glass({ id, opened }) {
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState('');
  const { problem, busy, send } = useSending();
  const submit = (event) => {
    event.preventDefault();
    const enough = reason.trim().length >= REASON.least;
    setWrong(enough ? '' : t('break.no-reason'));
    if (enough) send(() => post(`/cases/${id}/break-glass`, { reason: reason.trim() }), { done: opened });
    else document.getElementById('break-reason')?.focus();
  };
  return html`<section class="card glass"><h2>${t('break.title')}</h2>
    <p>${t('break.what')}</p>
    <form class="act" noValidate onSubmit=${submit}>
      <${ProblemNotice} problem=${problem} />
      <${LongField} id="break-reason" label=${t('break.reason')} hint=${t('break.hint')} error=${wrong} maxlength=${REASON.most} rows="3"
        value=${reason} onInput=${(event) => setReason(event.currentTarget.value)} />
      <button class="button" disabled=${busy}>${t('break.open')}</button>
    </form>
  </section>`;
}
