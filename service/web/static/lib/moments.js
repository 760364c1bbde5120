/** Moments as the fields of forms have them: minutes of the local day in Việt Nam, without an offset. */

import { isoDay, timeOf } from './format.js';

const OFFSET = '+07:00';

/** @param {string} moment RFC 3339 @returns {string} `2026-11-25T08:30` */
export const localMoment = (moment) => `${isoDay(moment)}T${timeOf(moment)}`;

/** @returns {string} this minute */
export const nowHere = () => localMoment(new Date().toISOString());

/** @param {string} local as the field has it @returns {string | null} RFC 3339, null where it is empty */
export const toMoment = (local) => (local ? `${local.slice(0, 16)}:00${OFFSET}` : null);
