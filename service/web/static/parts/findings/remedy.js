/** Confirming that a finding was remedied: by a later visit to the place, or by a document. */

import { day, dayOf, timeOf, today } from '../../lib/format.js';
import { useAnswer } from '../../lib/loading.js';
import { html } from '../../lib/preact.js';
import { inLanguage, t } from '../../lib/words.js';
import { EntryForm } from '../entry-form.js';
import { Skeleton } from '../notice.js';
import { Panel } from '../panel.js';

/** @param {{finding: any, done: () => void, close: () => void}} props */
export function RemedyPanel({ finding, done, close }) {
  const visits = useAnswer('/visits', { establishment: finding.establishment.id, from: finding.visited_on, limit: 50 });
  const later = laterThan(finding.visit, visits.data?.items || []);
  const last = finding.remedies.find((one) => !one.corrected_by && !one.void);
  const values = valuesOf(last, later);
  return html`<${Panel} id="remedy-title" over=${finding.establishment.name} title=${t(last ? 'remedy.correct' : 'remedy.title')} close=${close}>
    <p><span class="code">${finding.item}</span> ${finding.question && inLanguage(finding.question)}</p>
    <p class="quiet">${finding.remedy}${finding.remedy_by && ` (${t('item.remedy-by', { day: day(finding.remedy_by) })})`}</p>
    ${visits.loading
      ? html`<${Skeleton} lines=${4} />`
      : html`<${EntryForm} path=${`/findings/${finding.id}/remedy`} fields=${(filled) => fieldsOf(filled, later, finding)} values=${values}
        bodyOf=${bodyOf} corrects=${last?.id} words=${t(last ? 'entry.send-correction' : 'findings.confirm')} done=${done} />`}
  <//>`;
}

/** @param {{visit_id: string | null, document_no: string, document_date: string | null}} evidence */
export function confirmedBy(evidence) {
  if (evidence.visit_id) return html`<a href=${`/visits/${evidence.visit_id}`}>${t('remedy.by-visit')}</a>`;
  return t('remedy.by-document', { no: evidence.document_no, day: day(evidence.document_date) });
}

/** @param {string} id of the visit that found it @param {any[]} visits */
function laterThan(id, visits) {
  const began = visits.find((visit) => visit.id === id)?.started_at || '';
  return visits.filter((visit) => visit.state === 'standing' && visit.id !== id && visit.started_at > began);
}

/** @param {any} last @param {any[]} later */
function valuesOf(last, later) {
  const evidence = last?.evidence || {};
  const how = evidence.visit_id || (!last && later.length > 0) ? 'visit' : 'document';
  return {
    how,
    visit_id: evidence.visit_id || later[0]?.id || '',
    document_no: evidence.document_no || '',
    document_date: evidence.document_date || '',
    remedied_on: last?.remedied_on || '',
    note: last?.note || '',
  };
}

/** @param {any} filled @param {any[]} later @param {any} finding */
function fieldsOf(filled, later, finding) {
  const days = { type: 'date', min: finding.visited_on, max: today() };
  const how = { id: 'how', label: t('remedy.how'), options: [['visit', t('remedy.visit')], ['document', t('remedy.document')]] };
  const byVisit = { id: 'visit_id', path: 'evidence.visit_id', label: t('remedy.which-visit'), options: later.map((visit) => [visit.id, `${dayOf(visit.started_at)} ${timeOf(visit.started_at)}`]) };
  const byDocument = [
    { id: 'document_no', path: 'evidence.document_no', label: t('remedy.document-no'), error: t('remedy.no-document') },
    { id: 'document_date', path: 'evidence.document_date', label: t('remedy.document-date'), error: t('remedy.no-date'), ...days },
  ];
  return [
    ...(later.length > 0 ? [how] : []),
    ...(filled.how === 'visit' ? [byVisit] : byDocument),
    { id: 'remedied_on', label: t('remedy.on'), hint: t('remedy.on-hint'), error: t('remedy.no-day'), ...days },
    { id: 'note', label: t('remedy.note') },
  ];
}

/** @param {any} filled */
function bodyOf({ how, visit_id, document_no, document_date, remedied_on, note }) {
  return { remedied_on, note, evidence: how === 'visit' ? { visit_id } : { document_no, document_date } };
}
