/** The establishments chosen on the map, and the inspection whose list they go to. */

import { get, post } from '../../lib/api.js';
import { number } from '../../lib/format.js';
import { useAnswer } from '../../lib/loading.js';
import { html, useEffect, useState } from '../../lib/preact.js';
import { useSending } from '../../lib/sending.js';
import { t } from '../../lib/words.js';
import { SelectField } from '../fields.js';
import { ProblemNotice } from '../notice.js';
import { Panel } from '../panel.js';

const MOST = 200;

/** @param {{box: number[], filter: Record<string, string>, close: () => void}} props */
export function Choose({ box, filter, close }) {
  const [places, setPlaces] = useState(/** @type {any[] | null} */ (null));
  const [inspection, setInspection] = useState('');
  const [added, setAdded] = useState('');
  const list = useAnswer('/inspections', { limit: 100 }).data?.items || [];
  const open = list.filter((one) => ['planned', 'running'].includes(one.state));
  const { problem, busy, send } = useSending();
  useEffect(() => {
    send(() => get('/map/marks', { ...filter, bbox: box.join(','), limit: MOST }), { done: (page) => setPlaces(page.items) });
  }, [box.join()]);
  const chosen = inspection || open[0]?.id;
  const add = () => send(() => post(`/inspections/${chosen}/establishments`, { establishments: places.map((place) => place.id) }), { done: () => setAdded(chosen) });
  return html`<${Panel} id="map-choose" over=${t('map.title')} title=${t('map.chosen', { n: number(places?.length ?? 0) })} close=${close}>
    <${ProblemNotice} problem=${problem} />
    ${added && html`<p class="notice notice-good" role="status">${t('map.added')} <a href=${`/inspections/${added}`}>${t('inspections.one')}</a></p>`}
    ${open.length === 0 && html`<p>${t('map.no-inspection')} <a href="/inspections">${t('inspections.new')}</a></p>`}
    ${open.length > 0 && places?.length > 0 && html`<${SelectField} id="to-inspection" label=${t('map.to-inspection')} value=${chosen} options=${open.map((one) => [one.id, one.name])} onChange=${setInspection} />
      <div><button type="button" class="button primary" disabled=${busy} onClick=${add}>${t('map.add')}</button></div>`}
    <ul class="plain-list">${(places || []).map((place) => html`<li key=${place.id}>${place.name} <span class="quiet">${place.address}</span></li>`)}</ul>
  <//>`;
}
