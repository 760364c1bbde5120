/** A place in words: kind, status, how far, and its row in a list. */

import { html } from '../../lib/preact.js';
import * as format from '../../lib/format.js';
import { Icon } from '../../parts/icon.js';
import * as catalogue from '../core/catalogue.js';
import { t } from '../core/words.js';

/** @typedef {import('../core/register.js').Establishment} Establishment */

/** @type {Record<string, string>} */
export const KIND_ICONS = {
  hotel: 'hotel', guesthouse: 'bed-double', homestay: 'house', villa: 'house', apartment: 'building', boat: 'ship',
  campsite: 'tent', tour_operator: 'map', transport: 'bus', karaoke: 'mic', dance_hall: 'sparkles', massage: 'hand',
  bar: 'wine', restaurant: 'utensils', shopping: 'shopping-bag', sport: 'dumbbell', other: 'store',
};
export const KINDS = Object.keys(KIND_ICONS);

/** @type {Record<string, [tone: string, icon: string]>} */
const STATUSES = {
  active: ['good', 'circle-check'], suspended: ['warn', 'circle-pause'], closed: ['quiet', 'circle-x'], unregistered: ['bad', 'circle-alert'],
};

/** @param {{status: string}} props */
export function StatusTag({ status }) {
  const [tone, icon] = STATUSES[status] ?? ['quiet', 'circle'];
  return html`<span class=${`tag tag-${tone}`}><${Icon} name=${icon} />${t(`status.${status}`)}</span>`;
}

/** Added on this tablet: the server has not heard of it yet. */
export function OwnTag() {
  return html`<span class="tag tag-info"><${Icon} name="cloud-upload" />${t('find.own')}</span>`;
}

/** @param {number | null} metres @returns {string} empty where it is not known */
export function far(metres) {
  if (metres === null || !Number.isFinite(metres)) return '';
  if (metres < 1000) return t('find.metres', { n: metres < 100 ? Math.round(metres) : Math.round(metres / 10) * 10 });
  return t('find.kilometres', { n: format.number(metres / 1000) });
}

/** @param {Establishment} place @returns {string} the address with its commune, which is not told twice */
export function addressOf({ address, area }) {
  const commune = catalogue.areaName(area);
  return address.includes(commune) ? address : [address, commune].filter(Boolean).join(', ');
}

/**
 * @param {{place: Establishment, metres: number | null, to: string, marked?: boolean, onOpen?: () => void}} props
 *   `to`: for the link; `marked`: chosen on the map
 */
export function PlaceRow({ place, metres, to, marked = false, onOpen }) {
  return html`<li id=${`place-${place.id}`} class=${marked ? 'place-row marked' : 'place-row'}>
    <a class="row" href=${to} aria-current=${marked ? 'true' : undefined} onClick=${onOpen}>
      <${Icon} name=${KIND_ICONS[place.kind] ?? 'store'} />
      <span class="row-text">
        <strong>${place.name}</strong>
        <span class="place-where">${addressOf(place)}</span>
        <span class="place-tags">
          <span class="place-kind">${t(`kind.${place.kind}`)}</span>
          ${place.status !== 'active' && html`<${StatusTag} status=${place.status} />`} ${place.own && html`<${OwnTag} />`}
        </span>
      </span>
      <span class="place-far">${far(metres)}</span>
    </a>
  </li>`;
}
