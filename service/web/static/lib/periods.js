/** The codes of periods, as `2026-Q3`, and which one is running. */

import { today } from './format.js';

export const PARTS = ['Q1', 'Q2', 'Q3', 'Q4', 'H1', '9M', 'year'];
export const BASES = ['statutory', 'calendar'];
const STATUTORY_FIRST_DAY = 15; // of the month before: Nghị định 09/2019/NĐ-CP, article 12
const YEARS_BACK = 4;

/** @param {string} basis @param {string} [now] `YYYY-MM-DD` @returns {string} the quarter that is running */
export function runningQuarter(basis, now = today()) {
  const [year, month, day] = now.split('-').map(Number);
  const ahead = basis === 'statutory' && day >= STATUTORY_FIRST_DAY ? 1 : 0;
  const months = year * 12 + (month - 1) + ahead;
  return `${Math.floor(months / 12)}-Q${Math.floor((months % 12) / 3) + 1}`;
}

/** @param {string} period a quarter @returns {string} the one before */
export function quarterBefore(period) {
  const [year, part] = period.split('-Q').map(Number);
  return part === 1 ? `${year - 1}-Q4` : `${year}-Q${part - 1}`;
}

/** @param {string} [now] `YYYY-MM-DD` @returns {string} the last quarter that is over, by the statutory windows */
export const lastClosedQuarter = (now = today()) => quarterBefore(runningQuarter('statutory', now));

/** @param {string} period @returns {{year: string, part: string}} `part` is a campaign's whole code where it is one */
export function partsOf(period) {
  if (period.startsWith('campaign:')) return { year: today().slice(0, 4), part: period };
  const [year, part = 'year'] = period.split('-');
  return { year, part };
}

/** @param {string} year @param {string} part @returns {string} */
export function periodOf(year, part) {
  if (part.startsWith('campaign:')) return part;
  return part === 'year' ? year : `${year}-${part}`;
}

/** @param {string} chosen is among them whatever it is @returns {string[]} years to choose from, newest first */
export function years(chosen) {
  const last = Number(runningQuarter('statutory').slice(0, 4));
  const list = Array.from({ length: YEARS_BACK + 1 }, (_, i) => String(last - i));
  return list.includes(chosen) ? list : [...list, chosen].sort().reverse();
}
