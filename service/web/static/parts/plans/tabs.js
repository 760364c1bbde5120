/** The pages of plans, one beside the other. */

import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';

const PAGES = [['/inspections', 'inspections.title'], ['/tasks', 'tasks.title'], ['/campaigns', 'campaigns.title'], ['/activities', 'activities.title']];

export function PlanTabs() {
  return html`<nav class="tabs no-print" aria-label=${t('nav.plans')}>
    ${PAGES.map(([path, words]) => html`<a href=${path} aria-current=${location.pathname === path ? 'page' : undefined}>${t(words)}</a>`)}
  </nav>`;
}
