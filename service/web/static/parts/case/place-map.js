/** Where a place lies among the centres of communes: drawn here, no tile is asked of anybody. */

import { html } from '../../lib/preact.js';
import { number } from '../../lib/format.js';
import { t } from '../../lib/words.js';
import { barOf, onMap, thinned } from '../../lib/map-view.js';

const SIZE = { width: 320, height: 220 };
const PIN = [0, 12, 24]; // pixels above the point that the pin covers
const SCALE = 60; // metres a pixel: some twenty kilometres across, so that neighbours are seen

/** @param {{name: string, point: [number, number], communes: {name: string, centre: [number, number] | null}[]}} props */
export function PlaceMap({ name, point, communes }) {
  const view = { longitude: point[0], latitude: point[1], scale: SCALE };
  const at = (spot) => onMap(view, SIZE, spot);
  const [x, y] = at(point);
  const labels = communes.filter((one) => one.centre).map((one) => {
    const [left, top] = at(one.centre);
    return { x: left, y: top, name: one.name };
  });
  const { metres, pixels } = barOf(SCALE);
  return html`<svg class="place-map" role="img" aria-label=${t('map.of', { name })} viewBox=${`0 0 ${SIZE.width} ${SIZE.height}`}>
    <rect class="place-map-ground" width=${SIZE.width} height=${SIZE.height} rx="6" />
    ${thinned(labels, PIN.map((up) => [x, y - up]), SIZE).map((label) => html`<text key=${label.name} x=${label.x} y=${label.y} text-anchor="middle">${label.name}</text>`)}
    <path class="place-map-pin" d=${`M${x} ${y}l-8 -14a9.5 9.5 0 1 1 16 0z`} />
    <path class="place-map-bar" d=${`M12 ${SIZE.height - 16}v5h${pixels}v-5`} />
    <text x="16" y=${SIZE.height - 20}>${metres < 1000 ? t('map.metres', { n: metres }) : t('map.kilometres', { n: number(metres / 1000) })}</text>
  </svg>`;
}
