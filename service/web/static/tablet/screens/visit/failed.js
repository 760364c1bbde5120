/** What failed: how and by when it is to be remedied, and whether it is a violation. */

import { html } from '../../../lib/preact.js';
import { localDay } from '../../core/clock.js';
import { t } from '../../core/words.js';
import { Line, Writing } from '../../parts/writing.js';
import { BasisName, lawOf } from './basis.js';

const MOST_IN_REMEDY = 2000;
const MOST_IN_NUMBER = 100;
const DAYS = [7, 15, 30];
const DAY_MS = 86_400_000;

/** @typedef {import('../../core/draft.js').Draft} Draft */
/** @typedef {import('../../core/checklist.js').Item} Item */

/** @param {{draft: Draft, item: Item, answer: import('../../core/checklist.js').Answer}} props */
export function Failed({ draft, item, answer }) {
  return html`<div class="failed-part">
    ${item.decides && html`<p class="quiet">${t('visit.decides')}: <strong lang="vi">${item.decides}</strong></p>`}
    <${Writing} id="remedy" label=${t('visit.remedy')} value=${answer.remedy ?? ''} most=${MOST_IN_REMEDY} say=${(words) => draft.answer(item.code, { remedy: words })} />
    <${RemedyBy} value=${answer.remedy_by ?? null} from=${Date.parse(draft.content.started_at)} say=${(by) => draft.answer(item.code, { remedy_by: by })} />
    <${Violations} draft=${draft} item=${item} />
  </div>`;
}

/** @param {{value: string | null, from: number, say: (day: string | null) => void}} props */
function RemedyBy({ value, from, say }) {
  return html`<div class="field" role="group" aria-labelledby="remedy-by-label">
    <label for="remedy-by" id="remedy-by-label">${t('visit.remedy-by')}</label>
    <div class="day-field">
      <input id="remedy-by" type="date" value=${value ?? ''} min=${localDay(from)} onInput=${(event) => say(event.target.value || null)} />
      ${DAYS.map((n) => {
        const day = localDay(from + n * DAY_MS);
        return html`<button type="button" class="button" key=${n} aria-pressed=${value === day} onClick=${() => say(day)}>${t('visit.days', { n })}</button>`;
      })}
    </div>
  </div>`;
}

/** Only a basis that was checked and is in force can be written down. @param {{draft: Draft, item: Item}} props */
function Violations({ draft, item }) {
  const law = lawOf(draft, item).filter((basis) => basis.certainty !== 'unsure');
  if (!law.length) return null;
  const { violations } = draft.content;
  const found = (basis) => violations.find((one) => one.item === item.code && one.basis === basis.code);
  const others = (basis) => violations.filter((one) => one.item !== item.code || one.basis !== basis.code);
  const choose = (basis, chosen) => draft.set({ violations: chosen ? [...violations, { item: item.code, basis: basis.code, record_no: '' }] : others(basis) });
  const number = (basis, record_no) => draft.set({ violations: violations.map((one) => (one === found(basis) ? { ...one, record_no } : one)) });
  return html`<fieldset class="violations"><legend>${t('visit.violation')}</legend>
    ${law.map((basis) => html`<div key=${basis.code}>
      <label class="tick"><input type="checkbox" checked=${Boolean(found(basis))} onChange=${(event) => choose(basis, event.target.checked)} /><span><${BasisName} basis=${basis} /></span></label>
      ${found(basis) && html`<${Line} id=${`number-${basis.code}`} label=${t('visit.record-no')} value=${found(basis).record_no ?? ''} most=${MOST_IN_NUMBER} say=${(words) => number(basis, words)} />`}
    </div>`)}
  </fieldset>`;
}
