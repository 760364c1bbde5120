/** The identities of people at risk: sealed, shown once to whom another person allowed it. */

import { post } from '../../lib/api.js';
import { dayOf, timeOf } from '../../lib/format.js';
import { useAnswer } from '../../lib/loading.js';
import { html, useState } from '../../lib/preact.js';
import { useSending } from '../../lib/sending.js';
import { t } from '../../lib/words.js';
import { EntryForm } from '../entry-form.js';
import { Facts } from '../facts.js';
import { Icon } from '../icon.js';
import { ProblemNotice } from '../notice.js';
import { Panel } from '../panel.js';

const ACT = 'reveal_identity';

/** @param {{referral: any, path: string, account: any, standing: string, approvals: any}} props */
export function People({ referral, path, account, standing, approvals }) {
  const [people, setPeople] = useState(null);
  const [asking, setAsking] = useState(false);
  const { problem, busy, send } = useSending();
  const act = (call, done = approvals.again) => send(call, { done });
  const reveal = (approval) => act(() => post(`${path}/people`, { approval: approval.id }), (answer) => {
    setPeople(answer.people);
    approvals.again();
  });
  const decide = (approval, decision) => act(() => post(`/approvals/${approval.id}/decision`, { decision }));
  if (standing) return html`<p class="quiet"><${Icon} name="lock" /> ${t('people.sealed', { n: referral.people_named })}</p>`;
  const own = approvals.items.find((one) => one.asked_by === account.username);
  const others = approvals.items.filter((one) => one.asked_by !== account.username && one.state === 'asked');
  return html`<div class="people no-print">
    <p><${Icon} name="lock" /> ${t('people.sealed', { n: referral.people_named })}</p>
    <${ProblemNotice} problem=${problem} />
    ${people && html`<ul class="plain-list">${people.map((one) => html`<li key=${one.label + one.name}><${Person} one=${one} /></li>`)}</ul>
      <button type="button" class="button small" onClick=${() => setPeople(null)}><${Icon} name="eye-off" />${t('people.hide')}</button>`}
    ${!people && own?.state === 'approved' && html`<button type="button" class="button" disabled=${busy} onClick=${() => reveal(own)}><${Icon} name="eye" />${t('people.show')}</button>`}
    ${own?.state === 'asked' && html`<p class="quiet">${t('people.asked', { day: dayOf(own.asked_at), time: timeOf(own.asked_at) })}</p>`}
    ${!people && !own && html`<button type="button" class="button" onClick=${() => setAsking(true)}>${t('people.ask')}</button>`}
    ${others.map((one) => html`<div class="notice notice-warn" key=${one.id}><div><p class="notice-title">${t('people.other-asks', { by: one.asked_by })}</p>
      <p class="as-written">${one.reason}</p><p class="buttons">
      <button type="button" class="button small" disabled=${busy} onClick=${() => decide(one, 'approved')}>${t('people.allow')}</button>
      <button type="button" class="button small" disabled=${busy} onClick=${() => decide(one, 'refused')}>${t('people.refuse')}</button></p></div></div>`)}
    ${asking && html`<${Panel} id="people-title" over=${referral.summary} title=${t('people.ask')} close=${() => setAsking(false)}>
      <p class="quiet">${t('people.why')}</p>
      <${EntryForm} path="/approvals" fields=${() => [{ id: 'reason', label: t('do.reason'), error: t('do.no-reason'), rows: 3 }]} values=${{}}
        bodyOf=${({ reason }) => ({ act: ACT, subject: referral.id, reason })} words=${t('people.ask')}
        done=${() => { setAsking(false); approvals.again(); }} />
    <//>`}
  </div>`;
}

/** What was asked for this referral and still counts, the newest first. @param {any} referral */
export function useApprovals(referral) {
  const told = useAnswer(referral.people_named > 0 ? '/approvals' : null, { limit: 200 });
  const now = Date.now();
  const counts = (one) => one.act === ACT && one.subject === referral.id && ['asked', 'approved'].includes(one.state) && Date.parse(one.until) > now;
  return { items: (told.data?.items || []).filter(counts), again: told.again };
}

/** @param {{one: any}} props */
function Person({ one }) {
  return html`<${Facts} facts=${['label', 'name', 'born', 'papers', 'contact', 'note'].map((name) => [t(`person.${name}`), one[name]])} />`;
}
