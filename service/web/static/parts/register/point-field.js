/** Where an establishment lies: typed, or set by dragging a pin over the communes. */

import { useAnswer } from '../../lib/loading.js';
import { html, useEffect, useRef } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { TextField } from '../fields.js';

const MIDDLE = [21.85, 106.65];

/** @param {{point: string, error?: string, set: (point: string) => void}} props as `latitude, longitude` */
export function PointField({ point, error, set }) {
  const holder = useRef(null);
  const kept = useRef(/** @type {any} */ (null));
  const areas = useAnswer('/ogc/collections/areas/items', { limit: 1000 }).data?.features;
  const at = placeOf(point);
  useEffect(() => {
    let gone = false;
    import('../map/leaflet.js').then(({ L }) => {
      if (!gone) kept.current = drawn(L, holder.current, at, areas, set);
    });
    return () => {
      gone = true;
      kept.current?.map.remove();
      kept.current = null;
    };
  }, [areas]);
  useEffect(() => { if (at) kept.current?.pin.setLatLng(at); }, [point]);
  return html`<${TextField} id="p-point" label=${t('place.point')} hint=${t('place-form.point-hint')} autocomplete="off" value=${point} error=${error} onInput=${(event) => set(event.currentTarget.value)} />
    <div class="pin-map" ref=${holder} aria-hidden="true"></div>`;
}

/** @param {any} L @param {any} holder @param {any} at @param {any[] | undefined} areas @param {(point: string) => void} set */
function drawn(L, holder, at, areas, set) {
  const map = L.map(holder, { attributionControl: false, keyboard: false });
  map.setView(at || MIDDLE, at ? 14 : 9);
  for (const area of areas || []) {
    if (area.geometry?.type !== 'Point') continue;
    const [lon, lat] = area.geometry.coordinates;
    L.circleMarker([lat, lon], { radius: 4, className: 'map-area' }).bindTooltip(area.properties.name, { permanent: true, direction: 'right', offset: [6, 0], className: 'map-label' }).addTo(map);
  }
  const icon = L.divIcon({ className: 'map-pin', iconSize: [22, 22] });
  const pin = L.marker(at || MIDDLE, { draggable: true, icon, keyboard: false, alt: t('place.point') }).addTo(map);
  const tell = ({ lat, lng }) => set(`${lat.toFixed(6)}, ${lng.toFixed(6)}`);
  pin.on('dragend', () => tell(pin.getLatLng()));
  map.on('click', (event) => { pin.setLatLng(event.latlng); tell(event.latlng); });
  return { map, pin };
}

/** @param {string} text @returns {[number, number] | null} */
function placeOf(text) {
  const [latitude, longitude] = text.split(/[,;\s]+/).map(Number);
  return text.trim() && Number.isFinite(latitude) && Number.isFinite(longitude) ? [latitude, longitude] : null;
}
