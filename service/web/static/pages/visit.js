/** The record of a visit: its open part, as the establishment may read and sign it. */

import { dayOf, isoDay, timeOf } from '../lib/format.js';
import { useAnswer } from '../lib/loading.js';
import { html } from '../lib/preact.js';
import { inLanguage, t } from '../lib/words.js';
import { show, useTitle } from '../parts/frame.js';
import { Back } from '../parts/back.js';
import { Icon } from '../parts/icon.js';
import { ProblemNotice, Skeleton } from '../parts/notice.js';
import { Papers } from '../parts/papers.js';
import { Failed, Sections } from '../parts/visit/answers.js';
import { Changes, Withdrawn } from '../parts/visit/changes.js';
import { Decisions } from '../parts/visit/decisions.js';
import { Head } from '../parts/visit/head.js';
import { Findings, Guidance, Remarks, Signatures, Violations } from '../parts/visit/outcome.js';

const ID = location.pathname.split('/').pop();

/** @param {{account: any}} props */
function Visit({ account }) {
  const visit = useAnswer(`/visits/${ID}`);
  const checklist = useAnswer(visit.data && checklistOf(visit.data), { day: visit.data && isoDay(visit.data.started_at) });
  const place = useAnswer(visit.data && `/establishments/${visit.data.establishment_id}`);
  const problem = visit.problem || checklist.problem;
  useTitle(visit.data && t('visit.of', { place: place.data?.name || '', day: dayOf(visit.data.started_at) }));
  if (problem) return html`<${Back} to="/visits" words=${t('visits.title')} /><${ProblemNotice} problem=${problem} again=${visit.problem ? visit.again : checklist.again} />`;
  if (!visit.data || !checklist.data) return html`<${Skeleton} lines=${10} />`;
  return html`<${Back} to="/visits" words=${t('visits.title')} />
    <${Record} visit=${visit.data} checklist=${checklist.data} place=${place} account=${account} again=${visit.again} />`;
}

/** @param {{visit: any, checklist: any, place: any, account: any, again: () => void}} props */
function Record({ visit, checklist, place, account, again }) {
  const name = place.data?.name || (place.problem ? t('visit.place-unknown') : '');
  return html`<article class="record">
    <div class="head head-with-action">
      <div>
        <p class="over">${t('visit.title')} · ${inLanguage(checklist.title)}</p>
        <h1>${place.data ? html`<a href=${`/establishments/${place.data.id}`}>${name}</a>` : name}</h1>
        <p class="lead">${dayOf(visit.started_at)}, ${timeOf(visit.started_at)}–${timeOf(visit.finished_at)}</p>
      </div>
      <${Papers} path=${`/visits/${visit.id}/record`} words=${t('paper.record')}>
        <button type="button" class="button" onClick=${() => print()}><${Icon} name="printer" />${t('print')}</button>
      <//>
    </div>
    <${Withdrawn} withdrawal=${visit.withdrawal} />
    <${Head} visit=${visit} place=${place.data} checklist=${checklist} />
    <${Failed} visit=${visit} checklist=${checklist} />
    <${Findings} visit=${visit} checklist=${checklist} account=${account} />
    <${Violations} visit=${visit} checklist=${checklist} />
    <${Decisions} visit=${visit} checklist=${checklist} account=${account} again=${again} />
    <${Guidance} guidance=${visit.guidance} />
    <${Sections} visit=${visit} checklist=${checklist} />
    <${Remarks} visit=${visit} />
    <${Signatures} signatures=${visit.signatures} />
    <${Changes} visit=${visit} />
  </article>`;
}

/** @param {any} visit */
function checklistOf({ checklist }) {
  return `/checklists/${encodeURIComponent(checklist.code)}/versions/${checklist.version}`;
}

show(Visit);
