/** One item: the question, the answer, and what the answer asks for in turn. */

import { day } from '../../../lib/format.js';
import { html, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import { countsAsked } from '../../core/checklist.js';
import * as plans from '../../core/plans.js';
import { inLanguage, t } from '../../core/words.js';
import { Counter } from '../../parts/counter.js';
import { Photos } from '../../parts/photos.js';
import { Writing } from '../../parts/writing.js';
import { Basis } from './basis.js';
import { Failed } from './failed.js';
import { Value } from './value.js';

const MOST_IN_NOTE = 5000;
const OF_PHOTO = /(^|[\s;,(])ảnh([\s;,)]|$)/i; // The catalogue says in words what is to be seen.

/** @typedef {import('../../core/draft.js').Draft} Draft */
/** @typedef {import('../../core/checklist.js').Item} Item */

/**
 * @param {{draft: Draft, item: Item, standing: import('./standing.js').Standing, place: number, soon: () => void}} props
 *   `soon`: the next card comes
 */
export function ItemCard({ draft, item, standing, place, soon }) {
  const answer = draft.content.answers[item.code];
  const value = answer?.value ?? null;
  const counts = shownCounts(item, value, answer?.counts);
  const answered = (given) => {
    draft.answer(item.code, { value: given });
    if (item.type === 'verdict' && given !== null && isEnough(item, given, answer?.counts)) soon();
  };
  return html`<article class="visit-card" aria-labelledby="question">
    <p class="visit-over"><span class="code">${item.code}</span> <span>${t('visit.place', { n: place, all: standing.items.length })}</span>
      ${!item.required && html`<span class="tag">${t('visit.optional')}</span>`}</p>
    <h2 id="question" class="question" tabindex="-1">${inLanguage(item.question)}</h2>
    ${item.evidence && html`<p class="evidence"><${Icon} name="search" /><span><span class="unseen">${t('visit.evidence')}: </span><span lang="vi">${item.evidence}</span></span></p>`}
    <${Recheck} draft=${draft} item=${item} />
    <${Value} item=${item} value=${value} say=${answered} />
    ${counts.length > 0 && html`<div class="counters">${counts.map(({ count, required }) => html`<${Counter} key=${count.measure} id=${`count-${count.measure}`}
      label=${inLanguage(count.label)} unit=${count.unit} required=${required} value=${answer?.counts?.[count.measure]}
      say=${(number) => draft.count(item.code, count.measure, number)} />`)}</div>`}
    ${value === 'fail' && html`<${Failed} draft=${draft} item=${item} answer=${answer} />`}
    <${Beside} draft=${draft} item=${item} answer=${answer} failed=${value === 'fail'} />
    <${Basis} draft=${draft} item=${item} />
    ${value !== null && value !== '' && html`<button type="button" class="button take-back" onClick=${() => answered(null)}><${Icon} name="rotate-ccw" />${t('visit.take-back')}</button>`}
  </article>`;
}

/** @param {Item} item @param {unknown} value @param {Record<string, number>} [given] */
function shownCounts(item, value, given = {}) {
  if (value === 'not_applicable') return [];
  return countsAsked(item, value).filter(({ count, required }) => required || count.required_on !== 'fail' || given[count.measure] != null);
}

/** Whether an answer leaves nothing to do on its card. @param {Item} item @param {unknown} value @param {Record<string, number>} [given] */
function isEnough(item, value, given = {}) {
  return value !== 'fail' && shownCounts(item, value, given).every(({ count }) => given[count.measure] != null);
}

/** What an earlier visit asked to be remedied. @param {{draft: Draft, item: Item}} props */
function Recheck({ draft, item }) {
  const open = plans.findings(draft.row.place.id).filter((one) => one.item === item.code);
  return open.map((one) => html`<div class="recheck" key=${one.id}><${Icon} name="refresh-cw" />
    <div><p><strong>${t('visit.recheck')}</strong></p>
      ${one.remedy && html`<p lang="vi">${one.remedy}</p>`}
      ${one.remedy_by && html`<p>${t('visit.recheck-by', { day: day(one.remedy_by) })}</p>`}</div>
  </div>`);
}

/** The note and the photos: one tap away, open at once where the item fails. @param {{draft: Draft, item: Item, answer: import('../../core/checklist.js').Answer | undefined, failed: boolean}} props */
function Beside({ draft, item, answer, failed }) {
  const [asked, ask] = useState(false);
  const note = answer?.note ?? '';
  const open = asked || failed || note !== '';
  return html`${open && html`<${Writing} id="note" label=${t('visit.note')} value=${note} most=${MOST_IN_NOTE} focused=${asked}
      say=${(words) => draft.answer(item.code, { note: words })} />`}
    <${Photos} draft=${draft} where=${{ item: item.code }} hashes=${answer?.attachments ?? []} wanted=${failed || OF_PHOTO.test(item.evidence)}>
      ${!open && html`<button type="button" class="button" onClick=${() => ask(true)}><${Icon} name="message-square" />${t('visit.note')}</button>`}
    <//>`;
}
