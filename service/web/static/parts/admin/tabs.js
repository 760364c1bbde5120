/** The pages of administration, one beside the other. */

import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';

const PAGES = [['/admin', 'accounts'], ['/admin/units', 'units'], ['/admin/devices', 'devices'], ['/admin/checklists', 'checklists'], ['/admin/audit', 'audit'], ['/admin/letters', 'letters']];

export function AdminTabs() {
  return html`<nav class="tabs no-print" aria-label=${t('admin.pages')}>
    ${PAGES.map(([path, name]) => html`<a href=${path} aria-current=${location.pathname === path ? 'page' : undefined}>${t(`admin.${name}`)}</a>`)}
  </nav>`;
}
