/** One referral: to whom, how far it came, its clock, and the steps that somebody may take now. */

import { day, dayOf, timeOf } from '../../lib/format.js';
import { useAnswer } from '../../lib/loading.js';
import { html, useState } from '../../lib/preact.js';
import { inLanguage, t } from '../../lib/words.js';
import { Facts } from '../facts.js';
import { StateTag } from '../tag.js';
import { Clock } from './clock.js';
import { Exports, mayLeave } from './exports.js';
import { People, useApprovals } from './people.js';
import { STEPS, StepPanel } from './steps.js';

/** @param {string | null} moment */
const at = (moment) => moment && `${dayOf(moment)}, ${timeOf(moment)}`;

/** @param {{one: any, referral: any, account: any, standing: string, holds: boolean, byKey: boolean, rewrite: () => void, changed: () => void}} props */
export function ReferralCard({ one, referral, account, standing, holds, byKey, rewrite, changed }) {
  const [step, setStep] = useState(null);
  const who = { holds, isAnother: referral.written_by !== account.username };
  const steps = standing ? [] : Object.keys(STEPS).filter((name) => STEPS[name].may(referral, who));
  const path = `/cases/${one.id}/referrals/${referral.id}`;
  const approvals = useApprovals(referral);
  const revealing = approvals.items.find((each) => each.asked_by === account.username && each.state === 'approved');
  const done = () => {
    setStep(null);
    changed();
  };
  return html`<article class="card referral">
    <div class="section-head">
      <h3>${t(`referral-type.${referral.type}`)} <span class="quiet">→</span> ${inLanguage(referral.recipient.name)}</h3>
      <p class="case-marks"><${StateTag} list="referral-state" value=${referral.state} /><${Clock} referral=${referral} /></p>
    </div>
    <p class="referral-summary">${referral.summary}</p>
    <${Outcome} referral=${referral} />
    ${referral.state === 'draft' && holds && !who.isAnother && html`<p class="quiet no-print">${t('referral.wait-approval')}</p>`}
    <${Told} referral=${referral} />
    ${referral.people_named > 0 && html`<${People} referral=${referral} path=${path} account=${account} standing=${standing} approvals=${approvals} />`}
    ${!standing && mayLeave(referral) && html`<${Exports} referral=${referral} path=${path} revealing=${revealing} byKey=${byKey} changed=${changed} />`}
    ${(steps.length > 0 || (holds && referral.state === 'draft')) && html`<p class="buttons no-print">
      ${steps.map((name) => html`<button key=${name} type="button" class=${STEPS[name].primary ? 'button primary' : 'button'} onClick=${() => setStep(name)}>${t(`step.${name}`)}</button>`)}
      ${holds && referral.state === 'draft' && html`<button type="button" class="button" onClick=${rewrite}>${t('referral.rewrite')}</button>`}
    </p>`}
    ${step && html`<${StepPanel} name=${step} referral=${referral} path=${path} done=${done} close=${() => setStep(null)} />`}
  </article>`;
}

/** What became of it. @param {{referral: any}} props */
function Outcome({ referral }) {
  const { acknowledgement, feedback } = referral;
  return html`<${Facts} facts=${[
    [t('referral.urgency'), referral.urgency && referral.urgency !== 'ordinary' && html`<span class="tag tag-warn">${t(`urgency.${referral.urgency}`)}</span>`],
    [t('referral.called'), at(referral.called_at)],
    [t('referral.sent'), at(referral.sent_at)],
    [t('referral.document-no'), referral.document_no],
    [t('referral.acknowledged'), acknowledgement && [at(referral.acknowledged_at), acknowledgement.number, acknowledgement.officer].filter(Boolean).join(' · ')],
    [t('referral.result'), referral.result && html`<strong>${t(`result.${referral.result}`)}</strong> · ${day(referral.result_on)}`],
    [t('referral.received'), referral.people_received],
    [t('referral.feedback'), feedback?.note && html`<span class="as-written">${feedback.note}</span>`],
    [t('referral.may-share'), feedback && t(feedback.may_share ? 'yes' : 'no')],
  ].map(([name, what]) => [name, what || what === 0 ? what : null])} />`;
}

/** What it says, and by which steps it came here. @param {{referral: any}} props */
function Told({ referral }) {
  const indicators = useAnswer('/indicators');
  const label = (code) => indicators.data?.items.find((one) => one.code === code)?.label;
  return html`<details class="basis"><summary>${t('referral.content')}</summary><div class="basis-told">
    ${referral.text && html`<p class="as-written">${referral.text}</p>`}
    <${Facts} facts=${[
      [t('referral.officer'), referral.officer],
      [t('referral.channel'), referral.channel && t(`channel.${referral.channel}`)],
      [t('referral.signs'), referral.indicators.length > 0 && html`<ul class="plain-list">${referral.indicators.map((cited) => html`<li key=${cited.visit + cited.indicator}>
        <span class="item-code">${cited.indicator}</span> ${label(cited.indicator) ? inLanguage(label(cited.indicator)) : ''}</li>`)}</ul>`],
      [t('referral.photos'), referral.attachments.length || null],
      [t('referral.people'), referral.people_named || null],
    ].map(([name, what]) => [name, what || null])} />
    <h4>${t('referral.steps')}</h4>
    <ul class="plain-list">
      <li>${t('referral.drafted', { by: referral.by, at: at(referral.at) })}</li>
      ${referral.moves.map((move) => html`<li key=${move.id}>${t(`move.${move.to}`)} · ${move.by} · ${at(move.at)}
        ${move.reason && html`<span class="under as-written">${move.reason}</span>`}</li>`)}
    </ul>
    ${referral.exports.length > 0 && html`<h4>${t('export.title')}</h4><ul class="plain-list">${referral.exports.map((each) => html`<li key=${each.id}>
      ${t(each.with_people ? 'export.made-people' : 'export.made', { n: each.number, form: t(`export.${each.form}`), by: each.by, at: at(each.at) })}</li>`)}</ul>`}
  </div></details>`;
}
