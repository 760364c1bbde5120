/** What narrows a search: the kind and the commune; and under which plan the visits will be made. */

import { html } from '../../../lib/preact.js';
import { SelectField } from '../../../parts/fields.js';
import * as catalogue from '../../core/catalogue.js';
import * as plans from '../../core/plans.js';
import { t } from '../../core/words.js';
import { Combobox } from '../combobox.js';
import { KINDS } from '../place.js';

/** @param {{wanted: import('./query.js').Wanted, set: (patch: Partial<import('./query.js').Wanted>) => void}} props */
export function Filters({ wanted, set }) {
  const kinds = /** @type {[string, string][]} */ ([['', t('find.every-kind')], ...KINDS.map((kind) => [kind, t(`kind.${kind}`)])]);
  const communes = /** @type {[string, string][]} */ (catalogue.communes().map(({ code, full_name }) => [code, full_name]));
  return html`<div class="find-filters" id="find-filters">
    <${SelectField} id="find-kind" label=${t('find.kind')} value=${wanted.kind} options=${kinds} onChange=${(kind) => set({ kind })} />
    <${Combobox} id="find-area" label=${t('find.area')} value=${wanted.area} options=${communes} placeholder=${t('find.every-area')} onChange=${(area) => set({ area })} />
    <${Plan} wanted=${wanted} set=${set} />
  </div>`;
}

/** One inspection or one campaign; both can be chosen at the place. */
function Plan({ wanted, set }) {
  const inspections = plans.inspectionsOn().map((one) => [`inspection ${one.id}`, one.name]);
  const campaigns = plans.campaignsOn().map((one) => [`campaign ${one.id}`, one.name]);
  const options = /** @type {[string, string][]} */ ([['', t('find.no-plan')], ...inspections, ...campaigns]);
  if (options.length === 1) return null;
  const value = wanted.inspection ? `inspection ${wanted.inspection}` : wanted.campaign ? `campaign ${wanted.campaign}` : '';
  const choose = (chosen) => {
    const [kind, id = ''] = chosen.split(' ');
    set({ inspection: kind === 'inspection' ? id : '', campaign: kind === 'campaign' ? id : '' });
  };
  return html`<${SelectField} id="find-plan" label=${t('find.plan')} value=${value} options=${options} onChange=${choose} />`;
}

/** @param {import('./query.js').Wanted} wanted @returns {number} how many of them are set */
export function filtersSet({ kind, area, inspection, campaign }) {
  return [kind, area, inspection || campaign].filter(Boolean).length;
}
