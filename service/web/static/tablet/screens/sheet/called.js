/** Who was called and when, or why nobody could be: without it a red visit cannot be finished. */

import { timeOf } from '../../../lib/format.js';
import { html, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import * as catalogue from '../../core/catalogue.js';
import { rfc3339 } from '../../core/clock.js';
import { t } from '../../core/words.js';
import { MomentField, TextField } from './fields.js';

const MOST = { body: 200, reason: 2000 }; // as schemas/visits.py has them
const BODIES = ['commune', 'border'];
const REASONS = ['no-signal', 'not-safe', 'no-answer'];

/** @typedef {{body: string, called_at: string}} OneCall */
/** @typedef {import('../../core/drafts.js').Content['emergency_call']} EmergencyCall */
/** @typedef {import('../../core/draft.js').Draft} Draft */

/** @param {{draft: Draft, tapped: OneCall | null, taken: () => void}} props `tapped`: a number that was called from here just now */
export function Called({ draft, tapped, taken }) {
  const call = draft.content.emergency_call;
  const [how, setHow] = useState(call && ('body' in call ? 'called' : 'not-called'));
  const [turn, setTurn] = useState(0);
  const take = () => {
    draft.set({ emergency_call: tapped });
    setHow('called');
    setTurn(turn + 1);
    taken();
  };
  return html`<fieldset class="stack sheet-told" disabled=${draft.row.state !== 'draft'}>
    <legend>${t('sheet.who-called')}</legend>
    <${Told} call=${call} />
    ${tapped && html`<button type="button" class="button primary wide" onClick=${take}>
      <${Icon} name="phone-call" />${t('sheet.note-call', { body: tapped.body, time: timeOf(tapped.called_at) })}
    </button>`}
    <div class="sheet-choices">
      ${['called', 'not-called'].map((which) => html`<label key=${which} class="sheet-choice">
        <input type="radio" name="how" checked=${how === which} onChange=${() => setHow(which)} /><span>${t(`sheet.${which}`)}</span>
      </label>`)}
    </div>
    ${how === 'called' && html`<${Whom} key=${turn} draft=${draft} />`}
    ${how === 'not-called' && html`<${WhyNot} draft=${draft} />`}
  </fieldset>`;
}

/** @param {{call: EmergencyCall}} props */
function Told({ call }) {
  if (!call) return html`<p role="status" class="sheet-warning"><${Icon} name="triangle-alert" />${t('sheet.call-missing')}</p>`;
  const words = 'body' in call
    ? t('sheet.told-call', { body: call.body, time: timeOf(call.called_at) })
    : t('sheet.told-not', { reason: call.not_called_because });
  return html`<p role="status" class="sheet-noted"><${Icon} name="circle-check" />${words}</p>`;
}

/** @param {{draft: Draft}} props */
function Whom({ draft }) {
  const call = draft.content.emergency_call;
  const [told, setTold] = useState(call && 'body' in call ? call : { body: '', called_at: rfc3339() });
  const tell = (patch) => {
    const next = { ...told, ...patch };
    setTold(next);
    keep(draft, next.body.trim() ? next : null);
  };
  const duty = catalogue.dutyNumbers(draft.row.place.area).map(({ number, name }) => `${number} ${name.vi}`);
  const numbers = new Set([...duty, ...catalogue.numbers().map(({ number }) => number)]);
  return html`<${TextField} name="body" label=${t('sheet.body')} hint=${t('sheet.body-hint')} most=${MOST.body} value=${told.body}
      onText=${(body) => tell({ body })} />
    <${Suggested} texts=${[...numbers, ...BODIES.map((code) => t(`sheet.body-${code}`))]} take=${(body) => tell({ body })} />
    <${MomentField} name="called_at" label=${t('sheet.called-at')} value=${told.called_at} onMoment=${(called_at) => called_at && tell({ called_at })} />`;
}

/** @param {{draft: Draft}} props */
function WhyNot({ draft }) {
  const call = draft.content.emergency_call;
  const [reason, setReason] = useState(call && 'not_called_because' in call ? call.not_called_because : '');
  const tell = (text) => {
    setReason(text);
    keep(draft, text.trim() ? { not_called_because: text } : null);
  };
  return html`<${TextField} name="reason" label=${t('sheet.reason')} hint=${t('sheet.reason-hint')} most=${MOST.reason} value=${reason} onText=${tell} long />
    <${Suggested} texts=${REASONS.map((code) => t(`sheet.reason-${code}`))} take=${tell} />`;
}

/** @param {{texts: string[], take: (text: string) => void}} props */
function Suggested({ texts, take }) {
  return html`<div class="suggested">
    ${texts.map((text) => html`<button key=${text} type="button" class="button" onClick=${() => take(text)}>${text}</button>`)}
  </div>`;
}

/** What was sent before is not taken away by a correction. @param {Draft} draft @param {EmergencyCall} call */
function keep(draft, call) {
  if (!call && draft.row.amends && draft.content.emergency_call) return;
  draft.set({ emergency_call: call });
}
