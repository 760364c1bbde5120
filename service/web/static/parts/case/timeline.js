/** The place's past, newest first: its visits with what failed, and its other cases. */

import { day, dayOf, timeOf } from '../../lib/format.js';
import { useAnswer } from '../../lib/loading.js';
import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { ProblemNotice } from '../notice.js';
import { LevelTag, StateTag } from '../tag.js';

const MOST = 100;

/** @param {{one: any}} props */
export function Timeline({ one }) {
  const asked = { establishment: one.establishment.id, limit: MOST };
  const visits = useAnswer('/visits', asked);
  const cases = useAnswer('/cases', asked);
  const seen = new Set(one.visits.map((entry) => entry.visit));
  const entries = [
    ...(visits.data?.items || []).map((visit) => ({ at: visit.started_at, key: visit.id, told: html`<${Visit} visit=${visit} here=${seen.has(visit.id)} />` })),
    ...(cases.data?.items || []).map((other) => ({ at: other.opened_at, key: other.id, told: html`<${Opened} other=${other} here=${other.id === one.id} />` })),
  ].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return html`<section><h2>${t('timeline.title')}</h2>
    <${ProblemNotice} problem=${visits.problem || cases.problem} again=${() => { visits.again(); cases.again(); }} />
    <ol class="timeline" role="list">${entries.map(({ at, key, told }) => html`<li key=${key}>
      <p class="timeline-when"><span class="nowrap">${dayOf(at)}</span> <span class="quiet">${timeOf(at)}</span></p><div>${told}</div>
    </li>`)}</ol>
    ${(visits.data?.next_cursor || cases.data?.next_cursor) && html`<p class="quiet">${t('timeline.more', { n: MOST })}</p>`}
  </section>`;
}

/** @param {{visit: any, here: boolean}} props */
function Visit({ visit, here }) {
  const failed = visit.failed_items.length;
  return html`<p><a href=${`/visits/${visit.id}`}>${t('timeline.visit')}</a> · ${t(`checklist.${visit.checklist.code}`)}
      ${visit.state === 'withdrawn' && html` <${StateTag} list="state" value="withdrawn" />`}
      ${here && html` <span class="tag tag-info signs">${t('timeline.in-case')}</span>`}</p>
    ${failed > 0 && html`<p class="under">${t('visit.n-failed', { n: failed })}: ${visit.failed_items.join(', ')}</p>`}
    ${visit.findings.map((finding) => html`<p class="under" key=${finding.id}>${wordsOf(finding)}</p>`)}`;
}

/** @param {any} finding */
function wordsOf(finding) {
  const until = finding.remedied_on ? t('timeline.remedied', { day: day(finding.remedied_on) }) : t('timeline.remedy-by', { day: day(finding.remedy_by) });
  return `${t('timeline.finding', { item: finding.item, remedy: finding.remedy || '–' })} (${until})`;
}

/** @param {{other: any, here: boolean}} props */
function Opened({ other, here }) {
  const words = t(here ? 'timeline.this-case' : 'timeline.case');
  return html`<p class="case-marks">${here ? html`<strong>${words}</strong>` : html`<a href=${`/cases/${other.id}`}>${words}</a>`}
    <${LevelTag} level=${other.level} /> <${StateTag} list="state" value=${other.state} /></p>`;
}
