/** What is planned: inspections of today, what is given to me, campaigns that run, places to re-check soon. */

import { day } from '../../../lib/format.js';
import { html, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import { localDay } from '../../core/clock.js';
import * as plans from '../../core/plans.js';
import * as register from '../../core/register.js';
import { t } from '../../core/words.js';
import { href } from '../../route.js';
import { questionOf } from '../findings.js';

const DAYS = 14; // so long before and after the day a remedy was promised for
const DAY_MS = 86_400_000;
const MOST_AT_ONCE = 4;

/** @typedef {ReturnType<typeof plans.findings>[number]} Finding */

export function Inspections() {
  const today = plans.inspectionsOn();
  return html`<section><h2>${t('home.inspections')}</h2>
    ${today.length
      ? html`<ul class="rows">${today.map((one) => html`<li key=${one.id}><${Inspection} one=${one} /></li>`)}</ul>`
      : html`<p class="none">${t('home.no-inspections')}</p>`}
  </section>`;
}

/** @param {{one: ReturnType<typeof plans.inspectionsOn>[number]}} props */
function Inspection({ one }) {
  const told = [t(`home.kind-${one.kind}`), one.decision_no, t('home.until', { day: day(one.to) })].filter(Boolean);
  return html`<a class="row" href=${href(`find?inspection=${one.id}`)}>
    <${Icon} name="clipboard-check" />
    <span class="row-text"><strong>${one.name}</strong><span class="under">${told.join(' · ')}</span></span>
    <${Icon} name="chevron-right" />
  </a>`;
}

/** What is given to me and not yet visited, of the inspections that end first; the rest at a tap. */
export function Assigned() {
  const [whole, show] = useState(false);
  const mine = plans.assignments();
  const waiting = mine.filter((one) => !one.visited_on).sort((a, b) => (endOf(a) < endOf(b) ? -1 : 1));
  if (!mine.length) return null;
  const shown = whole ? waiting : waiting.slice(0, MOST_AT_ONCE);
  const more = waiting.length - shown.length;
  return html`<section><h2>${t('home.assigned')}</h2>
    <p class="none">${t('home.assigned-done', { done: mine.length - waiting.length, all: mine.length })}</p>
    <ul class="rows">${shown.map((one) => html`<li key=${one.id}><a class="row" href=${href(`places/${one.establishment_id}`)}>
      <span class="row-text"><strong>${register.get(one.establishment_id)?.name ?? t('home.place-unknown')}</strong>
        <span class="under">${plans.inspection(one.inspection_id)?.name ?? ''}</span></span>
      <${Icon} name="chevron-right" />
    </a></li>`)}</ul>
    ${more > 0 && html`<button type="button" class="button home-more" onClick=${() => show(true)}>${t('home.more', { more })}</button>`}
  </section>`;
}

/** @param {{inspection_id: string}} one */
const endOf = (one) => plans.inspection(one.inspection_id)?.to ?? '9';

export function Campaigns() {
  const running = plans.campaignsOn();
  if (!running.length) return null;
  return html`<section><h2>${t('home.campaigns')}</h2>
    <ul class="rows">${running.map((one) => html`<li key=${one.id} class="row row-still">
      <${Icon} name="flag" />
      <span class="row-text"><strong>${one.name}</strong><span class="under">${t('home.window', { from: day(one.from), to: day(one.to) })}</span></span>
    </li>`)}</ul>
  </section>`;
}

/** By place, the soonest due first; the rest at a tap. What is longer overdue stands at the places. */
export function Findings() {
  const [whole, show] = useState(false);
  const due = dueSoon();
  if (!due.length) return null;
  const shown = whole ? due : due.slice(0, MOST_AT_ONCE);
  const more = due.length - shown.length;
  return html`<section><h2>${t('home.findings')}</h2>
    <ul class="rows">${shown.map((those) => html`<li key=${those[0].establishment_id}><${Due} those=${those} /></li>`)}</ul>
    ${more > 0 && html`<button type="button" class="button home-more" onClick=${() => show(true)}>${t('home.more', { more })}</button>`}
  </section>`;
}

/** @returns {Finding[][]} of one place each */
function dueSoon() {
  const [first, last] = [-DAYS, DAYS].map((days) => localDay(Date.now() + days * DAY_MS));
  /** @type {Map<string, Finding[]>} */
  const found = new Map();
  for (const one of plans.findings()) {
    const by = one.remedy_by ?? '';
    if (by < first || by > last) continue;
    found.set(one.establishment_id, [...(found.get(one.establishment_id) ?? []), one]);
  }
  return [...found.values()];
}

/** @param {{those: Finding[]}} props */
function Due({ those }) {
  const [{ establishment_id: place, item, remedy_by: by }] = those;
  const isLate = (by ?? '') < localDay();
  const others = those.length - 1;
  return html`<a class="row" href=${href(`places/${place}`)}>
    <span class="row-text"><strong>${register.get(place)?.name ?? t('home.place-unknown')}</strong>
      <span class="under">${questionOf(item)}${others > 0 && ` ${t('home.and-others', { others })}`}</span>
      <span class=${isLate ? 'tag tag-warn' : 'tag'}>${t(isLate ? 'home.late' : 'home.due', { day: day(by) })}</span></span>
    <${Icon} name="chevron-right" />
  </a>`;
}
