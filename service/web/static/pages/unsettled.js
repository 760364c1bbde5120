/** Points that somebody should look at: guesses to confirm, and points and addresses that disagree. */

import { get, patchVersion } from '../lib/api.js';
import { useAddress } from '../lib/address.js';
import { useAreaNames } from '../lib/known.js';
import { useList } from '../lib/loading.js';
import { html, useState } from '../lib/preact.js';
import { writesRegister } from '../lib/roles.js';
import { useSending } from '../lib/sending.js';
import { t } from '../lib/words.js';
import { Back } from '../parts/back.js';
import { PagedTable } from '../parts/data-table.js';
import { SelectField } from '../parts/fields.js';
import { show, useTitle } from '../parts/frame.js';
import { Empty, ProblemNotice } from '../parts/notice.js';
import { PlaceForm } from '../parts/register/place-form.js';

const WHY = ['guess', 'area'];

/** @param {{account: any}} props */
function Unsettled({ account }) {
  const [asked, change] = useAddress(['why']);
  const why = WHY.includes(asked.why) ? asked.why : 'guess';
  const list = useList('/map/unsettled', { why });
  const [changing, setChanging] = useState(/** @type {any} */ (null));
  const [said, setSaid] = useState('');
  const { problem, busy, send } = useSending();
  const areaName = useAreaNames();
  useTitle(t('unsettled.title'));
  const told = (words) => () => {
    setSaid(words);
    setChanging(null);
    list.again();
  };
  const settle = (row, changes, words) => send(() => settled(row, changes), { done: told(words), failed: list.again });
  const acts = (row) => html`<div class="settle-acts">
    <button type="button" class="button small" disabled=${busy} aria-label=${`${t('unsettled.confirm')}: ${row.name}`} onClick=${() => settle(row, { point: row.point }, t('unsettled.confirmed', { name: row.name }))}>${t('unsettled.confirm')}</button>
    ${row.area_by_point && row.area_by_point !== row.area && html`<button type="button" class="button small" disabled=${busy} onClick=${() => settle(row, { area: areaOf(row.area_by_point) }, t('unsettled.moved', { name: row.name, area: areaName(row.area_by_point) }))}>${t('unsettled.move', { area: areaName(row.area_by_point) })}</button>`}
    <button type="button" class="button small" disabled=${busy} aria-label=${`${t('unsettled.change')}: ${row.name}`} onClick=${() => send(() => get(`/establishments/${row.id}`), { done: setChanging })}>${t('unsettled.change')}</button>
  </div>`;
  const acting = writesRegister(account) ? [{ head: t('unsettled.acts'), width: 'wide', cell: acts }] : [];
  return html`
    <${Back} to="/map" words=${t('map.title')} />
    <div class="head"><h1>${t('unsettled.title')}</h1><p class="lead">${t('unsettled.lead')}</p></div>
    <form class="filters" onSubmit=${(event) => event.preventDefault()}>
      <${SelectField} id="why" label=${t('unsettled.why')} value=${why} options=${WHY.map((one) => [one, t(`unsettled-why.${one}`)])} onChange=${(value) => change({ why: value }, true)} /></form>
    <p class="told-line" role="status">${said}</p>
    <${ProblemNotice} problem=${problem} />
    ${changing && html`<${PlaceForm} place=${changing} close=${() => setChanging(null)} done=${told(t('unsettled.changed', { name: changing.name }))} />`}
    <${PagedTable} list=${list} caption=${t('unsettled.title')} columns=${[...columns(why, areaName), ...acting]} keyOf=${(row) => row.id}
      empty=${html`<${Empty} title=${t('unsettled.none')}>${t(`unsettled-none.${why}`)}<//>`} />
  `;
}

/** Changes of what was seen: a point that is no longer the one on the screen is not confirmed. @param {any} row @param {any} changes */
async function settled(row, changes) {
  const place = await get(`/establishments/${row.id}`);
  const same = JSON.stringify(place.point?.coordinates) === JSON.stringify(row.point.coordinates);
  return patchVersion(`/establishments/${row.id}`, changes, same ? place.version : 0);
}

/** @param {string} key as `2025:05977` */
function areaOf(key) {
  const [scheme, code] = key.split(':');
  return { scheme, code };
}

/** @param {string} why @param {(key: string) => string} areaName */
function columns(why, areaName) {
  const where = ([longitude, latitude]) => `/map?at=${latitude.toFixed(5)},${longitude.toFixed(5)},16`;
  return [
    { head: t('place.name'), main: true, cell: (row) => html`<a href=${`/establishments/${row.id}`}>${row.name}</a><span class="under">${row.address}</span>` },
    { head: t('place.area'), cell: (row) => areaName(row.area) },
    ...(why === 'area' ? [{ head: t('unsettled.by-point'), cell: (row) => (row.area_by_point ? areaName(row.area_by_point) : t('unsettled.nowhere')) }] : []),
    { head: t('map.point'), cell: (row) => html`<a href=${where(row.point.coordinates)}>${t(`point-from.${row.point_from}`)}</a>` },
  ];
}

show(Unsettled);
