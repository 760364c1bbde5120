/** How the case moved: to which state, by whom, why. */

import { dayOf, timeOf } from '../../lib/format.js';
import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { StateTag } from '../tag.js';

/** @param {{moves: any[]}} props */
export function Moves({ moves }) {
  if (moves.length === 0) return html`<section><h2>${t('moves.title')}</h2><p class="quiet">${t('moves.none')}</p></section>`;
  return html`<section><h2>${t('moves.title')}</h2>
    <ol class="timeline" role="list">${[...moves].reverse().map((move) => html`<li key=${move.at}>
      <p class="timeline-when"><span class="nowrap">${dayOf(move.at)}</span> <span class="quiet">${timeOf(move.at)}</span></p>
      <div><p class="case-marks"><${StateTag} list="state" value=${move.to} /> <span class="quiet">${move.by}</span></p>
        ${move.reason && html`<p class="as-written signs">${move.reason}</p>`}</div>
    </li>`)}</ol>
  </section>`;
}
