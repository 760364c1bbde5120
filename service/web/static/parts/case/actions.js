/** What may be done with the case now: take it, decide it with a reason, open it again. */

import { post } from '../../lib/api.js';
import { CLAIMABLE, HELD } from '../../lib/lists.js';
import { html, useState } from '../../lib/preact.js';
import { useSending } from '../../lib/sending.js';
import { standingOf } from '../../lib/standing.js';
import { t } from '../../lib/words.js';
import { LongField, SelectField } from '../fields.js';
import { ProblemNotice } from '../notice.js';

const DECISIONS = ['monitoring', 'referred', 'unfounded', 'closed'];
const REASON = { least: 3, most: 5000 }; // characters, as the API takes them

/** @param {{one: any, account: any, moved: (one: any) => void, again: () => void}} props `moved` is handed the case as it became */
export function Actions({ one, account, moved, again }) {
  const { problem, busy, send } = useSending();
  const act = (path, body) => send(() => post(`/cases/${one.id}/${path}`, body), { done: moved });
  const reload = problem?.status === 409 ? again : undefined;
  return html`<section class="card actions no-print"><h2>${t('case.do')}</h2>
    <${ProblemNotice} problem=${problem} again=${reload} />
    <${Fitting} one=${one} account=${account} busy=${busy} act=${act} />
  </section>`;
}

/** @param {{one: any, account: any, busy: boolean, act: (path: string, body?: any) => void}} props */
function Fitting({ one, account, busy, act }) {
  const standing = standingOf(one, account);
  if (standing) return html`<p>${t(`stand.${standing}`)}</p>`;
  if (CLAIMABLE.includes(one.state)) {
    return html`<p>${t('do.claim')}</p><p class="buttons"><button type="button" class="button primary" disabled=${busy} onClick=${() => act('claim')}>${t('case.claim')}</button></p>`;
  }
  if (!HELD.includes(one.state)) return html`<${Move} key="reopen" decisions=${['reopened']} words=${t('do.reopen')} busy=${busy} act=${act} />`;
  if (one.claimed_by !== account.username) return html`<p>${t('do.other', { by: one.claimed_by })}</p>`;
  return html`<${Move} key=${one.state} decisions=${DECISIONS.filter((to) => to !== one.state)} words=${t('do.decide')} busy=${busy} act=${act} />`;
}

/** @param {{decisions: string[], words: string, busy: boolean, act: (path: string, body?: any) => void}} props */
function Move({ decisions, words, busy, act }) {
  const [decision, setDecision] = useState(decisions.length > 1 ? '' : decisions[0]);
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState({});
  const options = [['', t('do.choose')], ...decisions.map((to) => [to, t(`decision.${to}`)])];
  const submit = (event) => {
    event.preventDefault();
    const faults = { decision: decision ? '' : t('do.choose-one'), reason: reason.trim().length >= REASON.least ? '' : t('do.no-reason') };
    setWrong(faults);
    const first = Object.keys(faults).find((name) => faults[name]);
    if (first) document.getElementById(first)?.focus();
    else act('decision', { decision, reason: reason.trim() });
  };
  return html`<form class="act" noValidate onSubmit=${submit}>
    <p>${words}</p>
    ${decisions.length > 1 && html`<${SelectField} id="decision" label=${t('do.decision')} value=${decision} options=${options} onChange=${setDecision} />
      ${wrong.decision && html`<p class="field-error" role="alert">${wrong.decision}</p>`}`}
    <${LongField} id="reason" label=${t('do.reason')} hint=${t('do.reason-hint')} error=${wrong.reason} maxlength=${REASON.most} rows="4"
      value=${reason} onInput=${(event) => setReason(event.currentTarget.value)} />
    <button class="button primary" disabled=${busy}>${t(decisions.length > 1 ? 'do.move' : 'do.reopen-now')}</button>
  </form>`;
}
