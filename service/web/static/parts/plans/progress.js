/** How far something is: a bar, and the same in words. */

import { number } from '../../lib/format.js';
import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';

/** @param {{done: number, of: number, label: string, percents?: boolean}} props `percents` tells it in percent */
export function Progress({ done, of, label, percents = false }) {
  const percent = of > 0 ? Math.min(100, Math.floor((100 * done) / of)) : 0;
  return html`<div class="progress">
    <progress max="100" value=${percent} aria-label=${label}></progress>
    <span class="nowrap">${percents ? t('plans.percent', { n: percent }) : t('plans.of', { done: number(done), of: number(of) })}</span>
  </div>`;
}

/** @param {{progress: any}} props of an inspection */
export function ListProgress({ progress }) {
  if (progress.listed === 0) return html`<span class="quiet">${progress.beyond > 0 ? t('plans.visited', { n: number(progress.beyond) }) : t('plans.no-list')}</span>`;
  return html`<${Progress} done=${progress.visited} of=${progress.listed} label=${t('plans.progress')} />
    ${progress.beyond > 0 && html`<span class="under">${t('plans.beyond', { n: number(progress.beyond) })}</span>`}`;
}
