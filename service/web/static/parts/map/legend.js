/** What the colours mean, and by what marks are coloured. */

import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { WAYS, groupWords } from './colours.js';

/** @param {{way: string}} props */
export function Legend({ way }) {
  const { groups, colours } = WAYS[way];
  return html`<ul class="legend" aria-label=${t('map.legend')}>
    ${groups.map((group) => html`<li key=${group}><svg class="legend-dot" viewBox="0 0 12 12" aria-hidden="true"><circle cx="6" cy="6" r="5" fill=${colours[group]} /></svg>${groupWords(way, group)}</li>`)}
  </ul>`;
}
