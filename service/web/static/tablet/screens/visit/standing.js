/** How a visit stands: worked out once for each change of its answers, not for each thing that is drawn. */

import { html, useMemo, useRef } from '../../../lib/preact.js';
import { askedItems, firstByItem, sections, unanswered } from '../../core/checklist.js';
import { inLanguage, t } from '../../core/words.js';

/** @typedef {import('../../core/draft.js').Draft} Draft */
/** @typedef {import('../../core/checklist.js').Item} Item */
/**
 * @typedef {object} Standing
 * @property {Item[]} items that are asked, in order
 * @property {Record<string, import('../../core/checklist.js').Answer>} said by item, as it would be sent
 * @property {Map<string, {item: string, code: string, measure?: string}>} missing by item
 * @property {{name: string, items: Item[], answered: number}[]} groups `answered`: with all the numbers that are asked
 * @property {number} answered
 */

/** @param {Draft} draft @returns {Standing} */
export function useStanding(draft) {
  return useMemo(() => standingOf(draft), [draft, draft.content.answers]);
}

/** @param {Draft} draft @returns {Standing} */
export function standingOf(draft) {
  const { checklist, row } = draft;
  const { answers } = draft.toSubmission();
  const said = firstByItem(answers);
  const items = askedItems(checklist, said, row.place.kind);
  const missing = new Map(unanswered(answers, checklist, row.place.kind).map((one) => [one.item, one]));
  const groups = sections(items).map((group) => ({
    ...group,
    answered: group.items.filter(({ code }) => isAnswered(said[code]) && !missing.has(code)).length,
  }));
  return { items, said, missing, groups, answered: groups.reduce((sum, group) => sum + group.answered, 0) };
}

/** @param {import('../../core/checklist.js').Answer | undefined} answer */
function isAnswered(answer) {
  return answer?.value != null && answer.value !== '';
}

/**
 * What the state of an item is called: a verdict, `answered`, `missing`, `incomplete` or `open`.
 * @param {Item} item @param {Standing} standing
 */
export function stateOf(item, { said, missing }) {
  const answer = said[item.code];
  if (missing.has(item.code)) return isAnswered(answer) ? 'incomplete' : 'missing';
  if (!isAnswered(answer)) return 'open';
  return item.type === 'verdict' ? String(answer.value) : 'answered';
}

/** Items that come and go with an answer, told to who cannot see it. @param {{items: Item[]}} props */
export function Changes({ items }) {
  const before = useRef(items);
  const told = useRef('');
  if (before.current !== items) {
    const news = changed(before.current, items);
    if (news) told.current = news;
    before.current = items;
  }
  return html`<p class="unseen" role="status">${told.current}</p>`;
}

/** @param {Item[]} before @param {Item[]} now */
function changed(before, now) {
  const come = now.filter((item) => !before.includes(item)).map((item) => inLanguage(item.question));
  const gone = before.filter((item) => !now.includes(item)).length;
  if (come.length) return t('visit.items-come', { questions: come.join('; ') });
  return gone ? t('visit.items-go', { n: gone }) : '';
}
