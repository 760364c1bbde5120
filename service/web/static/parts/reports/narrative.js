/** The words of a return, section by section. */

import { RETURN_SECTIONS } from '../../lib/lists.js';
import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { LongField } from '../fields.js';

/** @param {{narrative: Record<string, string>, set: any, writes: boolean}} props */
export function NarrativeFields({ narrative, set, writes }) {
  const told = RETURN_SECTIONS.filter((name) => writes || narrative[name]);
  if (told.length === 0) return null;
  return html`<section class="fields-wide"><h2>${t('returns.words')}</h2>
    ${told.map((name) => writes
    ? html`<${LongField} key=${name} id=${`say-${name}`} label=${t(`section.${name}`)} rows=${3} value=${narrative[name]} onInput=${(event) => set((old) => ({ ...old, [name]: event.currentTarget.value }))} />`
    : html`<h3>${t(`section.${name}`)}</h3><p class="said">${narrative[name]}</p>`)}
  </section>`;
}
