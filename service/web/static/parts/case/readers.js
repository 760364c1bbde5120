/** Who was shown the case, and who broke the glass over it. */

import { dayOf, timeOf } from '../../lib/format.js';
import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';

/** @param {{readers: {by: string, at: string}[]}} props newest first */
export function Readers({ readers }) {
  const times = new Map();
  for (const { by, at } of readers) times.set(by, [...(times.get(by) || []), at]);
  return html`<section class="card"><h2>${t('readers.title')}</h2>
    <ul class="plain-list">${[...times].map(([by, looks]) => html`<li key=${by}><strong>${by}</strong>
      <details class="basis"><summary>${t('readers.times', { n: looks.length, day: dayOf(looks[0]), time: timeOf(looks[0]) })}</summary>
        <ul class="plain-list basis-told">${looks.map((at) => html`<li key=${at}>${dayOf(at)}, ${timeOf(at)}</li>`)}</ul>
      </details></li>`)}</ul>
  </section>`;
}

/** @param {{glass: any[]}} props */
export function Openings({ glass }) {
  if (glass.length === 0) return null;
  return html`<section class="card"><h2>${t('glass.title')}</h2>
    <ul class="plain-list">${glass.map((one) => html`<li key=${one.at + one.by}><strong>${one.by}</strong>
      <span class="under">${t('glass.until', { day: dayOf(one.at), time: timeOf(one.at), until: timeOf(one.until) })}</span>
      <span class="as-written signs">${one.reason}</span></li>`)}</ul>
  </section>`;
}
