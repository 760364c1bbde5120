/** One establishment: what it is and was, its licences, its visits. */

import { day, dayOf, number } from '../lib/format.js';
import { useAreaNames } from '../lib/known.js';
import { useAnswer, useList } from '../lib/loading.js';
import { html, useState } from '../lib/preact.js';
import { readsVisits, writesRegister } from '../lib/roles.js';
import { t } from '../lib/words.js';
import { DataTable } from '../parts/data-table.js';
import { Facts } from '../parts/facts.js';
import { show, useTitle } from '../parts/frame.js';
import { Back } from '../parts/back.js';
import { Icon } from '../parts/icon.js';
import { Empty, ProblemNotice, Skeleton } from '../parts/notice.js';
import { PlaceForm } from '../parts/register/place-form.js';
import { StateTag } from '../parts/tag.js';
import { VisitList } from '../parts/visit-list.js';

const ID = location.pathname.split('/').pop();

/** @param {{account: any}} props */
function Establishment({ account }) {
  const { data, problem, again } = useAnswer(`/establishments/${ID}`);
  const areaName = useAreaNames();
  const [changing, setChanging] = useState(false);
  useTitle(data?.name);
  if (problem) return html`<${Back} to="/establishments" words=${t('register.title')} /><${ProblemNotice} problem=${problem} again=${again} />`;
  if (!data) return html`<${Skeleton} lines=${8} />`;
  return html`
    <${Back} to="/establishments" words=${t('register.title')} />
    <div class="head head-with-action"><div><h1>${data.name}</h1><p class="lead">${data.address}</p></div>
      ${writesRegister(account) && html`<button type="button" class="button no-print" onClick=${() => setChanging(true)}><${Icon} name="pencil" />${t('place-form.change')}</button>`}</div>
    ${changing && html`<${PlaceForm} place=${data} close=${() => setChanging(false)} done=${() => { setChanging(false); again(); }} />`}
    <div class="columns">
      <div>
        ${readsVisits(account) && html`<${Visits} role=${account.role} />`}
        ${data.history.length > 0 && html`<${History} states=${data.history} areaName=${areaName} />`}
      </div>
      <aside>
        <section class="card"><h2>${t('place.facts')}</h2><${About} place=${data} areaName=${areaName} /></section>
        ${data.owner && html`<section class="card"><h2>${t('place.owner')}</h2><${Owner} owner=${data.owner} /></section>`}
        <section class="card"><h2>${t('place.licences')}</h2><${Licences} licences=${data.licences} /></section>
      </aside>
    </div>
  `;
}

/** @param {{place: any, areaName: (key: string) => string}} props */
function About({ place, areaName }) {
  const [longitude, latitude] = place.point?.coordinates || [];
  return html`<${Facts} facts=${[
    [t('place.status'), html`<${StateTag} list="status" value=${place.status} />`],
    [t('place.kind'), t(`kind.${place.kind}`)],
    [t('place.rank'), place.stars && t('place.stars', { n: place.stars })],
    [t('place.rooms'), place.rooms == null ? null : number(place.rooms)],
    [t('place.area'), areaName(`${place.area.scheme}:${place.area.code}`)],
    [t('place.point'), place.point ? `${latitude.toFixed(5)}, ${longitude.toFixed(5)}` : t('place.no-point')],
  ]} />`;
}

/** @param {{owner: {name: string, phone: string, email: string}}} props */
function Owner({ owner }) {
  if (!owner.name && !owner.phone && !owner.email) return html`<p class="quiet">${t('place.no-owner')}</p>`;
  const phone = owner.phone && html`<a href=${`tel:${owner.phone.replace(/[^\d+]/g, '')}`}>${owner.phone}</a>`;
  const email = owner.email && html`<a href=${`mailto:${owner.email}`}>${owner.email}</a>`;
  return html`<${Facts} facts=${[[t('owner.name'), owner.name], [t('owner.phone'), phone], [t('owner.email'), email]]} />`;
}

/** @param {{licences: any[]}} props */
function Licences({ licences }) {
  if (licences.length === 0) return html`<p class="quiet">${t('place.no-licences')}</p>`;
  const line = (licence) => [
    licence.issued_on && t('licence.issued', { day: day(licence.issued_on) }),
    licence.valid_to && t('licence.until', { day: day(licence.valid_to) }),
  ].filter(Boolean).join(' · ');
  return html`<ul class="plain-list">${licences.map((licence) => html`<li>
    <strong>${licence.kind}</strong> ${licence.number}<span class="under">${line(licence)}</span>
  </li>`)}</ul>`;
}

/** @param {{states: any[], areaName: (key: string) => string}} props */
function History({ states, areaName }) {
  const rows = states.map((state, i) => ({ ...state, key: String(i) })).reverse();
  const columns = [
    { head: t('history.since'), main: true, cell: (row) => (row.since ? dayOf(row.since) : t('history.always')) },
    { head: t('place.kind'), cell: (row) => t(`kind.${row.kind}`) },
    { head: t('place.status'), cell: (row) => html`<${StateTag} list="status" value=${row.status} />` },
    { head: t('place.area'), cell: (row) => areaName(`${row.area.scheme}:${row.area.code}`) },
  ];
  return html`<section><h2>${t('place.history')}</h2>
    <${DataTable} caption=${t('place.history')} columns=${columns} rows=${rows} keyOf=${(row) => row.key} />
  </section>`;
}

/** @param {{role: string}} props */
function Visits({ role }) {
  const list = useList('/visits', { establishment: ID, limit: 10 });
  const none = role === 'inspector' ? 'place.no-own-visits' : 'place.no-visits';
  return html`<section><h2>${t('place.visits')}</h2>
    <${VisitList} list=${list} caption=${t('place.visits')} withPlace=${false}
      empty=${html`<${Empty} title=${t(none)}>${t('place.no-visits-do')}<//>`} />
  </section>`;
}

show(Establishment);
