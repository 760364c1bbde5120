/** What went wrong on the tablet, with words that say what to do next. */

import { t } from './words.js';

export class Trouble extends Error {
  /**
   * @param {string} code names the words `trouble.<code>`
   * @param {{values?: Record<string, string | number>, status?: number, detail?: string,
   *   errors?: Record<string, {code: string, message: string}[]>, type?: string}} [more]
   *   `detail` and `errors` are the server's own words, which go before ours
   */
  constructor(code, more = {}) {
    super(code);
    this.code = code;
    this.values = more.values || {};
    this.status = more.status || 0;
    this.type = more.type || '';
    this.detail = more.detail || '';
    this.errors = more.errors || {};
  }

  /** @returns {string} for the person who holds the tablet */
  get words() {
    return wordsOf(this);
  }

  /** @returns {TroubleRow} what can be stored, and read back by {@link wordsOf} */
  row() {
    const { code, values, status, type, detail, errors } = this;
    return { code, values, status, type, detail, errors };
  }
}

/**
 * @typedef {{code: string, values: Record<string, string | number>, status: number, type: string,
 *   detail: string, errors: Record<string, {code: string, message: string}[]>}} TroubleRow
 * @param {TroubleRow | Trouble} row
 * @returns {string}
 */
export function wordsOf(row) {
  return row.detail || t(`trouble.${row.code}`, row.values);
}

/** @param {unknown} error @returns {Trouble} */
export function asTrouble(error) {
  if (error instanceof Trouble) return error;
  console.error(error);
  return new Trouble('broken', { values: { message: String(error) } });
}
