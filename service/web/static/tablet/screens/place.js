/** One place: what is known of it, what is to be re-checked there, and beginning a visit. */

import { html } from '../../lib/preact.js';
import * as format from '../../lib/format.js';
import { Icon } from '../../parts/icon.js';
import * as drafts from '../core/drafts.js';
import * as outbox from '../core/outbox.js';
import * as plans from '../core/plans.js';
import * as register from '../core/register.js';
import { t } from '../core/words.js';
import { Bar } from '../parts/bar.js';
import { DraftRow } from '../parts/draft-row.js';
import { Begin } from '../parts/find/begin.js';
import { backToFind } from '../parts/find/query.js';
import { Findings } from '../parts/findings.js';
import { HereWords, useHere } from '../parts/here.js';
import { useEvents, useRead } from '../parts/hooks.js';
import { SmallMap } from '../parts/map.js';
import { TroubleNotice } from '../parts/notice.js';
import { KIND_ICONS, OwnTag, StatusTag, addressOf, far } from '../parts/place.js';
import { everyWords } from '../parts/sent/refused.js';
import { href } from '../route.js';

/** @param {{id: string}} props */
export function Place({ id }) {
  useEvents('register', 'sync');
  const { value: all, trouble } = useRead(drafts.list, ['drafts'], [id]);
  const place = register.get(id);
  if (!place) {
    return html`<${Bar} title=${t('find.place')} back=${backToFind()} />
      <main class="tablet-page"><p>${t('find.absent')}</p><a class="button" href=${href('find')}>${t('find.title')}</a></main>`;
  }
  const there = (all ?? []).filter((row) => row.place.id === id);
  return html`<${Bar} title=${t('find.place')} back=${backToFind()} />
    <main class="tablet-page place">
      <${Head} place=${place} />
      ${place.own && html`<${OwnState} id=${id} />`}
      <${TroubleNotice} trouble=${trouble} />
      <${Unfinished} rows=${there.filter((row) => row.state === 'draft')} />
      <div class="place-two">
        <${Facts} place=${place} />
        <div class="place-work stack">
          <${ToCheck} findings=${plans.findings(id)} />
          ${all && html`<section><h2>${t('find.new-visit')}</h2><${Begin} place=${place} mine=${all} /></section>`}
          <${Earlier} rows=${there.filter((row) => row.state !== 'draft')} />
        </div>
        <${Where} place=${place} />
      </div>
    </main>`;
}

function Head({ place }) {
  return html`<div class="place-head">
    <${Icon} name=${KIND_ICONS[place.kind] ?? 'store'} />
    <div>
      <h2>${place.name}</h2>
      <p class="place-tags">
        <span class="place-kind">${t(`kind.${place.kind}`)}</span> <${StatusTag} status=${place.status} />
        ${place.own && html`<${OwnTag} />`}
      </p>
      ${['closed', 'suspended'].includes(place.status) && html`<p class="place-warning">${t(`find.is-${place.status}`)}</p>`}
    </div>
  </div>`;
}

/** Added here: it waits to be sent, or the server refused it and says why. */
function OwnState({ id }) {
  const { value: met } = useRead(outbox.places, ['outbox'], [id]);
  const trouble = met?.find((one) => one.id === id)?.trouble;
  if (trouble?.code !== 'refused') return html`<p class="quiet">${t('find.own-why')}</p>`;
  return html`<div class="notice notice-bad" role="status"><${Icon} name="circle-alert" /><div>
    <p class="notice-title">${t('find.own-refused')}</p>
    ${everyWords(trouble).map((words) => html`<p key=${words}>${words}</p>`)}
    <a class="button" href=${href(`new-place?mend=${id}`)}><${Icon} name="pencil" />${t('sent.mend-place')}</a>
  </div></div>`;
}

/** What was begun here and is not finished comes before anything new. */
function Unfinished({ rows }) {
  if (!rows.length) return null;
  return html`<section class="card unfinished">
    <h2>${t('find.unfinished')}</h2>
    ${rows.map((row) => html`<p key=${row.id}>${t('find.begun', { day: format.dayOf(row.content.started_at), time: format.timeOf(row.content.started_at) })}</p>
      <a class="button primary wide" href=${href(`visits/${row.id}`)}><${Icon} name="arrow-right" />${t('find.go-on')}</a>`)}
  </section>`;
}

function Facts({ place }) {
  const { stars, rooms, owner } = place;
  /** @type {[string, any][]} */
  const rows = [
    [t('find.address'), addressOf(place)],
    [t('find.stars'), stars && t('find.n-stars', { n: stars })],
    [t('find.rooms'), rooms && format.number(rooms)],
    [t('find.owner'), owner?.name],
    [t('find.phone'), owner?.phone && html`<a class="phone" href=${`tel:${owner.phone.replace(/[^+\d]/g, '')}`}><${Icon} name="phone" />${owner.phone}</a>`],
  ];
  return html`<dl class="facts card">
    ${rows.filter(([, value]) => value).map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

function Where({ place }) {
  const { here, busy, trouble, ask } = useHere('if-allowed');
  const metres = here ? register.metresTo(place, here.coordinates) : null;
  const away = far(metres);
  return html`<section class="where" aria-label=${t('find.where')}>
    ${place.point ? html`<${SmallMap} places=${[place]} here=${here} marked=${place.id} named=${false} />` : html`<p class="quiet">${t('find.no-point-here')}</p>`}
    ${away && html`<p class="place-away">${t('find.away', { far: away })}</p>`}
    ${here && html`<${HereWords} here=${here} />`}
    <${TroubleNotice} trouble=${trouble} />
    ${place.point && html`<button type="button" class="button" disabled=${busy} onClick=${ask}><${Icon} name="locate-fixed" />${busy ? t('find.locating') : t('find.measure')}</button>`}
  </section>`;
}

function ToCheck({ findings }) {
  if (!findings.length) return null;
  return html`<section><h2>${t('find.to-check', { n: findings.length })}</h2><${Findings} findings=${findings} /></section>`;
}

function Earlier({ rows }) {
  if (!rows.length) return null;
  return html`<section>
    <h2>${t('find.earlier')}</h2>
    <ul class="rows">${rows.map((row) => html`<${DraftRow} key=${row.id} row=${row} words=${row.amends ? t('find.is-amendment') : ''} />`)}</ul>
  </section>`;
}
