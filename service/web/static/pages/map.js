/** The map of inspected establishments, and the same as a table that follows it. */

import { get } from '../lib/api.js';
import { useAddress } from '../lib/address.js';
import { day, number } from '../lib/format.js';
import { useAreaNames, useCommunes } from '../lib/known.js';
import { KINDS } from '../lib/lists.js';
import { useAnswer, useList } from '../lib/loading.js';
import { runningQuarter } from '../lib/periods.js';
import { html, useEffect, useState } from '../lib/preact.js';
import { makesPlans, readsCases, readsFigures } from '../lib/roles.js';
import { t } from '../lib/words.js';
import { PagedTable } from '../parts/data-table.js';
import { SelectField, TextField } from '../parts/fields.js';
import { show, useTitle } from '../parts/frame.js';
import { Icon } from '../parts/icon.js';
import { Choose } from '../parts/map/choose.js';
import { COMPLIANCE, WAYS, groupWords } from '../parts/map/colours.js';
import { Legend } from '../parts/map/legend.js';
import { MapView } from '../parts/map/view.js';
import { Empty, ProblemNotice } from '../parts/notice.js';

const NAMES = ['kind', 'area', 'compliance', 'visited_from', 'visited_to', 'by', 'at'];
const MIDDLE = { center: /** @type {[number, number]} */ ([21.85, 106.65]), zoom: 9 };
const POINTS_FROM_ZOOM = 10;

/** @param {{account: any}} props */
function InspectedMap({ account }) {
  const [asked, change] = useAddress(NAMES);
  const [view, setView] = useState(/** @type {any} */ (null));
  const [choosing, setChoosing] = useState(false);
  const [box, setBox] = useState(/** @type {number[] | null} */ (null));
  const tiles = useTiles();
  useTitle(t('map.title'));
  const { by, at, ...filter } = asked;
  const way = WAYS[by] && (by !== 'level' || readsCases(account)) ? by : 'compliance';
  const bbox = view?.box.join(',');
  const told = useAnswer(view && '/map', { ...filter, bbox, zoom: view?.zoom });
  const areas = useAnswer('/ogc/collections/areas/items', { limit: 1000 });
  const levels = useAnswer(way === 'level' && view?.zoom >= POINTS_FROM_ZOOM ? '/map/levels' : null, { bbox });
  const list = useList(view && '/map/marks', { ...filter, bbox, limit: 20 });
  const amounts = useAmounts(account);
  const moved = (next) => {
    setView(next);
    change({ at: [next.center.lat.toFixed(4), next.center.lng.toFixed(4), next.zoom].join(',') });
  };
  return html`
    <div class="head head-with-action"><div><h1>${t('map.title')}</h1><p class="lead">${t('map.lead')}</p></div>
      <div class="list-acts no-print">
        ${makesPlans(account) && html`<button type="button" class="button" aria-pressed=${choosing} onClick=${() => setChoosing(!choosing)}>${t(choosing ? 'map.choosing' : 'map.choose')}</button>`}
        <a class="button" href="/map/unsettled">${t('unsettled.title')}</a>
        <button type="button" class="button" onClick=${() => print()}><${Icon} name="printer" />${t('print')}</button>
      </div></div>
    <${Filters} asked=${asked} change=${change} account=${account} way=${way} />
    <${ProblemNotice} problem=${told.problem || areas.problem || levels.problem} again=${told.again} />
    ${tiles !== undefined && html`<${MapView} areas=${areas.data?.features || NONE} told=${told.data} way=${way} levels=${byPlace(levels.data)} amounts=${amounts} tiles=${tiles}
      start=${startOf(at)} moved=${moved} open=${(id) => location.assign(`/establishments/${id}`)} choosing=${choosing} chosen=${(drawn) => { setChoosing(false); setBox(drawn); }} />`}
    <${Legend} way=${view?.zoom >= POINTS_FROM_ZOOM ? way : 'compliance'} />
    <p class="quiet">${t(view?.zoom >= POINTS_FROM_ZOOM ? 'map.points-note' : 'map.clusters-note')} ${Object.keys(amounts).length > 0 && t('map.areas-note')}</p>
    <p class="no-print">${t('map.files')}: ${['geojson', 'gpkg', 'kml', 'csv', 'xlsx'].map((kind) => html`<a class="button small" download href=${`/api/v1/map/export.${kind}?${new URLSearchParams(Object.entries(filter).filter(([, value]) => value))}`}>${kind.toUpperCase()}</a> `)}</p>
    <h2>${t('map.table')}</h2>
    <${PagedTable} list=${list} caption=${t('map.table')} columns=${columns(useAreaNames())} keyOf=${(row) => row.id} empty=${html`<${Empty} title=${t('map.none')}>${t('map.none-do')}<//>`} />
    ${box && html`<${Choose} box=${box} filter=${filter} close=${() => setBox(null)} />`}
  `;
}

const NONE = [];

/** @param {any} answer */
const byPlace = (answer) => Object.fromEntries((answer?.items || []).map((row) => [row.establishment, row]));

/** @param {string} at as `latitude,longitude,zoom` */
function startOf(at) {
  const [lat, lng, zoom] = at.split(',').map(Number);
  return at && [lat, lng, zoom].every(Number.isFinite) ? { center: /** @type {[number, number]} */ ([lat, lng]), zoom } : MIDDLE;
}

/** @returns {any} undefined until it is known, null where the areas are the base */
function useTiles() {
  const [tiles, setTiles] = useState(undefined);
  useEffect(() => {
    fetch('/map-settings.json').then((answer) => answer.json()).then((told) => setTiles(told.tiles ? told : null)).catch(() => setTiles(null));
  }, []);
  return tiles;
}

/** Visits of the running year by area, for who may read figures. @param {any} account @returns {Record<string, number>} */
function useAmounts(account) {
  const [amounts, setAmounts] = useState({});
  useEffect(() => {
    if (!readsFigures(account)) return;
    const period = runningQuarter('statutory').slice(0, 4);
    get('/summaries/preview', { period, basis: 'statutory' }).then((told) => setAmounts(told.figures.C2a.by.area)).catch(() => {});
  }, []);
  return amounts;
}

/** @param {{asked: Record<string, string>, change: any, account: any, way: string}} props */
function Filters({ asked, change, account, way }) {
  const set = (name) => (value) => change({ [name]: value }, true);
  const all = ['', t('filters.all')];
  const ways = Object.keys(WAYS).filter((name) => name !== 'level' || readsCases(account));
  const date = (id) => html`<${TextField} id=${id} type="date" label=${t(`map.${id}`)} value=${asked[id]} onChange=${(event) => set(id)(event.currentTarget.value)} />`;
  return html`<form class="filters no-print" onSubmit=${(event) => event.preventDefault()}>
    <${SelectField} id="kind" label=${t('place.kind')} value=${asked.kind} options=${[all, ...KINDS.map((kind) => [kind, t(`kind.${kind}`)])]} onChange=${set('kind')} />
    <${SelectField} id="area" label=${t('place.area')} value=${asked.area} options=${[all, ...useCommunes().map((area) => [area.code, area.full_name])]} onChange=${set('area')} />
    <${SelectField} id="compliance" label=${t('map.compliance')} value=${asked.compliance} options=${[all, ...COMPLIANCE.map((one) => [one, groupWords('compliance', one)])]} onChange=${set('compliance')} />
    ${date('visited_from')}${date('visited_to')}
    <${SelectField} id="by" label=${t('map.by')} value=${way} options=${ways.map((name) => [name, t(`map-way.${name}`)])} onChange=${set('by')} />
  </form>`;
}

/** @param {(key: string) => string} areaName */
function columns(areaName) {
  return [
    { head: t('place.name'), main: true, cell: (row) => html`<a href=${`/establishments/${row.id}`}>${row.name}</a><span class="under">${t(`kind.${row.kind}`)} · ${areaName(row.area)}</span>` },
    { head: t('map.compliance'), cell: (row) => html`${groupWords('compliance', row.compliance)}${row.open_findings > 0 && html`<span class="under">${t('map.findings', { n: number(row.open_findings) })}</span>`}` },
    { head: t('map.last'), width: 'narrow', cell: (row) => html`<span class="nowrap">${day(row.last_visit)}</span>` },
    { head: t('map.next'), width: 'narrow', cell: (row) => html`<span class="nowrap">${day(row.next_due)}</span>` },
    { head: t('map.point'), width: 'narrow', cell: (row) => row.guessed && html`<span class="tag tag-warn">${t('map.guessed')}</span>` },
  ];
}

show(InspectedMap);
