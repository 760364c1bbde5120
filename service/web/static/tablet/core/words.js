/** The words of the tablet in the language somebody chose; Vietnamese unless they did. */

import coreEn from '../words/core.en.js';
import coreVi from '../words/core.vi.js';
import en from '../words/en.js';
import vi from '../words/vi.js';

const LANGUAGES = { vi: { ...coreVi, ...vi }, en: { ...coreEn, ...en } };
const KEPT = 'an-tru-language'; // the same choice as at the desk; the only thing in localStorage

/** @typedef {'vi' | 'en'} Language */

/** @type {Language} */
let language = kept();
document.documentElement.lang = language;

/** @returns {Language} */
export function currentLanguage() {
  return language;
}

/** @param {Language} chosen */
export function speak(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  try {
    localStorage.setItem(KEPT, chosen);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values] for the `{name}`s in the words
 * @returns {string}
 */
export function t(key, values = {}) {
  const words = LANGUAGES[language][key] ?? key;
  return words.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

/** @param {{vi: string, en: string}} label words that the server tells in both languages */
export function inLanguage(label) {
  return label[language] || label.vi;
}

/** @returns {Language} */
function kept() {
  try {
    return localStorage.getItem(KEPT) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi';
  }
}
