/** The map itself: areas as its base, clusters or points over them, a box to choose by. */

import { number } from '../../lib/format.js';
import { html, useEffect, useRef } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { WAYS, groupWords } from './colours.js';
import { L } from './leaflet.js';

const NAMES_FROM_ZOOM = 10;
const [MOST_ZOOM, LEAST_ZOOM] = [18, 6];

/**
 * @param {{areas: any[], told: any, way: string, levels: Record<string, any>, amounts: Record<string, number>, tiles: any,
 *   start: {center: [number, number], zoom: number}, moved: (view: any) => void, open: (id: string) => void,
 *   choosing: boolean, chosen: (box: number[]) => void}} props
 */
export function MapView({ areas, told, way, levels, amounts, tiles, start, moved, open, choosing, chosen }) {
  const holder = useRef(null);
  const kept = useRef(/** @type {any} */ (null));
  useEffect(() => {
    const map = L.map(holder.current, { minZoom: LEAST_ZOOM, maxZoom: MOST_ZOOM, boxZoom: false, attributionControl: Boolean(tiles) });
    map.setView(start.center, start.zoom);
    if (tiles) L.tileLayer(tiles.tiles, { attribution: tiles.credit, maxZoom: MOST_ZOOM }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    const base = L.layerGroup().addTo(map);
    const names = L.layerGroup();
    const marks = L.layerGroup().addTo(map);
    kept.current = { map, base, names, marks };
    const tell = () => moved({ box: boxOf(map), zoom: map.getZoom(), center: map.getCenter() });
    const label = () => (map.getZoom() >= NAMES_FROM_ZOOM ? names.addTo(map) : names.remove());
    map.on('moveend', tell).on('zoomend', label);
    label();
    tell();
    return () => map.remove();
  }, []);
  useEffect(() => drawAreas(kept.current, areas, amounts), [areas, amounts]);
  useEffect(() => drawMarks(kept.current, told, way, levels, open), [told, way, levels]);
  useEffect(() => (choosing ? chooseBox(kept.current.map, chosen) : undefined), [choosing]);
  return html`<div class=${choosing ? 'map-view map-choosing' : 'map-view'} ref=${holder} role="region" aria-label=${t('map.title')}></div>`;
}

/** @param {any} map */
function boxOf(map) {
  const bounds = map.getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((number) => Math.round(number * 1e5) / 1e5);
}

/** Boundaries where they were imported, else a circle at each commune's centre, sized by the figure. */
function drawAreas({ base, names }, areas, amounts) {
  base.clearLayers();
  names.clearLayers();
  const most = Math.max(1, ...Object.values(amounts));
  for (const area of areas) {
    const amount = amounts[area.id] || 0;
    const shade = amount / most;
    const words = `${area.properties.full_name}: ${number(amount)}`;
    if (area.geometry?.type === 'Point') {
      const [lon, lat] = area.geometry.coordinates;
      L.circleMarker([lat, lon], { radius: 4 + 14 * Math.sqrt(shade), className: 'map-area', interactive: true }).bindTooltip(words).addTo(base);
      L.marker([lat, lon], { icon: L.divIcon({ className: 'map-name', html: escaped(area.properties.name), iconSize: null }), interactive: false, keyboard: false }).addTo(names);
    } else if (area.geometry) {
      L.geoJSON(area, { style: { className: 'map-boundary', fillOpacity: 0.05 + 0.4 * shade } }).bindTooltip(words).addTo(base);
      const middle = L.geoJSON(area).getBounds().getCenter();
      L.marker(middle, { icon: L.divIcon({ className: 'map-name', html: escaped(area.properties.name), iconSize: null }), interactive: false, keyboard: false }).addTo(names);
    }
  }
}

/** @param {string} text */
function escaped(text) {
  const holder = document.createElement('span');
  holder.textContent = text;
  return holder.innerHTML;
}

function drawMarks({ map, marks }, told, way, levels, open) {
  marks.clearLayers();
  if (!told) return;
  for (const cluster of told.clusters) {
    const [lon, lat] = cluster.point;
    const words = `${t('map.n', { n: number(cluster.n) })} · ${['overdue', 'open', 'met', 'none'].filter((name) => cluster[name]).map((name) => `${groupWords('compliance', name)}: ${number(cluster[name])}`).join('; ')}`;
    const worst = ['overdue', 'open', 'met', 'none'].find((name) => cluster[name]);
    const size = 26 + Math.min(30, 6 * Math.log2(cluster.n));
    const icon = L.divIcon({ className: `map-cluster map-${worst}`, html: number(cluster.n), iconSize: [size, size] });
    L.marker([lat, lon], { icon, title: words, alt: words }).on('click', () => map.setView([lat, lon], map.getZoom() + 2)).addTo(marks);
  }
  const { of, colours } = WAYS[way];
  for (const mark of told.points) {
    const [lon, lat] = mark.point.coordinates;
    const group = of(mark, levels);
    const words = `${mark.name} · ${groupWords(way, group)}`;
    L.circleMarker([lat, lon], { radius: 8, color: '#ffffff', weight: 2, fillColor: colours[group], fillOpacity: 1, dashArray: mark.guessed ? '3 3' : null })
      .bindTooltip(words).on('click', () => open(mark.id)).addTo(marks);
  }
}

/** A box drawn with the pointer; Escape leaves it. @returns {() => void} */
function chooseBox(map, chosen) {
  let first = null;
  let shape = null;
  map.dragging.disable();
  const begin = (event) => { first = event.latlng; shape = L.rectangle([first, first], { className: 'map-choice' }).addTo(map); };
  const draw = (event) => shape?.setBounds([first, event.latlng]);
  const end = () => {
    if (!shape) return;
    const bounds = shape.getBounds();
    shape.remove();
    shape = null;
    chosen([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]);
  };
  map.on('mousedown', begin).on('mousemove', draw).on('mouseup', end);
  return () => {
    shape?.remove();
    map.dragging.enable();
    map.off('mousedown', begin).off('mousemove', draw).off('mouseup', end);
  };
}
