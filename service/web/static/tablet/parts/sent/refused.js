/** What the server refused, told by what the person knows: the item, the place, the plan; and what can be done. */

import { inLanguage, t } from '../../core/words.js';
import { isOf } from '../../core/net.js';
import { wordsOf } from '../../core/trouble.js';

/**
 * `item`: whose card it is; `field`: the part of the visit, as `sent.field-<field>` names it; `elsewhere`: on the sheet, of which nothing is said here.
 * @typedef {{item?: string, question?: string, field?: string, elsewhere?: boolean, words: string}} Wrong
 * @typedef {'place' | 'servers-place' | 'again' | 'reopen' | 'amend' | 'as-new'} Act
 */

const FIELDS = ['campaign_id', 'inspection_id', 'started_at', 'finished_at', 'team', 'representative', 'witnesses', 'opinion', 'requirements', 'remarks', 'guidance', 'signatures', 'position', 'establishment_id'];
const SEALED = ['flags', 'emergency_call'];

/**
 * @param {import('../../core/drafts.js').DraftRow} row in `attention`
 * @param {any} body as it was sent @param {import('../../core/checklist.js').Checklist | null} checklist
 * @returns {Wrong[]}
 */
export function wrongIn(row, body, checklist) {
  if (row.trouble?.values?.place) return everyWords(row.trouble).map((words) => ({ words }));
  const submission = body?.submission ?? body ?? {};
  const told = Object.entries(row.trouble?.errors ?? {}).flatMap(([path, faults]) =>
    faults.map(({ message, code }) => wrongAt(path.replace(/^submission\./, '').split('.'), { message, code }, submission, checklist)),
  );
  return told.filter((one, at) => !one.elsewhere || told.findIndex((other) => other.elsewhere) === at);
}

/** @param {import('../../core/drafts.js').DraftRow} row @returns {Act[]} the best first */
export function whatCanBeDone(row) {
  const { status = 0, type = '', values = {} } = row.trouble ?? {};
  if (values.place) return status === 409 ? ['servers-place'] : ['place'];
  if (status === 409 && isOf(type, 'other-content')) return ['amend', 'as-new'];
  if (status === 409 && !row.amends) return ['as-new'];
  if (status === 409 || (status === 404 && row.amends)) return ['again', 'as-new'];
  if (status === 422 || status === 400) return ['reopen'];
  return ['again', 'reopen'];
}

/** @param {import('../../core/trouble.js').TroubleRow} trouble @returns {string[]} */
export function everyWords(trouble) {
  const each = Object.values(trouble.errors ?? {}).flatMap((faults) => faults.map(({ message }) => message));
  return each.length ? each : [wordsOf(trouble)];
}

/** @param {string[]} path @param {{message: string, code: string}} fault @returns {Wrong} */
function wrongAt([field, at], { message, code }, submission, checklist) {
  if (SEALED.includes(field)) return { elsewhere: true, words: t('sent.elsewhere') };
  const item = submission[field]?.[at]?.item ?? (code === 'missing_item' ? mentioned(message, checklist) : undefined);
  if (item) return { item, question: questionIn(checklist, item), words: message };
  return { field: FIELDS.includes(field) ? field : 'other', words: message };
}

/** A missing item has no place among the answers; the server's words begin with its code. */
function mentioned(message, checklist) {
  return checklist?.items.find(({ code }) => message.includes(`${code}:`))?.code;
}

function questionIn(checklist, code) {
  const item = checklist?.items.find((one) => one.code === code);
  return item ? inLanguage(item.question) : '';
}
