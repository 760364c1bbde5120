/** Numbers in a text that look like somebody's papers or telephone: the same as `service/domain/open_text.py`. */

const IDENTITY = /(?:^|[^\w.,/-])(?:\d{12}|\d{9}|[A-Z]\d{7})(?![\w/-])/;
const PHONE = /(^|[^\w/-])(?:\+84|84|0)(?:[35789]\d{8}|2\d{9})(?![\w/-])/g;
const SPACED = /(\d)[ .](?=\d)/g;

/** @param {string} text @returns {('phone_number' | 'identity_number')[]} what it seems to hold */
export function personalDataIn(text) {
  const joined = text.replace(SPACED, '$1');
  const without = joined.replace(PHONE, '$1');
  /** @type {('phone_number' | 'identity_number')[]} */
  const found = without === joined ? [] : ['phone_number'];
  if (IDENTITY.test(text) || IDENTITY.test(without)) found.push('identity_number');
  return found;
}
