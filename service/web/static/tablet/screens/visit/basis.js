/** The law behind an item, as in force on the day of the visit; what is unsure is not told as law. */

import { html } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import { legalBases } from '../../core/catalogue.js';
import { localDay } from '../../core/clock.js';
import { inLanguage, t } from '../../core/words.js';

/** @param {import('../../core/draft.js').Draft} draft @param {import('../../core/checklist.js').Item} item @returns {any[]} */
export function lawOf(draft, item) {
  return legalBases(item.legal_basis, localDay(Date.parse(draft.content.started_at)));
}

/** @param {{draft: import('../../core/draft.js').Draft, item: import('../../core/checklist.js').Item}} props behind a tap */
export function Basis({ draft, item }) {
  const bases = lawOf(draft, item);
  const sure = bases.filter((basis) => basis.certainty !== 'unsure');
  const unsure = bases.filter((basis) => basis.certainty === 'unsure');
  return html`<details class="basis"><summary><${Icon} name="scale" />${t('visit.basis')}<${Icon} name="chevron-down" /></summary>
    ${sure.length === 0 && html`<p class="quiet">${t('visit.basis-none')}</p>`}
    <ul class="plain-list">${[...sure, ...unsure].map((basis) => html`<li key=${basis.code}><${BasisName} basis=${basis} /></li>`)}</ul>
    ${item.decides && html`<p class="quiet">${t('visit.decides')}: <span lang="vi">${item.decides}</span></p>`}
  </details>`;
}

/** @param {{basis: any}} props its title and number, marked where it has to be checked first */
export function BasisName({ basis }) {
  return html`${inLanguage(basis.title)}${basis.number && html` <span class="quiet">(${basis.number})</span>`}
    ${basis.certainty === 'unsure' && html` <span class="tag tag-warn">${t('visit.basis-unsure')}</span>`}`;
}
