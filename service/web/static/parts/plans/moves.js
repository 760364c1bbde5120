/** Begin, finish, cancel, go on: each with a reason where the API asks for one. */

import { postVersion } from '../../lib/api.js';
import { html, useState } from '../../lib/preact.js';
import { useSending } from '../../lib/sending.js';
import { t } from '../../lib/words.js';
import { TextField } from '../fields.js';
import { ProblemNotice } from '../notice.js';

const MOVES = { planned: ['running', 'cancelled'], running: ['finished', 'cancelled'], finished: ['running'], cancelled: [] };

/** @param {{inspection: any, again: () => void}} props */
export function Moves({ inspection, again }) {
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const { problem, busy, send } = useSending();
  const waits = inspection.progress.listed > inspection.progress.visited;
  const asksWhy = (state) => state === 'cancelled' || inspection.state === 'finished' || (state === 'finished' && waits);
  const move = (state) => send(() => postVersion(`/inspections/${inspection.id}/state`, { state, reason }, inspection.version), {
    done: () => { setTo(''); setReason(''); again(); },
  });
  const choose = (state) => (asksWhy(state) ? setTo(state) : move(state));
  if (MOVES[inspection.state].length === 0) return null;
  return html`<div class="moves no-print">
    <div class="buttons">${MOVES[inspection.state].map((state, number) => html`<button type="button" key=${state} disabled=${busy}
      class=${number === 0 ? 'button primary' : 'button'} onClick=${() => choose(state)}>${t(wordsOf(inspection.state, state))}</button>`)}</div>
    ${to && html`<form class="form" onSubmit=${(event) => { event.preventDefault(); move(to); }}>
      <${TextField} id="move-reason" label=${t('plan-move.reason', { to: t(`inspection-state.${to}`) })} value=${reason} autocomplete="off"
        error=${problem?.errors?.reason?.[0].message} onInput=${(event) => setReason(event.currentTarget.value)} />
      <div class="buttons"><button class="button primary" disabled=${busy}>${t('plan-move.confirm')}</button>
        <button type="button" class="button" onClick=${() => setTo('')}>${t('close')}</button></div>
    </form>`}
    ${problem && !problem.errors?.reason && html`<${ProblemNotice} problem=${problem} />`}
  </div>`;
}

/** @param {string} from @param {string} to */
const wordsOf = (from, to) => (from === 'finished' ? 'plan-move.again' : `plan-move.${to}`);
