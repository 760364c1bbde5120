/** Visits as a list: when, where, what failed. */

import { dayOf, timeOf } from '../lib/format.js';
import { html } from '../lib/preact.js';
import { t } from '../lib/words.js';
import { PagedTable } from './data-table.js';
import { StateTag } from './tag.js';

/** @param {{list: any, caption: string, empty: any, withPlace?: boolean, foot?: boolean}} props `list` is of `useList('/visits')` */
export function VisitList({ list, caption, empty, withPlace = true, foot = true }) {
  const place = { head: t('visit.place'), main: true, cell: placeOf };
  const columns = [
    { head: t('visit.when'), main: !withPlace, width: 'narrow', cell: (visit) => whenOf(visit, !withPlace) },
    withPlace && place,
    { head: t('visit.checklist'), cell: (visit) => t(`checklist.${visit.checklist.code}`) },
    { head: t('visit.lead'), cell: leadOf },
    { head: t('visit.failed'), cell: failedOf },
  ];
  return html`<${PagedTable} list=${list} caption=${caption} empty=${empty} foot=${foot}
    columns=${columns.filter(Boolean)} keyOf=${(visit) => visit.id} />`;
}

/** @param {any} visit @param {boolean} leads whether the day is what one opens the visit by */
function whenOf(visit, leads) {
  const when = html`<span class="nowrap">${dayOf(visit.started_at)} <span class="quiet">${timeOf(visit.started_at)}</span></span>`;
  return leads ? html`<a href=${`/visits/${visit.id}`}>${when}</a>` : when;
}

/** @param {any} visit */
function placeOf(visit) {
  const { name, address } = visit.establishment || { name: t('visit.place-unknown') };
  return html`<a href=${`/visits/${visit.id}`}>${name}</a>${address && html`<span class="under">${address}</span>`}`;
}

/** @param {any} visit */
function leadOf(visit) {
  return (visit.team.find((member) => member.lead) || visit.team[0])?.name || '–';
}

/** @param {any} visit */
function failedOf(visit) {
  if (visit.state === 'withdrawn') return html`<${StateTag} list="state" value="withdrawn" />`;
  const count = visit.failed_items.length;
  if (count === 0) return html`<span class="quiet">${t('visit.none-failed')}</span>`;
  return html`<span class="tag tag-bad">${t('visit.n-failed', { n: count })}</span>`;
}
