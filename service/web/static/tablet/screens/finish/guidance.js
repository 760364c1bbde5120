/** What was done on this visit: the figures read this, not the state that was found. */

import { html } from '../../../lib/preact.js';
import { t } from '../../core/words.js';
import { Counter } from '../../parts/counter.js';

export const DONE = /** @type {const} */ (['given', 'commitment_signed', 'hotline_posted']);
export const NUMBERS = /** @type {const} */ (['staff_trained', 'leaflets']);
const MOST = 100_000; // as the server takes them

/** @param {{draft: import('../../core/draft.js').Draft}} props */
export function Guidance({ draft }) {
  const { guidance } = draft.content;
  return html`<section class="card"><h2>${t('guidance.title')}</h2>
    ${DONE.map((name) => html`<label class="tick" key=${name}><input type="checkbox" checked=${guidance[name]} onChange=${(event) => draft.guide({ [name]: event.target.checked })} /><span>${t(`guidance.${name}`)}</span></label>`)}
    <div class="counters">${NUMBERS.map((name) => html`<${Counter} key=${name} id=${`guidance-${name}`} label=${t(`guidance.${name}`)} value=${guidance[name]} say=${(number) => draft.guide({ [name]: Math.min(number ?? 0, MOST) })} />`)}</div>
  </section>`;
}
