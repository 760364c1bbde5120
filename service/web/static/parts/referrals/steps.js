/** The steps of a referral: who may take each now, what it asks, and what it sends. */

import { dayOf, timeOf, today } from '../../lib/format.js';
import { REFERRAL_RESULTS } from '../../lib/lists.js';
import { localMoment, nowHere, toMoment } from '../../lib/moments.js';
import { html } from '../../lib/preact.js';
import { inLanguage, t } from '../../lib/words.js';
import { EntryForm } from '../entry-form.js';
import { Panel } from '../panel.js';

const yesNo = () => [['', t('no')], ['yes', t('yes')]];
const reason = () => [{ id: 'reason', label: t('do.reason'), error: t('do.no-reason'), rows: 3 }];
const wasMade = (referral) => referral.type === 'emergency_call' && referral.state === 'draft';

/** By step: the last part of its path, who may, its fields and what it sends. */
export const STEPS = {
  approve: {
    path: 'approval', primary: true,
    may: ({ state, type }, { isAnother }) => state === 'draft' && isAnother && type !== 'emergency_call',
    fields: () => [],
    body: (referral) => ({ version: referral.version }),
  },
  send: {
    path: 'sending', primary: true,
    may: (referral, { holds }) => holds && (referral.state === 'approved' || wasMade(referral)),
    values: (referral) => ({ sent_at: wasMade(referral) ? localMoment(referral.called_at) : nowHere(), document_no: '' }),
    fields: () => [
      { id: 'sent_at', label: t('sending.at'), type: 'datetime-local', max: nowHere(), error: t('sending.no-time') },
      { id: 'document_no', label: t('sending.document-no'), hint: t('sending.document-hint') },
    ],
    body: (_, { sent_at, document_no }) => ({ sent_at: toMoment(sent_at), document_no }),
  },
  acknowledge: {
    path: 'acknowledgement', primary: true,
    may: ({ state }) => state === 'sent',
    values: () => ({ number: '', acknowledged_at: nowHere(), officer: '' }),
    fields: () => [
      { id: 'acknowledged_at', label: t('acknowledged.at'), type: 'datetime-local', max: nowHere(), error: t('sending.no-time') },
      { id: 'number', label: t('acknowledged.number') },
      { id: 'officer', label: t('acknowledged.officer') },
    ],
    body: (_, { number, acknowledged_at, officer }) => ({ number, officer, acknowledged_at: toMoment(acknowledged_at) }),
  },
  conclude: {
    path: 'result', primary: false,
    may: ({ state }) => ['sent', 'acknowledged', 'result'].includes(state),
    values: () => ({ result: REFERRAL_RESULTS[0], result_on: today(), people_received: '', may_share: '', note: '' }),
    fields: (referral) => [
      { id: 'result', label: t('referral.result'), options: REFERRAL_RESULTS.map((word) => [word, t(`result.${word}`)]) },
      { id: 'result_on', label: t('outcome.on'), type: 'date', max: today(), min: localMoment(referral.sent_at).slice(0, 10), error: t('remedy.no-day') },
      { id: 'people_received', label: t('outcome.received'), hint: t('outcome.received-hint'), type: 'number', min: 0, max: 1000 },
      { id: 'note', label: t('outcome.note'), rows: 3 },
      { id: 'may_share', label: t('referral.may-share'), options: yesNo() },
    ],
    body: (_, { result, result_on, people_received, may_share, note }) => ({
      result, result_on, note, may_share: may_share === 'yes', people_received: people_received === '' ? null : Number(people_received),
    }),
  },
  return: {
    path: 'return', primary: false,
    may: ({ state }, { isAnother, holds }) => (state === 'draft' && isAnother) || (state === 'approved' && (isAnother || holds)),
    fields: reason,
    body: (_, filled) => ({ reason: filled.reason }),
  },
  cancel: {
    path: 'cancellation', primary: false,
    may: ({ state }, { holds }) => holds && ['draft', 'approved'].includes(state),
    fields: reason,
    body: (_, filled) => ({ reason: filled.reason }),
  },
};

/** @param {{name: string, referral: any, path: string, done: () => void, close: () => void}} props */
export function StepPanel({ name, referral, path, done, close }) {
  const step = STEPS[name];
  const sent = referral.sent_at && t('referral.sent-on', { day: dayOf(referral.sent_at), time: timeOf(referral.sent_at) });
  return html`<${Panel} id="step-title" over=${`${t(`referral-type.${referral.type}`)} → ${inLanguage(referral.recipient.name)}`} title=${t(`step.${name}`)} close=${close}>
    <p class="quiet">${t(`step.${name}-what`)} ${sent}</p>
    ${name === 'approve' && html`<p class="as-written referral-summary">${referral.summary}</p><p class="as-written">${referral.text}</p>`}
    <${EntryForm} path=${`${path}/${step.path}`} fields=${() => step.fields(referral)} values=${step.values?.(referral) || {}}
      bodyOf=${(filled) => step.body(referral, filled)} words=${t(`step.${name}`)} done=${done} />
  <//>`;
}
