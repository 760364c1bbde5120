/** Finds a place among thousands by a part of its name or address, or by how near it is. */

import { html, useEffect, useMemo, useState } from '../../lib/preact.js';
import * as format from '../../lib/format.js';
import { Icon } from '../../parts/icon.js';
import * as register from '../core/register.js';
import { t } from '../core/words.js';
import { Bar } from '../parts/bar.js';
import { Filters, filtersSet } from '../parts/find/filters.js';
import { comingFrom, opening, planOf, useWanted } from '../parts/find/query.js';
import { HereWords, useHere } from '../parts/here.js';
import { useEvent } from '../parts/hooks.js';
import { SmallMap } from '../parts/map.js';
import { TroubleNotice } from '../parts/notice.js';
import { PlaceRow } from '../parts/place.js';
import { href } from '../route.js';

export function Find() {
  const [wanted, set] = useWanted();
  const { here, busy, trouble, ask, leave } = useHere(wanted.near ? 'now' : 'at-a-touch');
  const near = wanted.near && here ? here : null;
  const found = useFound(wanted, near);
  const [marked, mark] = useMarked();
  const toggleNear = () => {
    set({ near: wanted.near ? '' : '1' });
    if (wanted.near) leave();
    else ask();
  };
  const to = (place) => href(`places/${place.id}${planOf(wanted) && `?${planOf(wanted)}`}`);
  return html`<${Bar} title=${t('find.title')} back="" />
    <main class="tablet-page find">
      <${Controls} wanted=${wanted} set=${set} busy=${busy} toggleNear=${toggleNear} />
      ${wanted.near && html`<${TroubleNotice} trouble=${trouble} />`}
      ${near && html`<${HereWords} here=${near} />`}
      <p class="find-total" role="status">${totalOf(found)}</p>
      <div class=${wanted.map ? 'find-two find-with-map' : 'find-two'}>
        <${SmallMap} places=${found.items.map(({ place }) => place)} here=${near} marked=${marked} onMark=${mark} />
        <${Results} found=${found} marked=${marked} to=${to} q=${wanted.q} />
      </div>
    </main>`;
}

function Controls({ wanted, set, busy, toggleNear }) {
  const [filtering, setFiltering] = useState(false);
  const count = filtersSet(wanted);
  const toggle = (icon, words, more) => html`<button type="button" class="button toggle" ...${more}><${Icon} name=${icon} />${words}</button>`;
  return html`<search class="find-controls">
    <div class="search-box">
      <label class="unseen" for="find-q">${t('find.q')}</label>
      <${Icon} name="search" />
      <input id="find-q" type="search" enterkeyhint="search" autocomplete="off" autocapitalize="off" spellcheck=${false} maxlength="100"
        placeholder=${t('find.q')} value=${wanted.q} onInput=${(event) => set({ q: event.currentTarget.value })} />
    </div>
    <div class="find-toggles">
      ${toggle('locate-fixed', busy ? t('find.locating') : t('find.near'), { 'aria-pressed': Boolean(wanted.near), disabled: busy, onClick: toggleNear })}
      ${toggle('list-filter', count ? t('find.filters-n', { n: count }) : t('find.filters'), {
        'aria-expanded': filtering, 'aria-controls': 'find-filters', onClick: () => setFiltering(!filtering),
      })}
      ${toggle('map', t('find.map'), { 'aria-pressed': Boolean(wanted.map), class: 'button toggle find-map-toggle', onClick: () => set({ map: wanted.map ? '' : '1' }) })}
    </div>
    ${filtering && html`<${Filters} wanted=${wanted} set=${set} />`}
  </search>`;
}

function Results({ found, marked, to, q }) {
  if (!register.size()) return html`<div class="empty"><p class="empty-title">${t('find.empty')}</p><p>${t('find.empty-do')}</p><${NewPlaceLink} q=${q} /></div>`;
  if (!found.total) return html`<div class="empty"><p class="empty-title">${t('find.none')}</p><p>${t('find.none-do')}</p><${NewPlaceLink} q=${q} /></div>`;
  return html`<div class="find-list">
    <ul class="rows" aria-label=${t('find.list')}>
      ${found.items.map(({ place, metres }) => html`<${PlaceRow} key=${place.id} place=${place} metres=${metres} to=${to(place)} marked=${place.id === marked} onOpen=${() => opening(place.id)} />`)}
    </ul>
    <p class="find-not-here">${t('find.not-here')}</p>
    <${NewPlaceLink} q=${q} />
  </div>`;
}

function NewPlaceLink({ q }) {
  const name = q.trim() ? `?${new URLSearchParams({ name: q.trim() })}` : '';
  return html`<a class="button find-new" href=${href(`new-place${name}`)}><${Icon} name="plus" />${t('find.new-place')}</a>`;
}

/** @param {import('../parts/find/query.js').Wanted} wanted @param {import('../core/position.js').Position | null} near */
function useFound({ q, kind, area }, near) {
  const [told, setTold] = useState(0);
  useEvent('register', () => setTold((n) => n + 1));
  const search = () => register.search({ q, kinds: kind ? [kind] : [], area, near: near && near.coordinates });
  return useMemo(search, [q, kind, area, near, told]);
}

/** Which place is pointed at; the one that was opened last is where one comes back to. */
function useMarked() {
  const [marked, setMarked] = useState(comingFrom);
  const show = (id, behavior) => document.getElementById(`place-${id}`)?.scrollIntoView({ block: 'center', behavior });
  useEffect(() => {
    if (marked) requestAnimationFrame(() => show(marked, 'instant'));
  }, []);
  const mark = (id) => {
    setMarked(id);
    show(id, behaviour());
  };
  return /** @type {const} */ ([marked, mark]);
}

/** @returns {ScrollBehavior} */
function behaviour() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
}

function totalOf({ items, total }) {
  if (!total) return '';
  if (total > items.length) return t('find.more', { total: format.number(total), shown: items.length });
  return t('find.total', { total: format.number(total) });
}
