/** The register of establishments: searched as one types, filtered, kept in the address bar. */

import { useAddress } from '../lib/address.js';
import { number } from '../lib/format.js';
import { useAreaNames } from '../lib/known.js';
import { useList } from '../lib/loading.js';
import { html, useState } from '../lib/preact.js';
import { importsLists, writesRegister } from '../lib/roles.js';
import { t } from '../lib/words.js';
import { PagedTable } from '../parts/data-table.js';
import { show, useTitle } from '../parts/frame.js';
import { Icon } from '../parts/icon.js';
import { Empty } from '../parts/notice.js';
import { PlaceForm } from '../parts/register/place-form.js';
import { RegisterFilters } from '../parts/register-filters.js';
import { StateTag } from '../parts/tag.js';

const ARGUMENTS = ['q', 'kind', 'area', 'status'];

/** @param {{account: any}} props */
function Register({ account }) {
  const [asked, change] = useAddress(ARGUMENTS);
  const list = useList('/establishments', asked);
  const areaName = useAreaNames();
  const [entering, setEntering] = useState(false);
  useTitle(t('register.title'));
  return html`
    <div class="head head-with-action">
      <div><h1>${t('register.title')}</h1><p class="lead">${t('register.lead')}</p></div>
      <div class="list-acts no-print">
        ${importsLists(account) && html`<a class="button" href="/establishments/import"><${Icon} name="cloud-upload" />${t('import.title')}</a>`}
        ${writesRegister(account) && html`<button type="button" class="button primary" onClick=${() => setEntering(true)}><${Icon} name="plus" />${t('place-form.new')}</button>`}
      </div>
    </div>
    ${entering && html`<${PlaceForm} close=${() => setEntering(false)} done=${(place) => location.assign(`/establishments/${place.id}`)} />`}
    <${RegisterFilters} asked=${asked} change=${change} />
    <${PagedTable}
      list=${list}
      caption=${t('register.title')}
      columns=${columns(areaName)}
      keyOf=${(row) => row.id}
      empty=${html`<${NothingFound} asked=${asked} change=${change} />`}
    />
  `;
}

/** @param {(key: string) => string} areaName */
function columns(areaName) {
  return [
    { head: t('place.name'), main: true, cell: nameOf },
    { head: t('place.kind'), cell: (row) => t(`kind.${row.kind}`) },
    { head: t('place.area'), cell: (row) => areaName(`${row.area.scheme}:${row.area.code}`) },
    { head: t('place.rooms'), number: true, width: 'narrow', cell: (row) => number(row.rooms) },
    { head: t('place.status'), cell: (row) => html`<${StateTag} list="status" value=${row.status} />` },
  ];
}

/** @param {any} row */
function nameOf(row) {
  const stars = row.stars ? html` <span class="stars">${t('place.stars', { n: row.stars })}</span>` : '';
  return html`<a href=${`/establishments/${row.id}`}>${row.name}</a>${stars}
    ${row.address && html`<span class="under">${row.address}</span>`}`;
}

/** @param {{asked: Record<string, string>, change: any}} props */
function NothingFound({ asked, change }) {
  const filtered = ARGUMENTS.some((name) => asked[name]);
  if (!filtered) return html`<${Empty} title=${t('register.none')}>${t('register.none-do')}<//>`;
  const clear = () => change({ q: '', kind: '', area: '', status: '' });
  return html`<${Empty} title=${t('register.not-found')}>
    <p>${t('register.not-found-do')}</p>
    <button type="button" class="button" onClick=${clear}>${t('filters.clear')}</button>
  <//>`;
}

show(Register);
