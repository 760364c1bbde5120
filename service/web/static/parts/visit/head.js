/** When and where the visit was, and who was there. */

import { dayOf, number, timeOf } from '../../lib/format.js';
import { useAreaNames, useUnitNames } from '../../lib/known.js';
import { html } from '../../lib/preact.js';
import { inLanguage, t } from '../../lib/words.js';
import { Facts } from '../facts.js';
import { Icon } from '../icon.js';

/** @param {{visit: any, place: any, checklist: any}} props */
export function Head({ visit, place, checklist }) {
  const areaName = useAreaNames();
  const unitName = useUnitNames();
  const where = place && withArea(place.address, areaName(`${place.area.scheme}:${place.area.code}`));
  return html`<section class="card" aria-label=${t('visit.title')}>
    <${Facts} facts=${[
      [t('visit.where'), where],
      [t('visit.team'), visit.team.length > 0 && html`<ul class="plain-list">${visit.team.map(member)}</ul>`],
      [t('visit.representative'), visit.representative && person(visit.representative)],
      [t('visit.witnesses'), visit.witnesses.map(person).join('; ')],
      [t('visit.checklist'), t('visit.checklist-version', { title: inLanguage(checklist.title), n: checklist.version })],
      [t('visit.unit'), unitName(visit.submitter.unit)],
      [t('visit.received'), `${dayOf(visit.received_at)}, ${timeOf(visit.received_at)}`],
      [t('visit.distance'), visit.distance_m == null ? null : t('visit.metres', { n: number(visit.distance_m) })],
    ].map(([name, what]) => [name, what || null])} />
    ${visit.warnings.length > 0 && html`<${Warnings} warnings=${visit.warnings} />`}
  </section>`;
}

/** @param {{warnings: {message: string}[]}} props */
function Warnings({ warnings }) {
  return html`<div class="notice notice-warn no-print"><${Icon} name="info" />
    <ul class="plain-list">${warnings.map((warning) => html`<li lang="vi">${warning.message}</li>`)}</ul>
  </div>`;
}

/** @param {string} address @param {string} area told once, whether or not the address ends in it */
function withArea(address, area) {
  return address.includes(area) ? address : [address, area].filter(Boolean).join(', ');
}

/** @param {any} one */
function member(one) {
  const role = [one.position, one.lead && !/trưởng đoàn/i.test(one.position) && t('visit.leads')].filter(Boolean).join(', ');
  return html`<li>${one.name}${role && html`<span class="quiet"> – ${role}</span>`}</li>`;
}

/** @param {{name: string, position: string}} one */
function person(one) {
  return [one.name, one.position].filter(Boolean).join(' – ');
}
