/** Which files and answers the content of a visit names. */

/** @typedef {import('./drafts.js').Content} Content */
/** @typedef {import('./draft.js').Where} Where */

/** @param {Content} content @param {Where} where @param {(old: string[]) => string[]} change @returns {Content} */
export function mentioned(content, where, change) {
  if ('flag' in where) {
    const flags = content.flags.map((flag, at) => (at === where.flag ? { ...flag, attachments: change(flag.attachments) } : flag));
    return { ...content, flags };
  }
  const old = content.answers[where.item] ?? blankAnswer(where.item);
  return { ...content, answers: { ...content.answers, [where.item]: { ...old, attachments: change(old.attachments ?? []) } } };
}

/** @param {Content} content @returns {Set<string>} */
export function namedIn({ answers, signatures, flags }) {
  return new Set([
    ...Object.values(answers).flatMap((one) => one.attachments ?? []),
    ...signatures.flatMap((one) => (one.attachment ? [one.attachment] : [])),
    ...flags.flatMap((one) => one.attachments),
  ]);
}

/** @param {string} item @returns {import('./checklist.js').Answer} */
export function blankAnswer(item) {
  return { item, value: null, counts: {}, note: '', attachments: [], remedy: '', remedy_by: null };
}
