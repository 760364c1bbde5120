/** Which indicators concern a kind of establishment: the letters of `schemas/vocabulary.py`. */

/** @type {Record<string, string[]>} */
export const KINDS_OF_LETTER = {
  LT: ['hotel', 'guesthouse', 'homestay', 'villa', 'apartment', 'boat', 'campsite'],
  LH: ['tour_operator', 'transport'],
  KR: ['karaoke', 'dance_hall'],
  XB: ['massage'],
  AU: ['bar', 'restaurant'],
};

/** @param {string[]} applies of an indicator; `all` @param {string} kind of establishment */
export function concerns(applies, kind) {
  return applies.some((letter) => letter === 'all' || KINDS_OF_LETTER[letter]?.includes(kind));
}
