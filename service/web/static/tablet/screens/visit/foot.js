/** Below the card, always in reach: back, what is missing, next. */

import { html } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import { t } from '../../core/words.js';
import { href } from '../../route.js';

/** @param {{draft: import('../../core/draft.js').Draft, standing: import('./standing.js').Standing, walk: ReturnType<import('./walk.js').useWalk>}} props */
export function Foot({ draft, standing, walk }) {
  const n = standing.missing.size;
  const finish = html`<${Finish} id=${draft.id} />`;
  return html`<nav class="visit-foot" aria-label=${t('visit.cards')}>
    <button type="button" class="button visit-back" disabled=${walk.place === 0} onClick=${walk.back}><${Icon} name="chevron-left" /><span>${t('visit.back')}</span></button>
    ${n > 0 && html`<button type="button" class="button visit-missing" onClick=${walk.toMissing}>${t('visit.missing', { n })}</button>`}
    ${(n === 0 || walk.last) && finish}
    ${!walk.last && html`<button type="button" class=${n > 0 ? 'button primary visit-next' : 'button visit-next'} onClick=${walk.next}><span>${t('visit.next')}</span><${Icon} name="chevron-right" /></button>`}
  </nav>`;
}

/** @param {{id: string}} props */
function Finish({ id }) {
  return html`<a class="button primary visit-next" href=${href(`visits/${id}/finish`)}><${Icon} name="file-check" />${t('visit.finish')}</a>`;
}
