/** The figures of a period as charts: against last year, by kind, by area. */

import { useAreaNames } from '../../lib/known.js';
import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { Bars } from '../bars.js';

// Figures that count establishments or visits, so that one scale fits them all.
const COMPARED = ['C2a', 'C2b', 'C4', 'C5a', 'D1a', 'D3'];
const AREAS_MOST = 10;

/** @param {{figures: Record<string, any>}} props */
export function AgainstLastYear({ figures }) {
  const bars = COMPARED.filter((code) => figures[code]).map((code) => ({
    name: figures[code].label,
    values: [figures[code].value, figures[code].same_period_last_year],
  }));
  return html`<${Bars} title=${t('chart.compared')} bars=${bars} series=${[t('figure.value'), t('chart.last-year')]} />`;
}

/** @param {{figures: Record<string, any>}} props */
export function ByKind({ figures }) {
  const bars = ranked(figures.C2a.by.kind).map(([kind, value]) => ({ name: t(`kind.${kind}`), values: [value] }));
  if (bars.length === 0) return null;
  return html`<${Bars} title=${t('chart.by-kind')} bars=${bars} series=${[figures.C2a.label]} />`;
}

/** @param {{figures: Record<string, any>}} props */
export function ByArea({ figures }) {
  const areaName = useAreaNames();
  const all = ranked(figures.C2a.by.area);
  const bars = all.slice(0, AREAS_MOST).map(([key, value]) => ({ name: areaName(key), values: [value] }));
  if (bars.length === 0) return null;
  const note = all.length > AREAS_MOST ? t('chart.most-of', { n: AREAS_MOST, all: all.length }) : '';
  return html`<${Bars} title=${t('chart.by-area')} note=${note} bars=${bars} series=${[figures.C2a.label]} />`;
}

/** @param {Record<string, number>} groups @returns {[string, number][]} the greatest first */
function ranked(groups = {}) {
  return Object.entries(groups).sort((a, b) => b[1] - a[1]);
}
