/** A small map without tiles: places, communes' names, oneself. The list beside it tells the same in words. */

import { html, useEffect, useMemo, useRef, useState } from '../../lib/preact.js';
import * as format from '../../lib/format.js';
import { Icon } from '../../parts/icon.js';
import * as catalogue from '../core/catalogue.js';
import { t } from '../core/words.js';
import { useGestures } from './gestures.js';
import { METRES_A_DEGREE, barOf, fitting, moved, onMap, thinned, zoomed } from '../../lib/map-view.js';

/** @typedef {import('../core/register.js').Establishment} Establishment */
/** @typedef {import('../../lib/map-view.js').View} View */

const NEAR_PIXELS = 32; // how far from a point a gloved finger may touch
const FAR_METRES = 5000;
const LETTER_PIXELS = 8.2; // of the name beside the marked place, on the wide side

/**
 * @param {{places: Establishment[], here?: import('../core/position.js').Position | null, marked?: string | null,
 *   onMark?: (id: string) => void, named?: boolean}} props `here`: oneself; `marked`: the place pointed at; `named`: with its name
 */
export function SmallMap({ places, here = null, marked = null, onMark = () => {}, named = true }) {
  const frame = useRef(null);
  const size = useSize(frame);
  const shown = places.filter((place) => place.point);
  const spots = [...shown.map((place) => place.point.coordinates), ...(here ? ringOf(here) : [])];
  const [view, setView, fit] = useView(spots, size);
  const at = (point) => onMap(view, size, point);
  useGestures(frame, {
    onMove: (right, down) => setView((old) => moved(old, right, down)),
    onZoom: (times, to) => setView((old) => zoomed(old, size, times, to)),
    onTap: (to) => view && pointedAt(shown, at, to, onMark),
  });
  const zoom = (times) => () => setView((old) => zoomed(old, size, times));
  const button = (icon, words, act) => html`<button type="button" class="map-button" aria-label=${words} onClick=${act}><${Icon} name=${icon} /></button>`;
  return html`<figure class="map">
    <div class="map-frame" ref=${frame}>
      ${view && html`<svg role="img" aria-label=${t('find.map-of', { n: shown.length })} width=${size.width} height=${size.height}>
        <${Communes} at=${at} size=${size} spots=${spots.map(at)} />
        ${here && html`<${Here} here=${here} at=${at} scale=${view.scale} />`}
        ${shown.map((place) => place.id !== marked && html`<${Spot} key=${place.id} place=${place} at=${at} />`)}
        ${shown.map((place) => place.id === marked && html`<${Marked} place=${place} at=${at} size=${size} named=${named} />`)}
        <${Measure} view=${view} size=${size} />
      </svg>`}
    </div>
    ${view && html`<div class="map-buttons">
      ${button('plus', t('find.closer'), zoom(2))} ${button('minus', t('find.farther'), zoom(0.5))} ${button('expand', t('find.whole'), fit)}
    </div>`}
    ${!spots.length && html`<p class="map-none">${t('find.map-none')}</p>`}
    ${places.length > shown.length && shown.length > 0 && html`<figcaption>${t('find.no-point', { n: places.length - shown.length })}</figcaption>`}
  </figure>`;
}

/** @param {[number, number][]} spots @returns {[View | null, (change: (old: View) => View) => void, () => void]} `view` holds all spots anew when they change */
function useView(spots, size) {
  const [view, set] = useState(/** @type {View | null} */ (null));
  const fit = () => set(spots.length && size.width ? fitting(spots, size) : null);
  useEffect(fit, [spots.flat().join(), size.width, size.height]);
  return [view, (change) => set((old) => old && change(old)), fit];
}

/** @param {{current: HTMLElement | null}} frame */
function useSize(frame) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const watch = new ResizeObserver(([{ contentRect: { width, height } }]) => setSize({ width, height }));
    watch.observe(/** @type {HTMLElement} */ (frame.current));
    return () => watch.disconnect();
  }, []);
  return size;
}

/** Oneself with what one may be off, as far as that is worth showing. @param {import('../core/position.js').Position} here @returns {[number, number][]} */
function ringOf({ coordinates: [longitude, latitude], accuracy_m }) {
  const off = Math.min(accuracy_m, FAR_METRES) / METRES_A_DEGREE;
  return [[longitude, latitude - off], [longitude, latitude + off]];
}

function pointedAt(shown, at, [x, y], onMark) {
  const distances = shown.map((place) => {
    const [across, down] = at(place.point.coordinates);
    return { id: place.id, pixels: Math.hypot(across - x, down - y) };
  });
  const [nearest] = distances.sort((a, b) => a.pixels - b.pixels);
  if (nearest?.pixels <= NEAR_PIXELS) onMark(nearest.id);
}

function Communes({ at, size, spots }) {
  const named = useMemo(() => catalogue.communes().filter((one) => one.centre), []);
  const labels = named.map(({ name, centre }) => {
    const [x, y] = at(centre);
    return { x, y, name };
  });
  return thinned(labels, spots, size).map(({ x, y, name }) => html`<text key=${name} class="map-commune" x=${x} y=${y}>${name}</text>`);
}

function Here({ here, at, scale }) {
  const [x, y] = at(here.coordinates);
  return html`<g class="map-here">
    <circle class="map-ring" cx=${x} cy=${y} r=${Math.max(here.accuracy_m / scale, 12)} /><circle cx=${x} cy=${y} r="6" />
  </g>`;
}

function Spot({ place, at }) {
  const [x, y] = at(place.point.coordinates);
  return html`<circle class=${`map-spot map-${place.own ? 'own' : place.status}`} cx=${x} cy=${y} r="7.5" />`;
}

function Marked({ place, at, size, named }) {
  const [x, y] = at(place.point.coordinates);
  const left = x > size.width / 2;
  const letters = Math.floor(((left ? x : size.width - x) - 24) / LETTER_PIXELS);
  return html`<g class="map-marked">
    <path d=${`M${x} ${y}l-9 -15a10.5 10.5 0 1 1 18 0z`} /><circle cx=${x} cy=${y - 20} r="4" />
    ${named && html`<text x=${left ? x - 16 : x + 16} y=${y - 15} text-anchor=${left ? 'end' : 'start'}>${shortened(place.name, letters)}</text>`}
  </g>`;
}

function Measure({ view, size }) {
  const { metres, pixels } = barOf(view.scale);
  const [left, foot] = [14, size.height - 14];
  const words = metres < 1000 ? t('find.metres', { n: metres }) : t('find.kilometres', { n: format.number(metres / 1000) });
  return html`<g class="map-measure">
    <path d=${`M${left} ${foot - 5}v5h${pixels}v-5`} /><text x=${left + 4} y=${foot - 6}>${words}</text>
    <path class="map-north" d="M20 14l6 16l-6 -4l-6 4z" /><text x="20" y="44" text-anchor="middle">${t('find.north')}</text>
  </g>`;
}

function shortened(name, letters) {
  return name.length > letters ? `${name.slice(0, Math.max(letters - 1, 1)).trimEnd()}…` : name;
}
