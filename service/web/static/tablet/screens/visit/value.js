/** The answer by the type of its item. */

import { html, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import { localDay } from '../../core/clock.js';
import { t } from '../../core/words.js';
import { Counter } from '../../parts/counter.js';
import { Writing } from '../../parts/writing.js';

const MOST_IN_TEXT = 2000;
const MARKS = { pass: 'circle-check', fail: 'circle-x', not_applicable: 'circle-minus' };

/** @typedef {{item: import('../../core/checklist.js').Item, value: any, say: (value: unknown) => void}} Props */

/** @param {Props} props null is no answer */
export function Value(props) {
  const Shown = BY_TYPE[props.item.type];
  return html`<${Shown} ...${props} />`;
}

/** @param {Props} props */
function Verdict({ item, value, say }) {
  return html`<div class="answers" role="group" aria-labelledby="question">
    ${item.allowed.map((word) => html`<button type="button" key=${word} class=${`answer answer-${word}`} aria-pressed=${value === word} onClick=${() => say(word)}>
      <${Icon} name=${MARKS[word]} />${t(`verdict.${word}`)}
    </button>`)}
  </div>`;
}

/** @param {Props} props */
function Choice({ item, value, say }) {
  return html`<div class="answers answers-many" role="group" aria-labelledby="question">
    ${item.allowed.map((word) => html`<button type="button" key=${word} class="answer" aria-pressed=${value === word} onClick=${() => say(word)}>${word}</button>`)}
  </div>`;
}

/** @param {Props} props */
function Whole({ value, say }) {
  return html`<div class="value"><${Counter} id="value" label=${t('visit.number')} value=${value} say=${say} /></div>`;
}

/** @param {Props} props */
function Decimal({ value, say }) {
  const [typed, setTyped] = useState(value == null ? '' : String(value).replace('.', ','));
  const read = (event) => {
    setTyped(event.target.value);
    const number = Number(event.target.value.trim().replace(',', '.'));
    say(event.target.value.trim() === '' || Number.isNaN(number) ? null : number);
  };
  return html`<div class="field value"><label for="value">${t('visit.number')}</label>
    <input id="value" inputmode="decimal" autocomplete="off" value=${typed} onInput=${read} aria-invalid=${typed.trim() !== '' && value == null} /></div>`;
}

/** @param {Props} props */
function DayValue({ value, say }) {
  const today = localDay();
  return html`<div class="field value"><label for="value">${t('visit.day')}</label>
    <div class="day-field">
      <input id="value" type="date" value=${value ?? ''} onInput=${(event) => say(event.target.value || null)} />
      <button type="button" class="button" aria-pressed=${value === today} onClick=${() => say(today)}>${t('visit.today')}</button>
    </div></div>`;
}

/** @param {Props} props */
function Text({ value, say }) {
  return html`<div class="value"><${Writing} id="value" label=${t('visit.text')} value=${value ?? ''} most=${MOST_IN_TEXT} rows=${3} say=${(words) => say(words || null)} /></div>`;
}

const BY_TYPE = { verdict: Verdict, choice: Choice, integer: Whole, decimal: Decimal, date: DayValue, text: Text };
