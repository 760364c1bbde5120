/** The law behind an item, as in force on the day of the visit; what is unsure is not told as law. */

import { html } from '../../lib/preact.js';
import { inLanguage, t } from '../../lib/words.js';

/** @param {{item: any, bases: any[]}} props behind a disclosure */
export function BasisDisclosure({ item, bases }) {
  if (item.legal_basis.length === 0 && !item.decides) return null;
  return html`<details class="basis"><summary>${t('basis.title')}</summary><${Basis} item=${item} bases=${bases} /></details>`;
}

/** @param {{item: any, bases: any[]}} props */
export function Basis({ item, bases }) {
  const own = bases.filter((basis) => item.legal_basis.includes(basis.code));
  const law = own.filter((basis) => basis.certainty !== 'unsure');
  const unsure = own.filter((basis) => basis.certainty === 'unsure');
  return html`<div class="basis-told">
    ${law.length === 0 && html`<p class="quiet">${t('basis.none')}</p>`}
    <ul class="plain-list">${[...law, ...unsure].map((basis) => html`<li key=${basis.code}><${BasisName} basis=${basis} /></li>`)}</ul>
    ${item.decides && html`<p class="quiet">${t('basis.decides')}: <span lang="vi">${item.decides}</span></p>`}
  </div>`;
}

/** @param {{basis: any}} props its title and number, marked where it has to be checked first */
export function BasisName({ basis }) {
  return html`${inLanguage(basis.title)}${basis.number && html` <span class="quiet">(${basis.number})</span>`}
    ${basis.certainty === 'unsure' && html` <span class="tag tag-warn">${t('basis.unsure')}</span>`}`;
}
