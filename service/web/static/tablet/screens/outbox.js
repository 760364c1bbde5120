/** The outbox: each visit that waits by itself, places met in the field, and what was sent lately. */

import { html } from '../../lib/preact.js';
import { Icon } from '../../parts/icon.js';
import * as session from '../core/session.js';
import { wordsOf } from '../core/trouble.js';
import * as vault from '../core/vault.js';
import { t } from '../core/words.js';
import { Bar } from '../parts/bar.js';
import { SignInAgain } from '../parts/home/banners.js';
import { Attention, VisitRow } from '../parts/home/recorded.js';
import { useStock } from '../parts/home/stock.js';
import { Bytes, SendNow, stateOf } from '../parts/home/waiting.js';
import { moment, size } from '../parts/home/words.js';
import { useEvents } from '../parts/hooks.js';
import { TroubleNotice } from '../parts/notice.js';
import { href } from '../route.js';

export function Outbox() {
  useEvents('sync', 'vault');
  const { there, attention, waiting, places, done, trouble } = useStock();
  const isEmpty = there && !waiting.length && !places.length;
  return html`<${Bar} title=${t('home.outbox')} />
    <main class="tablet-page home-page">
      <${TroubleNotice} trouble=${trouble} />
      ${session.isOver() && html`<${SignInAgain} />`}
      <${Attention} rows=${attention} />
      <section><h2>${t('home.waiting-title')}</h2>
        ${isEmpty && html`<p class="none"><${Icon} name="check" />${t('home.all-sent')}</p>`}
        ${there && !isEmpty && html`<div class="card stack"><${Bytes} waiting=${waiting} /><${SendNow} /></div>`}
        ${waiting.length > 0 && html`<ul class="rows outbox-rows">${waiting.map((item) => html`<li key=${item.id}><${Waiting} item=${item} /></li>`)}</ul>`}
      </section>
      ${places.length > 0 && html`<section><h2>${t('home.places')}</h2><p class="quiet">${t('home.places-why')}</p>
        <ul class="rows">${places.map((item) => html`<li key=${item.id}><${PlaceWaiting} item=${item} /></li>`)}</ul>
      </section>`}
      <${Sent} rows=${done} there=${there} />
    </main>`;
}

/** @param {{item: import('../parts/home/stock.js').Waiting}} props */
function Waiting({ item }) {
  return html`<div class="row row-still">
    <${Icon} name=${item.isMoving ? 'cloud-upload' : 'hourglass'} />
    <div class="row-text"><strong>${item.name}</strong>
      ${item.amends && html`<span class="tag tag-info">${t('home.amends')}</span>`}
      <span class="under">${t('home.finished', { when: moment(item.at), size: size(item.size), photos: item.files.length })}</span>
      <span class="under" role="status">${stateOf(item)}</span>
      ${item.isMoving && html`<progress class="thin" value=${item.sent} max=${item.size} aria-label=${item.name}></progress>`}
      ${item.trouble && !item.isMoving && html`<p class="reason"><${Icon} name="circle-alert" />${wordsOf(item.trouble)}</p>`}
    </div>
  </div>`;
}

/** One that the server refused is mended on its own screen. @param {{item: import('../core/outbox.js').PlaceItem}} props */
function PlaceWaiting({ item }) {
  const told = html`<${Icon} name="map-pin" />
    <div class="row-text"><strong>${item.body.name}</strong>
      <span class="under">${t('home.place-added', { when: moment(item.at) })}</span>
      ${item.trouble && html`<p class="reason"><${Icon} name="circle-alert" />${wordsOf(item.trouble)}</p>`}
    </div>`;
  if (item.trouble?.code !== 'refused') return html`<div class="row row-still">${told}</div>`;
  return html`<a class="row" href=${href(`places/${item.id}`)}>${told}<${Icon} name="chevron-right" /></a>`;
}

/** @param {{rows: import('../core/drafts.js').DraftRow[], there: boolean}} props */
function Sent({ rows, there }) {
  const days = vault.facts().limits.days_kept_after_receipt;
  return html`<section><h2>${t('home.sent')}</h2>
    <p class="quiet">${t('home.sent-why', { days })}</p>
    ${rows.length
      ? html`<ul class="rows">${rows.map((row) => html`<li key=${row.id}>
          <${VisitRow} row=${row} to=${`sent/${row.id}`} under=${row.sent ? t('home.sent-at', { when: moment(row.sent) }) : ''} />
        </li>`)}</ul>`
      : there && html`<p class="none">${t('home.nothing-sent')}</p>`}
  </section>`;
}
