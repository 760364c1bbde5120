/** A target of a campaign and how far it is. */

import { number } from '../../lib/format.js';
import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { Progress } from './progress.js';

/** @param {{target: any}} props */
export function Target({ target }) {
  const known = ['visits', 'establishments', 'inspections', 'guided', 'commitments', 'staff_trained', 'hotline_posted', 'leaflets'];
  const name = known.includes(target.name) ? t(`target.${target.name}`) : target.name;
  return html`<div class="target"><span>${name}</span>${target.done === null
    ? html`<span class="quiet">${t('campaigns.not-counted', { n: number(target.target) })}</span>`
    : html`<${Progress} done=${target.done} of=${target.target} label=${name} />`}</div>`;
}
