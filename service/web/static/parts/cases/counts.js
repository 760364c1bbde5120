/** How many cases of each level and state there are; each count leads to its cases. */

import { number } from '../../lib/format.js';
import { CASE_STATES, HELD, CLAIMABLE, LEVELS } from '../../lib/lists.js';
import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { LevelTag, StateTag } from '../tag.js';

const OPEN = [...CLAIMABLE, ...HELD];

/** @param {any[]} counts @param {(row: any) => boolean} fits @returns {number} */
export const sumOf = (counts, fits) => counts.filter(fits).reduce((sum, row) => sum + row.count, 0);

/** @param {any[]} counts @returns {number} red cases that nobody has taken */
export const redWaiting = (counts) => sumOf(counts, (row) => row.level === 'red' && CLAIMABLE.includes(row.state));

/** @param {any[]} counts @returns {string[]} who holds open cases */
export const holdersOf = (counts) => [...new Set(counts.filter((row) => HELD.includes(row.state) && row.claimed_by).map((row) => row.claimed_by))].sort();

/** @param {{counts: any[], asked?: Record<string, string>}} props `asked`: what the list shows now */
export function Counts({ counts, asked = {} }) {
  const ofLevel = (level) => sumOf(counts, (row) => row.level === level && OPEN.includes(row.state));
  const ofState = (state) => sumOf(counts, (row) => row.state === state);
  const states = CASE_STATES.filter((state) => ofState(state) > 0 || OPEN.includes(state));
  return html`<nav class="tallies no-print" aria-label=${t('cases.counts')}>
    <ul>${LEVELS.map((level) => html`<${Tally} key=${level} name="level" value=${level} asked=${asked} count=${ofLevel(level)}>
      <${LevelTag} level=${level} /><//>`)}</ul>
    <ul>${states.map((state) => html`<${Tally} key=${state} name="state" value=${state} asked=${asked} count=${ofState(state)}>
      <${StateTag} list="state" value=${state} /><//>`)}</ul>
  </nav>`;
}

/** @param {{name: string, value: string, asked: Record<string, string>, count: number, children?: any}} props */
function Tally({ name, value, asked, count, children }) {
  const here = asked[name] === value;
  return html`<li><a href=${`/cases?${name}=${value}`} aria-current=${here ? 'true' : undefined}>
    ${children} <strong>${number(count)}</strong>
  </a></li>`;
}
