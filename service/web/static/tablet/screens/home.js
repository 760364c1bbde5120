/** Home: who and where, what to go on with, what is planned today, and how this tablet stands. */

import { html } from '../../lib/preact.js';
import { Icon } from '../../parts/icon.js';
import * as catalogue from '../core/catalogue.js';
import { localDay } from '../core/clock.js';
import * as session from '../core/session.js';
import * as vault from '../core/vault.js';
import { t } from '../core/words.js';
import { Banners } from '../parts/home/banners.js';
import { Assigned, Campaigns, Findings, Inspections } from '../parts/home/planned.js';
import { Attention, Drafts } from '../parts/home/recorded.js';
import { Space, Sync } from '../parts/home/state.js';
import { useStock } from '../parts/home/stock.js';
import { Bytes, Reasons, SendNow } from '../parts/home/waiting.js';
import { Welcome } from '../parts/home/welcome.js';
import { weekday } from '../parts/home/words.js';
import { Bar } from '../parts/bar.js';
import { useEvents } from '../parts/hooks.js';
import { TroubleNotice } from '../parts/notice.js';
import { go, href } from '../route.js';

export function Home() {
  useEvents('sync', 'vault');
  const stock = useStock();
  return html`<${Bar} title=${t('shell.home')} back=${null}>
      <a class="bar-button" href=${href('help')} aria-label=${t('home.help')}><${Icon} name="circle-question-mark" /></a>
      <a class="bar-button" href=${href('tablet')} aria-label=${t('home.tablet')}><${Icon} name="settings" /></a>
    <//>
    <main class="tablet-page home">
      <div class="home-first">
        <${Who} />
        <${Banners} />
        <${TroubleNotice} trouble=${stock.trouble} />
        <${Attention} rows=${stock.attention} />
        <${Begin} />
        <${Welcome} />
        <${Drafts} rows=${stock.drafts} there=${stock.there} />
        <${Outgoing} stock=${stock} />
      </div>
      <div class="home-second">
        ${catalogue.isThere() && html`<${Inspections} /><${Assigned} /><${Campaigns} /><${Findings} />`}
        <${Sync} /><${Space} />
        <${Others} />
      </div>
    </main>`;
}

function Who() {
  const { name, unit, areas } = /** @type {import('../core/session.js').Account} */ (session.account());
  const where = areas ? areas.map((code) => catalogue.areaName({ scheme: '2025', code })).join(', ') : t('home.whole-province');
  return html`<div class="home-who">
    <p class="over">${weekday(localDay())}</p>
    <p><strong>${name}</strong></p>
    <p class="quiet">${catalogue.unitName(unit)} · ${where}</p>
  </div>`;
}

/** The one thing that most come for. */
function Begin() {
  const { lapsed } = vault.facts();
  const can = !lapsed && catalogue.isThere();
  return html`<div>
    <button type="button" class="button primary wide home-begin" disabled=${!can} onClick=${() => go('find')}>
      <${Icon} name="plus" />${t('home.begin')}
    </button>
    ${!can && !lapsed && html`<p class="none">${t('home.not-yet')}</p>`}
  </div>`;
}

/** @param {{stock: import('../parts/home/stock.js').Stock}} props */
function Outgoing({ stock }) {
  const { waiting, places, there } = stock;
  const count = waiting.length + places.length;
  if (!there) return null;
  return html`<section><div class="section-head"><h2>${t('home.outbox')}</h2>
      <a href=${href('outbox')}>${t('home.outbox-all')}</a></div>
    ${count
      ? html`<div class="card stack">
          <p><strong>${t('home.waiting', { count })}</strong></p>
          <${Bytes} waiting=${waiting} />
          <${Reasons} items=${[...waiting, ...places]} />
          <${SendNow} />
        </div>`
      : html`<p class="none"><${Icon} name="check" />${t('home.all-sent')}</p>`}
  </section>`;
}

function Others() {
  const rows = [['calls', 'phone', 'home.calls'], ['outbox', 'cloud-upload', 'home.outbox'], ['tablet', 'settings', 'home.tablet'], ['help', 'circle-question-mark', 'home.help']];
  return html`<nav aria-label=${t('home.others')}><ul class="rows">${rows.map(([to, icon, words]) => html`<li key=${to}>
    <a class="row" href=${href(to)}><${Icon} name=${icon} /><span class="row-text">${t(words)}</span><${Icon} name="chevron-right" /></a>
  </li>`)}</ul></nav>`;
}
