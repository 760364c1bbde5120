/** Speaks the words of one set of pages in the language somebody chose; Vietnamese unless they did. */

const KEPT = 'an-tru-language'; // The only thing in localStorage.

/** @typedef {'vi' | 'en'} Language */

/** @param {Record<Language, Record<string, string>>} languages the words by key, in each language */
export function speaker(languages) {
  let language = kept();
  document.documentElement.lang = language;

  /** @returns {Language} */
  function currentLanguage() {
    return language;
  }

  /** @param {Language} chosen */
  function speak(chosen) {
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
  function t(key, values = {}) {
    const words = languages[language][key] ?? key;
    return words.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
  }

  /** @param {{vi: string, en: string}} label words that the server tells in both languages */
  function inLanguage(label) {
    return label[language] || label.vi;
  }

  return { currentLanguage, speak, t, inLanguage };
}

/** @returns {Language} */
function kept() {
  try {
    return localStorage.getItem(KEPT) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi';
  }
}
