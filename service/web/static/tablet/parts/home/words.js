/** Sizes, moments and counts as this family of screens says them. */

import { dayOf, isoDay, number, timeOf, today } from '../../../lib/format.js';
import { t } from '../../core/words.js';

const KIB = 1024;

/** @param {number} bytes @returns {string} such as `1,2 MB` */
export function size(bytes) {
  if (bytes < KIB * KIB) return `${number(Math.ceil(bytes / KIB))} KB`;
  if (bytes < KIB ** 3) return `${number(bytes / KIB ** 2)} MB`;
  return `${number(bytes / KIB ** 3)} GB`;
}

/** @param {number} at milliseconds @returns {string} `08:30` today, else with its day */
export function moment(at) {
  const written = new Date(at).toISOString();
  return isoDay(written) === today() ? timeOf(written) : `${timeOf(written)} ${dayOf(written)}`;
}

/** @param {string} day `YYYY-MM-DD` @returns {string} the day of the week and the date */
export function weekday(day) {
  const name = t(`home.day-${new Date(`${day}T00:00:00Z`).getUTCDay()}`);
  return `${name}, ${day.split('-').reverse().join('/')}`;
}
