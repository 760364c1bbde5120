/** One flag: what was seen, where, when, of whom, with sealed photos. Each touch is saved. */

import { html, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import * as catalogue from '../../core/catalogue.js';
import { inLanguage, t } from '../../core/words.js';
import { MomentField, TextField } from './fields.js';
import { labelOf, wasSent, weightOf } from './indicators.js';
import { Person } from './person.js';
import { SealedPhotos } from './photos.js';

const MOST = { place: 500, description: 5000 }; // as schemas/visits.py has them

/**
 * @param {{draft: import('../../core/draft.js').Draft, at: number, open: (at: number | null) => void, leaving: () => void}} props
 *   `open`: another flag; null: back to the whole sheet
 */
export function Flag({ draft, at, open, leaving }) {
  const flag = draft.content.flags[at];
  const known = /** @type {any} */ (catalogue.indicator(flag.indicator));
  const field = (name) => ({ name, most: MOST[name], value: flag[name], onText: (text) => draft.setFlag(at, { [name]: text }) });
  const another = () => open(draft.addFlag({ indicator: flag.indicator }));
  return html`<section class="sheet-flag stack">
    <div>
      <h2>${labelOf(flag.indicator)}</h2>
      <p class="quiet">${flag.indicator}${known && ` · ${weightOf(known)}`}</p>
      ${known && html`<p class="quiet">${t('sheet.look-at')} ${inLanguage(known.where)}</p>`}
    </div>
    ${wasSent(draft, at) && html`<p class="notice"><${Icon} name="lock" /><span>${t('sheet.sent-stays')}</span></p>`}
    <fieldset class="stack sheet-fields" disabled=${draft.row.state !== 'draft'}>
      <legend class="unseen">${labelOf(flag.indicator)}</legend>
      <${TextField} ...${field('description')} label=${t('sheet.description')} hint=${t('sheet.description-hint')} long />
      <${TextField} ...${field('place')} label=${t('sheet.place')} hint=${t('sheet.place-hint')} />
      <${MomentField} name="seen_at" label=${t('sheet.seen-at')} value=${flag.seen_at} onMoment=${(seen_at) => draft.setFlag(at, { seen_at })} />
      <${Person} draft=${draft} at=${at} />
      <${SealedPhotos} draft=${draft} at=${at} leaving=${leaving} isMinor=${Boolean(known?.minor || flag.person?.under_18)} />
      <div class="button-row">
        <button type="button" class="button" onClick=${another}><${Icon} name="plus" />${t('sheet.another')}</button>
        ${!wasSent(draft, at) && html`<${Removal} remove=${() => { draft.removeFlag(at); open(null); }} />`}
      </div>
    </fieldset>
    <button type="button" class="button primary wide" onClick=${() => open(null)}><${Icon} name="check" />${t('sheet.done')}</button>
  </section>`;
}

/** Asked once more before it is taken back. @param {{remove: () => void}} props */
function Removal({ remove }) {
  const [asks, setAsks] = useState(false);
  if (!asks) return html`<button type="button" class="button" onClick=${() => setAsks(true)}><${Icon} name="trash" />${t('sheet.remove')}</button>`;
  return html`<button type="button" class="button danger" onClick=${remove}><${Icon} name="trash" />${t('sheet.remove-sure')}</button>
    <button type="button" class="button" onClick=${() => setAsks(false)}>${t('sheet.keep')}</button>`;
}
