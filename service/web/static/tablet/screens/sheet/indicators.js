/** What the screens of the sheet say of an indicator. */

import * as catalogue from '../../core/catalogue.js';
import { inLanguage, t } from '../../core/words.js';

/** @param {string} code @returns {string} the sign as the catalogue words it */
export function labelOf(code) {
  const known = /** @type {any} */ (catalogue.indicator(code));
  return known ? inLanguage(known.label) : code;
}

/** @param {{severity: string, mode: string}} indicator @returns {string} how much it weighs, in words */
export function weightOf({ severity, mode }) {
  return `${t(`sheet.severity-${severity}`)} · ${t(`sheet.mode-${mode}`)}`;
}

/** @param {import('../../core/draft.js').Draft} draft @param {number} at @returns {boolean} in a correction: was sent before, so it stays */
export function wasSent(draft, at) {
  return at < (draft.row.amends?.flags ?? 0);
}
