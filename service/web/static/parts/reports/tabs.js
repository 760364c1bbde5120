/** The pages of figures and reports, one beside the other. */

import { html } from '../../lib/preact.js';
import { readsReturns } from '../../lib/roles.js';
import { t } from '../../lib/words.js';

const PAGES = [
  { path: '/dashboard', words: 'dashboard.title', may: () => true },
  { path: '/figures', words: 'figures.title', may: () => true },
  { path: '/returns', words: 'returns.title', may: readsReturns },
  { path: '/summaries', words: 'summaries.title', may: () => true },
];

/** @param {{account: any}} props */
export function ReportTabs({ account }) {
  return html`<nav class="tabs no-print" aria-label=${t('nav.figures')}>
    ${PAGES.filter((page) => page.may(account)).map(({ path, words }) => html`<a href=${path} aria-current=${location.pathname === path ? 'page' : undefined}>${t(words)}</a>`)}
  </nav>`;
}
