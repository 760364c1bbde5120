/** What is to be re-checked at a place: what was wrong, what was asked for, and by when. */

import { html, useState } from '../../lib/preact.js';
import * as format from '../../lib/format.js';
import { Icon } from '../../parts/icon.js';
import * as catalogue from '../core/catalogue.js';
import { localDay } from '../core/clock.js';
import { inLanguage, t } from '../core/words.js';

const DAY_MS = 86_400_000;
const FIRST = 3; // in sight at once; more would hide what is done here next

/** @param {{findings: ReturnType<typeof import('../core/plans.js').findings>}} props */
export function Findings({ findings }) {
  const [all, showAll] = useState(findings.length <= FIRST + 1);
  return html`<ul class="findings">
    ${(all ? findings : findings.slice(0, FIRST)).map((one) => html`<li key=${one.id} class="finding">
      <p class="finding-item"><span class="code">${one.item}</span> ${questionOf(one.item)}</p>
      ${one.remedy && html`<p class="as-written">${t('find.remedy', { what: one.remedy })}</p>`}
      <${Due} day=${one.remedy_by} />
    </li>`)}
  </ul>
  ${!all && html`<button type="button" class="button wide" onClick=${() => showAll(true)}>${t('find.all-to-check', { n: findings.length })}</button>`}`;
}

/** @param {{day: string | null}} props */
function Due({ day }) {
  if (!day) return html`<p class="quiet">${t('find.no-day')}</p>`;
  const left = Math.round((Date.parse(day) - Date.parse(localDay())) / DAY_MS);
  const values = { day: format.day(day), n: Math.abs(left) };
  if (left < 0) return html`<p><span class="tag tag-bad"><${Icon} name="triangle-alert" />${t('find.overdue', values)}</span></p>`;
  if (left === 0) return html`<p><span class="tag tag-warn"><${Icon} name="clock" />${t('find.due-today', values)}</span></p>`;
  return html`<p><span class="tag"><${Icon} name="calendar" />${t('find.due', values)}</span></p>`;
}

/** @param {string} code @returns {string} what the item asks, in whichever checklist it stands */
export function questionOf(code) {
  for (const checklist of catalogue.checklists()) {
    const item = checklist.items.find((one) => one.code === code);
    if (item) return inLanguage(item.question);
  }
  return '';
}
