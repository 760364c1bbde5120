/** Words as they are looked for: without accents, in small letters. */

/** @param {string} text */
export function folded(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase().trim();
}
