/** Visits that are being recorded, and those that the server refused. */

import { html } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import { Draft } from '../../core/draft.js';
import { wordsOf } from '../../core/trouble.js';
import { t } from '../../core/words.js';
import { href } from '../../route.js';
import { moment } from './words.js';

/** @typedef {import('../../core/drafts.js').DraftRow} DraftRow */

/** @param {{rows: DraftRow[]}} props */
export function Attention({ rows }) {
  if (!rows.length) return null;
  return html`<section class="home-attention"><h2><${Icon} name="triangle-alert" />${t('home.attention')}</h2>
    <p>${t('home.attention-why')}</p>
    <ul class="rows">${rows.map((row) => html`<li key=${row.id}>
      <${VisitRow} row=${row} to=${`sent/${row.id}`} under=${row.trouble ? wordsOf(row.trouble) : ''} />
    </li>`)}</ul>
  </section>`;
}

/** @param {{rows: DraftRow[], there: boolean}} props */
export function Drafts({ rows, there }) {
  return html`<section><h2>${t('home.drafts')}</h2>
    ${rows.length
      ? html`<ul class="rows">${rows.map((row) => html`<li key=${row.id}><${DraftRow} row=${row} /></li>`)}</ul>`
      : html`<p class="none">${there ? t('home.no-drafts') : t('shell.loading')}</p>`}
  </section>`;
}

/** @param {{row: DraftRow}} props */
function DraftRow({ row }) {
  const far = progressOf(row);
  const under = t('home.touched', { when: moment(row.touched) });
  return html`<${VisitRow} row=${row} to=${`visits/${row.id}`} under=${far ? `${t('home.answered', far)} · ${under}` : under}>
    ${far && html`<progress class="thin" value=${far.answered} max=${far.asked} aria-hidden="true"></progress>`}
  <//>`;
}

/** @param {{row: DraftRow, to: string, under: string, children?: any}} props */
export function VisitRow({ row, to, under, children }) {
  return html`<a class="row" href=${href(to)}>
    <span class="row-text"><strong>${row.place.name}</strong>
      ${row.amends && html`<span class="tag tag-info">${t('home.amends')}</span>`}
      <span class="under">${under}</span>${children}</span>
    <${Icon} name="chevron-right" />
  </a>`;
}

/** @param {DraftRow} row @returns {{asked: number, answered: number} | null} null while its checklist is not here */
function progressOf(row) {
  try {
    return new Draft(row).progress();
  } catch {
    return null;
  }
}
