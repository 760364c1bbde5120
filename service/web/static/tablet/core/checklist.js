/** What a checklist asks and what is still missing: the same rules as `service/domain/answers.py`. */

import { faultsOfAnswer, isRequired } from './answers.js';

/**
 * @typedef {{measure: string, required_on: 'fail' | 'always' | 'never', label: Label, unit: string | null}} Count
 * @typedef {{vi: string, en: string}} Label
 * @typedef {{item?: string, value?: unknown, kind?: string[]}} Condition
 * @typedef {{code: string, section: string, question: Label, type: 'verdict' | 'integer' | 'decimal' | 'date' | 'text' | 'choice',
 *   allowed: string[], required: boolean, counts: Count[], only_if: Condition | null, legal_basis: string[],
 *   decides: string, evidence: string, applies: string[]}} Item
 * @typedef {{code: string, version: number, title: Label, kinds: string[], items: Item[]}} Checklist
 * @typedef {{item: string, value?: unknown, counts?: Record<string, number>, note?: string, attachments?: string[],
 *   remedy?: string, remedy_by?: string | null}} Answer
 * @typedef {{path: string, code: string, item: string | null, measure?: string}} Fault
 */

/**
 * The items put to an establishment of this kind, in order, given the answers so far. A condition on
 * an item that is itself not asked is not met.
 * @param {Checklist} checklist @param {Record<string, Answer>} byItem @param {string} kind
 * @returns {Item[]}
 */
export function askedItems(checklist, byItem, kind) {
  /** @type {Map<string, Item>} */
  const asked = new Map();
  for (const item of checklist.items) {
    if (isAsked(item.only_if, asked, byItem, kind)) asked.set(item.code, item);
  }
  return [...asked.values()];
}

/** @param {Condition | null} condition @param {Map<string, Item>} asked */
function isAsked(condition, asked, byItem, kind) {
  if (!condition) return true;
  if (condition.item == null) return (condition.kind ?? []).includes(kind);
  const answer = byItem[condition.item];
  if (!asked.has(condition.item) || !answer) return false;
  return (answer.value ?? null) === condition.value;
}

/**
 * All that is wrong with the answers, by path from the visit, in the server's order.
 * @param {Answer[]} answers @param {Checklist} checklist @param {string} kind
 * @returns {Fault[]}
 */
export function faultsIn(answers, checklist, kind) {
  const byItem = firstByItem(answers);
  const asked = new Map(askedItems(checklist, byItem, kind).map((item) => [item.code, item]));
  const known = new Set(checklist.items.map((item) => item.code));
  const seen = new Set();
  const faults = [];
  answers.forEach((answer, place) => {
    const path = `answers.${place}`;
    const item = asked.get(answer.item);
    if (!known.has(answer.item)) faults.push(about(answer, `${path}.item`, 'unknown_item'));
    else if (seen.has(answer.item)) faults.push(about(answer, `${path}.item`, 'item_twice'));
    else if (!item) faults.push(about(answer, `${path}.item`, 'item_not_asked'));
    else faults.push(...faultsOfAnswer(path, answer, item));
    seen.add(answer.item);
  });
  const missing = [...asked.values()].filter((item) => item.required && !byItem[item.code]);
  return [...faults, ...missing.map((item) => ({ path: 'answers', code: 'missing_item', item: item.code }))];
}

/**
 * What stands between the answers and sending them, an item once, in the checklist's order.
 * @param {Answer[]} answers @param {Checklist} checklist @param {string} kind
 * @returns {{item: string, code: string, measure?: string}[]} for jumping to; empty when complete
 */
export function unanswered(answers, checklist, kind) {
  const first = new Map();
  for (const fault of faultsIn(answers, checklist, kind)) {
    if (fault.item && !first.has(fault.item)) first.set(fault.item, fault);
  }
  return checklist.items
    .filter((item) => first.has(item.code))
    .map(({ code }) => ({ item: code, code: first.get(code).code, measure: first.get(code).measure }));
}

/**
 * @param {Answer[]} answers @param {Checklist} checklist @param {string} kind
 * @returns {{asked: number, answered: number, required: number, missing: number}} for a bar of progress
 */
export function progress(answers, checklist, kind) {
  const byItem = firstByItem(answers);
  const asked = askedItems(checklist, byItem, kind);
  const answered = asked.filter((item) => byItem[item.code]?.value != null && byItem[item.code].value !== '');
  return {
    asked: asked.length,
    answered: answered.length,
    required: asked.filter((item) => item.required).length,
    missing: unanswered(answers, checklist, kind).length,
  };
}

/** @param {Answer[]} answers @param {Checklist} checklist @returns {string[]} the verdicts `fail`, in order */
export function failedItems(answers, checklist) {
  const byItem = firstByItem(answers);
  const verdicts = checklist.items.filter((item) => item.type === 'verdict');
  return verdicts.map((item) => item.code).filter((code) => byItem[code]?.value === 'fail');
}

/** The numbers an item asks with the answer it has. @param {Item} item @param {unknown} value @returns {{count: Count, required: boolean}[]} */
export function countsAsked(item, value) {
  return item.counts.map((count) => ({ count, required: isRequired(count, value, item) }));
}

/** The sections of the items asked, in order. @param {Item[]} items @returns {{name: string, items: Item[]}[]} */
export function sections(items) {
  /** @type {Map<string, Item[]>} */
  const found = new Map();
  for (const item of items) found.set(item.section, [...(found.get(item.section) ?? []), item]);
  return [...found].map(([name, those]) => ({ name, items: those }));
}

/** @param {Answer[]} answers @returns {Record<string, Answer>} */
export function firstByItem(answers) {
  /** @type {Record<string, Answer>} */
  const byItem = Object.create(null);
  for (const answer of answers) byItem[answer.item] ??= answer;
  return byItem;
}

/** @returns {Fault} */
function about(answer, path, code) {
  return { path, code, item: answer.item };
}
