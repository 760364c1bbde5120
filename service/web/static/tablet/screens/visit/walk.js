/** From card to card: the people first, then each item that is asked. */

import { useEffect, useRef, useState } from '../../../lib/preact.js';
import { query } from '../../route.js';

export const PEOPLE = 'people';
const NEXT_MS = 220; // So long one sees what was tapped.

/**
 * @param {import('../../core/draft.js').Draft} draft @param {import('./standing.js').Standing} standing
 * @returns {{at: string, place: number, last: boolean, to: (card: string) => void, next: () => void, back: () => void,
 *   soon: () => void, toMissing: () => void}} `soon`: the next card as soon as the tap was seen
 */
export function useWalk(draft, standing) {
  const [chosen, choose] = useState(() => query().get('item') ?? draft.row.at ?? resumed(standing));
  const cards = [PEOPLE, ...standing.items.map((item) => item.code)];
  const at = cards.includes(chosen) ? chosen : resumed(standing);
  const place = cards.indexOf(at);
  const to = (card) => {
    clearTimeout(timer.current);
    choose(card);
    draft.stand(card);
  };
  const next = () => to(cards[Math.min(place + 1, cards.length - 1)]);
  const newest = useRef(next);
  newest.current = next;
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const soon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => newest.current(), NEXT_MS);
  };
  const toMissing = () => {
    const after = [...cards.slice(place + 1), ...cards].find((card) => standing.missing.has(card));
    if (after) to(after);
  };
  return { at, place, last: place === cards.length - 1, to, next, back: () => to(cards[Math.max(place - 1, 0)]), soon, toMissing };
}

/** Where somebody goes on who was nowhere yet. @param {import('./standing.js').Standing} standing */
function resumed({ said, missing }) {
  const [first] = missing.keys();
  return Object.keys(said).length && first ? first : PEOPLE;
}
