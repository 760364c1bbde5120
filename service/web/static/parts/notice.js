/** What went wrong or is empty, and what to do next. */

import { html } from '../lib/preact.js';
import { currentLanguage, t } from '../lib/words.js';
import { Icon } from './icon.js';

const WORDED = [-1, 0, 403, 404, 429, 500, 503];

/** @param {import('../lib/problem.js').Problem} problem @returns {string} */
export function wordsOf(problem) {
  const faults = Object.values(problem.errors).flat();
  if (faults.length > 0) return faults.map((fault) => fault.message).join(' ');
  if (problem.status > 0 && problem.message && currentLanguage() === 'vi') return problem.message;
  if (WORDED.includes(problem.status)) return t(`problem.${problem.status}`);
  return problem.message || t('problem.500');
}

/** @param {{problem: import('../lib/problem.js').Problem | null, again?: () => void}} props */
export function ProblemNotice({ problem, again }) {
  if (!problem) return null;
  return html`<div class="notice notice-bad" role="alert">
    <${Icon} name="circle-alert" />
    <div>
      <p>${wordsOf(problem)}</p>
      ${again && html`<button type="button" class="button small" onClick=${again}>${t('again')}</button>`}
    </div>
  </div>`;
}

/** @param {{title: string, children?: any}} props */
export function Empty({ title, children }) {
  return html`<div class="empty"><p class="empty-title">${title}</p><div>${children}</div></div>`;
}

/** @param {{lines?: number}} props grey bars where a list will stand */
export function Skeleton({ lines = 5 }) {
  const bars = Array.from({ length: lines }, (_, i) => html`<div class="bone" key=${i}></div>`);
  return html`<div class="skeleton" role="status"><span class="unseen">${t('loading')}</span>${bars}</div>`;
}
