/** Drafting a referral, or writing its draft anew: the signs and photos are chosen from the case. */

import { post, put } from '../../lib/api.js';
import { REFERRAL_CHANNELS, REFERRAL_TYPES, REFERRAL_URGENCIES } from '../../lib/lists.js';
import { localMoment, nowHere, toMoment } from '../../lib/moments.js';
import { newId } from '../../lib/new-id.js';
import { html, useState } from '../../lib/preact.js';
import { useSending } from '../../lib/sending.js';
import { inLanguage, t } from '../../lib/words.js';
import { ErrorSummary } from '../error-summary.js';
import { LongField, SelectField, TextField } from '../fields.js';
import { ProblemNotice } from '../notice.js';
import { Photos, Signs, citedOf } from './cited.js';
import { PeopleFields } from './people-fields.js';

const EMPTY = { type: 'tip_off', recipient: '', officer: '', channel: 'paper', called_at: '', summary: '', text: '' };

/** @param {{one: any, referral: any | null, recipients: any[], done: () => void, close: () => void}} props `referral` is the draft to write anew */
export function DraftForm({ one, referral, recipients, done, close }) {
  const [id] = useState(referral?.id || newId());
  const [filled, setFilled] = useState(() => (referral ? valuesOf(referral) : freshOf(one)));
  const [people, setPeople] = useState(referral?.people_named ? null : []);
  const [faults, setFaults] = useState({});
  const { problem, busy, send } = useSending();
  const set = (name) => (value) => setFilled((old) => ({ ...old, [name]: value }));
  const typed = (name) => ({ value: filled[name], onInput: (event) => set(name)(event.currentTarget.value) });
  const taking = recipients.filter((body) => body.takes.includes(filled.type));
  const recipient = taking.some((body) => body.code === filled.recipient) ? filled.recipient : taking[0]?.code || '';
  const isCall = filled.type === 'emergency_call';
  const submit = (event) => {
    event.preventDefault();
    const wrong = faultsOf(filled, people);
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) return;
    const body = bodyOf({ ...filled, recipient }, people);
    const path = `/cases/${one.id}/referrals`;
    send(() => (referral ? put(`${path}/${id}`, body, referral.version) : post(path, { id, ...body })), { done });
  };
  const errors = Object.keys(faults).length > 0 ? faults : toldBy(problem);
  const plain = problem && Object.keys(errors).length === 0;
  return html`<form class="card form referral-form no-print" noValidate onSubmit=${submit}>
    <h3>${t(referral ? 'draft.rewrite' : 'draft.new')}</h3>
    <${ErrorSummary} errors=${errors} />
    ${plain && html`<${ProblemNotice} problem=${problem} />`}
    <div class="form-row">
      <${SelectField} id="type" label=${t('draft.type')} value=${filled.type} options=${REFERRAL_TYPES.map((word) => [word, t(`referral-type.${word}`)])} onChange=${set('type')} />
      <${SelectField} id="recipient" label=${t('draft.recipient')} value=${recipient} error=${errors.recipient} options=${taking.map((body) => [body.code, inLanguage(body.name)])} onChange=${set('recipient')} />
    </div>
    <p class="field-hint">${t(`draft.type-${filled.type}`)}</p>
    <div class="form-row">
      <${SelectField} id="urgency" label=${t('referral.urgency')} value=${filled.urgency} options=${REFERRAL_URGENCIES.map((word) => [word, t(`urgency.${word}`)])} onChange=${set('urgency')} />
      <${SelectField} id="channel" label=${t('referral.channel')} value=${filled.channel} options=${REFERRAL_CHANNELS.map((word) => [word, t(`channel.${word}`)])} onChange=${set('channel')} />
    </div>
    <div class="form-row">
      <${TextField} id="officer" label=${t('referral.officer')} maxlength="300" autocomplete="off" ...${typed('officer')} />
      <${TextField} id="called_at" type="datetime-local" label=${t(isCall ? 'draft.called' : 'draft.called-if')} max=${nowHere()} error=${errors.called_at} ...${typed('called_at')} />
    </div>
    <${TextField} id="summary" label=${t('draft.summary')} hint=${t('draft.no-names')} maxlength="500" autocomplete="off" error=${errors.summary} ...${typed('summary')} />
    <${LongField} id="text" label=${t('draft.text')} maxlength="10000" rows="6" error=${errors.text} ...${typed('text')} />
    <${Signs} one=${one} chosen=${filled.indicators} choose=${set('indicators')} error=${errors.indicators} />
    <${Photos} one=${one} chosen=${filled.attachments} choose=${set('attachments')} />
    <${PeopleFields} kept=${referral?.people_named || 0} people=${people} change=${setPeople} error=${errors.people} />
    <p class="buttons"><button class="button primary" disabled=${busy}>${busy ? t('loading') : t('draft.save')}</button>
      <button type="button" class="button" onClick=${close}>${t('draft.leave')}</button></p>
  </form>`;
}

/** All signs of a case are cited at first. @param {any} one */
function freshOf(one) {
  return { ...EMPTY, urgency: one.level === 'red' ? 'urgent' : 'ordinary', indicators: citedOf(one, 'indicator'), attachments: [] };
}

/** @param {any} referral */
function valuesOf(referral) {
  const called_at = referral.called_at ? localMoment(referral.called_at) : '';
  const names = ['type', 'officer', 'channel', 'urgency', 'summary', 'text', 'indicators', 'attachments'];
  return { ...Object.fromEntries(names.map((name) => [name, referral[name]])), recipient: referral.recipient.code, called_at };
}

/** @param {any} filled @param {any[] | null} people null leaves the identities as they are */
function bodyOf(filled, people) {
  return { ...filled, summary: filled.summary.trim(), called_at: toMoment(filled.called_at), people };
}

/** @param {any} filled @param {any[] | null} people @returns {Record<string, string>} */
function faultsOf(filled, people) {
  const isCall = filled.type === 'emergency_call';
  const wrong = {
    called_at: isCall && !filled.called_at && t('draft.no-call'),
    summary: filled.summary.trim().length < 3 && t('draft.no-summary'),
    indicators: !isCall && filled.indicators.length === 0 && t('draft.no-signs'),
    people: (people || []).some((one) => !one.label.trim() || !one.name.trim()) && t('draft.no-person'),
  };
  return Object.fromEntries(Object.entries(wrong).filter(([, words]) => words));
}

/** @param {any} problem @returns {Record<string, string>} the API's words by the id of the field */
function toldBy(problem) {
  return Object.fromEntries(Object.entries(problem?.errors || {}).map(([path, [fault]]) => [path.split('.')[0], fault.message]));
}
