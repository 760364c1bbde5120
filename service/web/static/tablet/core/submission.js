/** From what was recorded to what is sent: contract.md, section 5. */

import { askedItems, failedItems } from './checklist.js';

/** @typedef {import('./drafts.js').DraftRow} DraftRow */

/**
 * Answers that conditions left behind, and violations of items that no longer fail, stay on the tablet.
 * @param {DraftRow} row @param {import('./checklist.js').Checklist} checklist
 */
export function submissionOf(row, checklist) {
  const { content } = row;
  const said = holding(content.answers);
  const answers = askedItems(checklist, said, row.place.kind)
    .filter((item) => said[item.code])
    .map((item) => answerOf(said[item.code]));
  const failed = new Set(failedItems(answers, checklist));
  return {
    establishment_id: row.place.id,
    inspection_id: row.inspection_id,
    campaign_id: row.campaign_id,
    checklist: row.checklist,
    started_at: content.started_at,
    finished_at: content.finished_at ?? content.started_at,
    team: content.team,
    representative: content.representative,
    witnesses: content.witnesses,
    opinion: content.opinion,
    requirements: content.requirements,
    remarks: content.remarks,
    position: content.position,
    answers,
    violations: content.violations.filter((one) => failed.has(one.item)),
    guidance: content.guidance,
    signatures: content.signatures,
    flags: content.flags,
    emergency_call: content.emergency_call,
  };
}

/**
 * The files that the submission names, an open one also where the sealed side names it too.
 * @param {ReturnType<typeof submissionOf>} submission @param {DraftRow['photos']} photos
 * @returns {{hash: string, part: 'open' | 'sealed', kind: string, size: number}[]}
 */
export function filesOf(submission, photos) {
  const open = submission.answers.flatMap((answer) => answer.attachments);
  const marks = submission.signatures.flatMap((mark) => (mark.attachment ? [mark.attachment] : []));
  const sealed = submission.flags.flatMap((flag) => flag.attachments);
  const named = [
    ...[...new Set([...open, ...marks])].map((hash) => ({ hash, part: /** @type {const} */ ('open') })),
    ...[...new Set(sealed)].map((hash) => ({ hash, part: /** @type {const} */ ('sealed') })),
  ];
  return named.map((file) => ({ ...file, kind: photos[file.hash].kind, size: photos[file.hash].size }));
}

/** What goes into the outbox. @param {DraftRow} row @param {import('./checklist.js').Checklist} checklist @returns {import('./outbox.js').Item} */
export function itemOf(row, checklist) {
  const submission = submissionOf(row, checklist);
  const { id, amends } = row;
  const body = amends ? { id, reason: amends.reason, submission } : submission;
  return {
    what: 'visit', id, visit: amends ? amends.visit : id, amends: Boolean(amends), place: row.place.id,
    body: JSON.stringify(body), files: filesOf(submission, row.photos),
    at: Date.now(), tries: 0, next: 0, trouble: null, answered: null, receipt: null, done: null,
  };
}

/** Those in which anything was recorded: a note without a result is asked for its result, not dropped. */
function holding(answers) {
  return Object.fromEntries(Object.entries(answers).filter(([, one]) => holds(one)));
}

function holds({ value, counts = {}, note = '', attachments = [] }) {
  return (value != null && value !== '') || note.trim() !== '' || attachments.length > 0 || Object.keys(counts).length > 0;
}

function answerOf({ item, value, counts = {}, note = '', attachments = [], remedy = '', remedy_by = null }) {
  const failed = value === 'fail';
  return {
    item, value, counts: value === 'not_applicable' ? {} : counts, note, attachments,
    remedy: failed ? remedy : '', remedy_by: failed ? remedy_by : null,
  };
}
