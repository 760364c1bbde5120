/** The items of a checklist with what was answered: first what failed, then all by section. */

import { day, number } from '../../lib/format.js';
import { html, useState } from '../../lib/preact.js';
import { inLanguage, t } from '../../lib/words.js';
import { Basis, BasisDisclosure } from './basis.js';

/** @param {{visit: any, checklist: any}} props */
export function Failed({ visit, checklist }) {
  const failed = checklist.items.filter((item) => visit.failed_items.includes(item.code));
  return html`<section class="failed" aria-labelledby="failed-title">
    <h2 id="failed-title">${t('visit.failed-title', { n: failed.length })}</h2>
    ${failed.length === 0 && html`<p>${t('visit.failed-none')}</p>`}
    ${failed.length > 0 && html`<${Items} items=${failed} visit=${visit} checklist=${checklist} Law=${BasisDisclosure} />`}
  </section>`;
}

/** @param {{visit: any, checklist: any}} props */
export function Sections({ visit, checklist }) {
  const [withLaw, setWithLaw] = useState(false);
  const answered = new Set(visit.answers.map((answer) => answer.item));
  const items = checklist.items.filter((item) => answered.has(item.code));
  const sections = [...new Set(items.map((item) => item.section))];
  return html`<section>
    <div class="section-head">
      <h2>${t('visit.all-items', { n: items.length })}</h2>
      <button type="button" class="button small no-print" onClick=${() => setWithLaw(!withLaw)}>${t(withLaw ? 'basis.hide' : 'basis.show')}</button>
    </div>
    ${sections.map((section) => html`<div class="section" key=${section}>
      <h3 lang="vi">${section}</h3>
      <${Items} items=${items.filter((item) => item.section === section)} visit=${visit} checklist=${checklist} Law=${withLaw ? Basis : null} />
    </div>`)}
  </section>`;
}

/** @param {{items: any[], visit: any, checklist: any, Law: any}} props `Law` tells the legal basis of an item, null tells none */
function Items({ items, visit, checklist, Law }) {
  const answers = new Map(visit.answers.map((answer) => [answer.item, answer]));
  return html`<ol class="items">
    ${items.map((item) => html`<${Item} key=${item.code} item=${item} answer=${answers.get(item.code)} bases=${checklist.legal_bases} Law=${Law} />`)}
  </ol>`;
}

/** @param {{item: any, answer: any, bases: any[], Law: any}} props */
function Item({ item, answer, bases, Law }) {
  return html`<li class=${`item answer-${answer.value}`}>
    <p class="item-code">${item.code}</p>
    <div class="item-text">
      <p class="question">${inLanguage(item.question)}</p>
      <${Counts} item=${item} counts=${answer.counts} />
      ${answer.note && html`<p class="note"><span class="quiet">${t('item.note')}:</span> ${answer.note}</p>`}
      ${(answer.remedy || answer.remedy_by) && html`<p class="note"><span class="quiet">${t('item.remedy')}:</span> ${answer.remedy}
        ${answer.remedy_by && html` <strong>${t('item.remedy-by', { day: day(answer.remedy_by) })}</strong>`}</p>`}
      ${answer.attachments.length > 0 && html`<p class="note quiet">${t('item.attachments', { n: answer.attachments.length })}</p>`}
      ${Law && html`<${Law} item=${item} bases=${bases} />`}
    </div>
    <p class="item-answer"><${Value} item=${item} value=${answer.value} /></p>
  </li>`;
}

/** @param {{item: any, value: any}} props */
function Value({ item, value }) {
  if (item.type === 'verdict') return html`<span class=${`tag verdict-${value}`}>${t(`verdict.${value}`)}</span>`;
  if (value == null) return html`<span class="quiet">–</span>`;
  if (item.type === 'date') return html`<strong>${day(value)}</strong>`;
  return html`<strong>${typeof value === 'number' ? number(value) : value}</strong>`;
}

/** @param {{item: any, counts: Record<string, number>}} props */
function Counts({ item, counts }) {
  const told = item.counts.filter((count) => counts[count.measure] != null);
  if (told.length === 0) return null;
  return html`<ul class="counts">${told.map((count) => html`<li>
    ${inLanguage(count.label).replace(/\s*\(.*\)$/, '')}: <strong>${number(counts[count.measure])}</strong>
  </li>`)}</ul>`;
}
