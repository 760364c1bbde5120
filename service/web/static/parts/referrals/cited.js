/** What a referral cites, chosen from the visits of its case that were not withdrawn. */

import { dayOf } from '../../lib/format.js';
import { useAnswer } from '../../lib/loading.js';
import { html } from '../../lib/preact.js';
import { inLanguage, t } from '../../lib/words.js';

/** @param {any} one the case @param {'indicator' | 'sha256'} name @returns {any[]} each with its visit, once */
export function citedOf(one, name) {
  const standing = one.visits.filter((visit) => !visit.withdrawn);
  return standing.flatMap((visit) => {
    const values = visit.flags.flatMap((flag) => (name === 'indicator' ? [flag.indicator] : flag.attachments));
    return [...new Set(values)].map((value) => ({ visit: visit.visit, [name]: value }));
  });
}

/** @param {{one: any, chosen: any[], choose: (chosen: any[]) => void, error?: string}} props */
export function Signs({ one, chosen, choose, error }) {
  const indicators = useAnswer('/indicators');
  const label = (code) => indicators.data?.items.find((each) => each.code === code)?.label;
  const dayOfVisit = (id) => dayOf(one.visits.find((visit) => visit.visit === id).at);
  return html`<${Choices} id="indicators" name="indicator" legend=${t('draft.signs')} error=${error} all=${citedOf(one, 'indicator')} chosen=${chosen} choose=${choose}
    told=${(each) => html`<span class="item-code">${each.indicator}</span> ${label(each.indicator) ? inLanguage(label(each.indicator)) : ''} <span class="quiet">${dayOfVisit(each.visit)}</span>`} />`;
}

/** @param {{one: any, chosen: any[], choose: (chosen: any[]) => void}} props */
export function Photos({ one, chosen, choose }) {
  const all = citedOf(one, 'sha256');
  if (all.length === 0) return null;
  const told = (each) => t('draft.photo', { n: all.findIndex((other) => isSame(other, each, 'sha256')) + 1, day: dayOf(one.visits.find((visit) => visit.visit === each.visit).at) });
  return html`<${Choices} id="attachments" name="sha256" legend=${t('draft.photos')} all=${all} chosen=${chosen} choose=${choose} told=${told} />`;
}

/** @param {any} one @param {any} other @param {string} name */
const isSame = (one, other, name) => one.visit === other.visit && one[name] === other[name];

/** @param {{id: string, name: string, legend: string, all: any[], chosen: any[], choose: (chosen: any[]) => void, told: (each: any) => any, error?: string}} props */
function Choices({ id, name, legend, all, chosen, choose, told, error }) {
  const has = (each) => chosen.some((other) => isSame(other, each, name));
  const turn = (each) => choose(has(each) ? chosen.filter((other) => !isSame(other, each, name)) : [...chosen, each]);
  return html`<fieldset class=${error ? 'choices field-wrong' : 'choices'} id=${id} tabindex="-1"><legend>${legend}</legend>
    ${error && html`<p class="field-error">${error}</p>`}
    ${all.map((each) => html`<label class="check" key=${each.visit + each[name]}><input type="checkbox" checked=${has(each)} onChange=${() => turn(each)} /><span>${told(each)}</span></label>`)}
  </fieldset>`;
}
