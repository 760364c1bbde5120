/** The return of one unit for a period: what the system counted, what is declared beside it, words. */

import { post, put } from '../lib/api.js';
import { day, dayOf, timeOf } from '../lib/format.js';
import { useAnswer } from '../lib/loading.js';
import { newId } from '../lib/new-id.js';
import { html, useEffect, useState } from '../lib/preact.js';
import { useSending } from '../lib/sending.js';
import { t } from '../lib/words.js';
import { Back } from '../parts/back.js';
import { show, useTitle } from '../parts/frame.js';
import { ProblemNotice, Skeleton } from '../parts/notice.js';
import { DeclaredTable } from '../parts/reports/declared.js';
import { NarrativeFields } from '../parts/reports/narrative.js';
import { ReasonForm } from '../parts/reports/reason.js';
import { StateTag } from '../parts/tag.js';

const [UNIT, PERIOD] = location.pathname.split('/').slice(2);
const PATH = `/returns/${UNIT}/${PERIOD}`;

function Return() {
  const answer = useAnswer(PATH);
  const one = answer.data;
  useTitle(one && `${t('returns.one')} – ${one.unit_name}`);
  if (answer.problem && !one) return html`<${Back} to="/returns" words=${t('returns.title')} /><${ProblemNotice} problem=${answer.problem} again=${answer.again} />`;
  if (!one) return html`<${Skeleton} lines=${10} />`;
  return html`<${Back} to=${`/returns?period=${PERIOD}`} words=${t('returns.title')} />
    <div class="head"><p class="over">${t('returns.one')} · <span lang="vi">${one.label.vi}</span></p><h1>${one.unit_name}</h1>
      <p class="lead">${t('period.window', { from: day(one.from), to: day(one.to) })} · ${t('returns.due-on', { day: day(one.due_on) })}
        ${one.days_late > 0 && html` · <span class="late">${t('returns.late-by', { n: one.days_late })}</span>`} <${StateTag} list="return-state" value=${one.state} /></p></div>
    <${Form} key=${one.version} one=${one} again=${answer.again} />
    <${Steps} steps=${one.steps} />`;
}

/** @param {{one: any, again: () => void}} props */
function Form({ one, again }) {
  const [declared, setDeclared] = useState(one.declared);
  const [narrative, setNarrative] = useState(one.narrative);
  const [step] = useState(newId);
  const { problem, busy, send } = useSending();
  const writes = one.may_write && ['missing', 'draft', 'sent_back'].includes(one.state);
  const changed = JSON.stringify([declared, narrative]) !== JSON.stringify([one.declared, one.narrative]);
  useLeaving(changed);
  const save = () => put(PATH, { declared: filled(declared), narrative }, one.version);
  const submit = async () => {
    if (changed || one.version === 0) await save();
    return post(`${PATH}/submit`, { id: step });
  };
  return html`<form class="form wide" onSubmit=${(event) => { event.preventDefault(); send(save, { done: again }); }}>
    <${ProblemNotice} problem=${problem} />
    ${problem?.status === 412 && html`<p><button type="button" class="button" onClick=${again}>${t('returns.reload')}</button></p>`}
    <${DeclaredTable} computed=${one.computed} declared=${declared} set=${setDeclared} writes=${writes} />
    <${NarrativeFields} narrative=${narrative} set=${setNarrative} writes=${writes} />
    ${writes && html`<div class="list-acts no-print"><button class="button" disabled=${busy}>${busy ? t('loading') : t('returns.save')}</button>
      <button type="button" class="button primary" disabled=${busy} onClick=${() => send(submit, { done: again })}>${t('returns.submit')}</button></div>`}
    ${one.may_accept && one.state === 'submitted' && html`<div class="list-acts no-print">
      <button type="button" class="button primary" disabled=${busy} onClick=${() => send(() => post(`${PATH}/accept`, {}), { done: again })}>${t('returns.accept')}</button></div>`}
    ${one.may_accept && ['submitted', 'accepted'].includes(one.state) && html`<${ReasonForm} words=${t('returns.send-back')} label=${t('returns.why-back')} busy=${busy}
      send=${(reason) => send(() => post(`${PATH}/send-back`, { reason }), { done: again })} />`}
  </form>`;
}

/** What is empty is not declared. @param {Record<string, any>} declared */
function filled(declared) {
  const said = Object.entries(declared).filter(([, told]) => told.value !== '' && told.value != null);
  return Object.fromEntries(said.map(([code, told]) => [code, { ...told, value: Number(told.value) }]));
}

/** Asks before what was not saved is left. @param {boolean} changed */
function useLeaving(changed) {
  useEffect(() => {
    const ask = (event) => event.preventDefault();
    if (changed) addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [changed]);
}

/** @param {{steps: any[]}} props */
function Steps({ steps }) {
  if (steps.length === 0) return null;
  return html`<section class="card"><h2>${t('returns.steps')}</h2><ul class="plain-list">
    ${steps.map((step) => html`<li>${dayOf(step.at)} ${timeOf(step.at)} · ${t(`return-state.${step.state}`)} · ${step.by}${step.reason && html`: ${step.reason}`}</li>`)}
  </ul></section>`;
}

show(Return);
