/** What may become of a summary next, and what was done with it so far. */

import { post } from '../../lib/api.js';
import { dayOf, timeOf, today } from '../../lib/format.js';
import { newId } from '../../lib/new-id.js';
import { html, useState } from '../../lib/preact.js';
import { useSending } from '../../lib/sending.js';
import { t } from '../../lib/words.js';
import { TextField } from '../fields.js';
import { ProblemNotice } from '../notice.js';
import { ReasonForm } from './reason.js';

/** @param {{one: any, path: string, act: any, busy: boolean}} props */
export function Moves({ one, path, act, busy }) {
  const go = (step, body = {}) => act(() => post(`${path}/${step}`, body));
  if (one.state === 'draft') {
    return html`<div class="no-print">
      <div class="list-acts">
        ${one.may_write && html`<button type="button" class="button" disabled=${busy} onClick=${() => go('recount')}>${busy ? t('summaries.counting') : t('summaries.recount')}</button>`}
        ${one.may_approve && html`<button type="button" class="button primary" disabled=${busy} onClick=${() => go('approve')}>${t('summaries.approve')}</button>`}
        ${!one.may_approve && html`<span class="quiet">${t('summaries.waits')}</span>`}
      </div>
      ${one.may_write && html`<${ReasonForm} words=${t('summaries.discard')} label=${t('summaries.discard-why')} busy=${busy} send=${(reason) => go('discard', { reason })} />`}
    </div>`;
  }
  if (one.state === 'approved' && one.may_approve) {
    return html`<${Issue} busy=${busy} go=${go} />
      <${ReasonForm} words=${t('summaries.send-back')} label=${t('returns.why-back')} busy=${busy} send=${(reason) => go('send-back', { reason })} />`;
  }
  return one.state === 'issued' && one.may_write && one.late_since.length > 0 ? html`<${Correct} one=${one} />` : null;
}

/** @param {{busy: boolean, go: (step: string, body: any) => void}} props */
function Issue({ busy, go }) {
  const [filled, setFilled] = useState({ number: '', issued_on: today() });
  const set = (name) => (event) => setFilled((old) => ({ ...old, [name]: event.currentTarget.value }));
  return html`<form class="card form no-print" onSubmit=${(event) => { event.preventDefault(); go('issue', filled); }}>
    <h2>${t('summaries.issue')}</h2>
    <${TextField} id="number" label=${t('plan.number')} hint=${t('summaries.number-hint')} autocomplete="off" value=${filled.number} onInput=${set('number')} />
    <${TextField} id="issued_on" type="date" max=${today()} label=${t('plan.issued_on')} value=${filled.issued_on} onInput=${set('issued_on')} />
    <div><button class="button primary" disabled=${busy}>${t('summaries.issue')}</button></div>
  </form>`;
}

/** @param {{one: any}} props */
function Correct({ one }) {
  const { problem, busy, send } = useSending();
  const [id] = useState(newId);
  const draft = () => send(() => post('/summaries', { id, period: one.period.code, basis: one.period.basis, corrects: one.id }), { done: (made) => location.assign(`/summaries/${made.id}`) });
  return html`<div class="no-print"><${ProblemNotice} problem=${problem} /><button type="button" class="button" disabled=${busy} onClick=${draft}>${t('summaries.correct')}</button></div>`;
}

/** @param {{steps: any[]}} props */
export function Steps({ steps }) {
  return html`<section class="card no-print"><h2>${t('returns.steps')}</h2><ul class="plain-list">
    ${steps.map((step) => html`<li>${dayOf(step.at)} ${timeOf(step.at)} · ${t(`summary-step.${step.step}`)} · ${step.by}${step.reason && html`: ${step.reason}`}</li>`)}
  </ul></section>`;
}
