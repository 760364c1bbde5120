/** What is wrong with one answer: its value by the item's type, and its counts. */

const MOST_CHARACTERS = 2000;
const LARGEST_NUMBER = 10 ** 9;
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** @typedef {import('./checklist.js').Item} Item */
/** @typedef {import('./checklist.js').Answer} Answer */
/** @typedef {import('./checklist.js').Count} Count */
/** @typedef {import('./checklist.js').Fault} Fault */

/** @param {string} path @param {Answer} answer @param {Item} item @returns {Fault[]} */
export function faultsOfAnswer(path, answer, item) {
  const code = valueFault(answer.value ?? null, item);
  const value = code ? [{ path: `${path}.value`, code, item: item.code }] : [];
  return [...value, ...countFaults(`${path}.counts`, answer, item)];
}

/** `always` is with every pass and fail; what does not apply has nothing to count. @param {Count} count @param {unknown} value @param {Item} item */
export function isRequired(count, value, item) {
  if (count.required_on === 'fail') return value === 'fail';
  const answered = item.type === 'verdict' ? value === 'pass' || value === 'fail' : value != null;
  return count.required_on === 'always' && answered;
}

/** @param {unknown} value @param {Item} item @returns {string | null} */
export function valueFault(value, item) {
  if (value === null || value === '') return 'missing_value';
  return REASON_OF_TYPE[item.type](value, item);
}

const choice = (value, item) => {
  if (typeof value !== 'string') return 'wrong_type';
  return item.allowed.includes(value) ? null : 'not_allowed';
};

const integer = (value) => {
  if (!Number.isInteger(value)) return 'wrong_type';
  return value >= 0 && value <= LARGEST_NUMBER ? null : 'not_allowed';
};

const decimal = (value) => {
  if (typeof value !== 'number') return 'wrong_type';
  return Math.abs(value) <= LARGEST_NUMBER ? null : 'not_allowed';
};

const date = (value) => {
  if (typeof value !== 'string' || !DATE.test(value) || value.startsWith('0000')) return 'wrong_type';
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value) ? null : 'wrong_type';
};

const text = (value) => {
  if (typeof value !== 'string') return 'wrong_type';
  return [...value].length <= MOST_CHARACTERS ? null : 'not_allowed';
};

/** @type {Record<string, (value: any, item: Item) => string | null>} */
const REASON_OF_TYPE = { verdict: choice, choice, integer, decimal, date, text };

/** @param {string} path @param {Answer} answer @param {Item} item @returns {Fault[]} */
function countFaults(path, answer, item) {
  const given = answer.counts || {};
  const asked = new Map(item.counts.map((count) => [count.measure, count]));
  const faults = [];
  for (const [measure, number] of Object.entries(given)) {
    const code = asked.has(measure) ? integer(number) : 'unknown_count';
    if (code) faults.push({ path: `${path}.${measure}`, code, item: item.code, measure });
  }
  for (const [measure, count] of asked) {
    if (!Object.hasOwn(given, measure) && isRequired(count, answer.value ?? null, item)) {
      faults.push({ path: `${path}.${measure}`, code: 'missing_count', item: item.code, measure });
    }
  }
  return faults;
}
