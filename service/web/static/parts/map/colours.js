/** What a mark is coloured by, each with a word and a shape of its own, since colour alone tells nothing. */

import { LEVELS } from '../../lib/lists.js';
import { t } from '../../lib/words.js';

export const COMPLIANCE = ['none', 'met', 'open', 'overdue'];
const OF_COMPLIANCE = { none: '#8a94a0', met: '#2f7d4f', open: '#c98a00', overdue: '#b3261e' };
const OF_LEVEL = { red: '#b3261e', orange: '#d2691e', yellow: '#c9a400', white: '#8a94a0' };
const OF_AGE = { never: '#8a94a0', old: '#b07aa1', year: '#5b8bd0', quarter: '#1f6f78' };
const OF_LETTER = { LT: '#1f6f78', LH: '#5b8bd0', KR: '#b07aa1', XB: '#d2691e', AU: '#c9a400', other: '#8a94a0' };
const LETTERS = {
  LT: ['hotel', 'guesthouse', 'homestay', 'villa', 'apartment', 'boat', 'campsite'], LH: ['tour_operator', 'transport'],
  KR: ['karaoke', 'dance_hall'], XB: ['massage'], AU: ['bar', 'restaurant'],
};
const DAY_MS = 86_400_000;

/** By which a mark may be coloured: its groups in order, their colours, and the group of a mark. */
export const WAYS = {
  compliance: { groups: COMPLIANCE, colours: OF_COMPLIANCE, of: (mark) => mark.compliance },
  last: { groups: ['never', 'old', 'year', 'quarter'], colours: OF_AGE, of: (mark) => ageOf(mark.last_visit) },
  kind: { groups: [...Object.keys(LETTERS), 'other'], colours: OF_LETTER, of: (mark) => letterOf(mark.kind) },
  level: { groups: LEVELS, colours: OF_LEVEL, of: (mark, levels) => levels[mark.id]?.level || 'white' },
};

/** @param {string} way @param {string} group */
export const groupWords = (way, group) => t(`map-${way}.${group}`);

/** @param {string | null} day of the last visit */
function ageOf(day) {
  if (!day) return 'never';
  const days = (Date.now() - Date.parse(day)) / DAY_MS;
  if (days > 365) return 'old';
  return days > 92 ? 'year' : 'quarter';
}

/** @param {string} kind */
const letterOf = (kind) => Object.keys(LETTERS).find((letter) => LETTERS[letter].includes(kind)) || 'other';
