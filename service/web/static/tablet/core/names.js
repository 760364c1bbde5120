/** Names as people type them: the same folding as `service/domain/names.py`. */

const MARKS = /\p{M}+/gu;
const OTHER = /[^\p{L}\p{N}]+/gu;

/** @param {string} text @returns {string} without accents, case and punctuation: "KS. Hoà-Bình" and "ks hòa bình" meet */
export function folded(text) {
  return text.normalize('NFKD').toLowerCase().replaceAll('đ', 'd').replace(MARKS, '').replace(OTHER, ' ').trim();
}
