/** Panels by which an inspection, a campaign, a document, a task are made, and progress is told. */

import { today } from '../../lib/format.js';
import { DOCUMENT_KINDS, INSPECTION_KINDS } from '../../lib/lists.js';
import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { EntryForm } from '../entry-form.js';
import { Panel } from '../panel.js';

/** @typedef {{done: () => void, close: () => void}} Ends */

const field = (id, needed, more = {}) => ({ id, label: t(`plan.${id}`), ...(needed ? { error: t('plan.needed') } : {}), ...more });
const date = (id, needed, more = {}) => field(id, needed, { type: 'date', ...more });
const orNull = (filled, names) => Object.fromEntries(names.map((name) => [name, filled[name] || null]));

/** @param {Ends} props */
export function NewInspection({ done, close }) {
  const kinds = INSPECTION_KINDS.map((kind) => [kind, t(`inspection-kind.${kind}`)]);
  const fields = () => [
    field('name', true), field('kind', false, { options: kinds }), date('from', true), date('to', true),
    field('decision_no'), date('decision_date'), field('decision_signed_by'), field('plan_no'), date('plan_date'),
  ];
  const values = { name: '', kind: 'planned', from: today(), to: '', decision_no: '', decision_date: '', decision_signed_by: '', plan_no: '', plan_date: '' };
  return html`<${MakePanel} title=${t('inspections.new')} path="/inspections" fields=${fields} values=${values} done=${done} close=${close}
    bodyOf=${({ reason: _reason, void: _void, ...filled }) => ({ ...filled, ...orNull(filled, ['decision_date', 'plan_date']) })} />`;
}

/** @param {Ends} props */
export function NewCampaign({ done, close }) {
  const fields = () => [
    field('name', true), date('from', true), date('to', true),
    field('visits', false, { type: 'number', min: 0 }), field('commitments', false, { type: 'number', min: 0 }),
    field('partners', false, { hint: t('plan.partners-hint') }), field('note', false, { rows: 3 }),
  ];
  const values = { name: '', from: '', to: '', visits: '', commitments: '', partners: '', note: '' };
  return html`<${MakePanel} title=${t('campaigns.new')} path="/campaigns" fields=${fields} values=${values} done=${done} close=${close} bodyOf=${campaignOf} />`;
}

/** @param {any} filled */
function campaignOf({ name, from, to, note, partners, ...filled }) {
  const asked = ['visits', 'commitments'].filter((measure) => filled[measure] !== '');
  const targets = Object.fromEntries(asked.map((measure) => [measure, Number(filled[measure])]));
  const bodies = partners.split(';').map((body) => body.trim()).filter(Boolean);
  return { name, from, to, note, targets, partners: bodies };
}

/** @param {Ends} props */
export function NewDocument({ done, close }) {
  const kinds = DOCUMENT_KINDS.map((kind) => [kind, t(`document-kind.${kind}`)]);
  const fields = () => [field('number', true), date('issued_on', true), field('body', true), field('document_kind', false, { path: 'kind', options: kinds }), field('title', true, { rows: 2 })];
  const values = { number: '', issued_on: today(), body: '', document_kind: 'plan', title: '' };
  return html`<${MakePanel} title=${t('documents.new')} path="/documents" fields=${fields} values=${values} done=${done} close=${close}
    bodyOf=${({ number, issued_on, body, document_kind: kind, title }) => ({ number, issued_on, body, kind, title })} />`;
}

/** @param {Ends & {document: any, units: [string, string][]}} props */
export function NewTask({ document, units, done, close }) {
  const rules = [['by', t('due-rule.by')], ['before', t('due-rule.before')]];
  const fields = () => [
    field('unit', false, { options: units }), field('what', true, { rows: 2 }), field('due_rule', false, { options: rules }), date('due', true),
    field('target', false, { type: 'number', min: 1, hint: t('plan.target-hint') }), field('measure'),
  ];
  const values = { unit: units[0][0], what: '', due_rule: 'by', due: '', target: '', measure: '' };
  return html`<${MakePanel} title=${t('tasks.new')} over=${document.number} path=${`/documents/${document.id}/tasks`} fields=${fields} values=${values} done=${done} close=${close}
    bodyOf=${({ unit, what, due_rule, due, target, measure }) => ({ unit, what, due_rule, due, measure, target: target ? Number(target) : null })} />`;
}

/** @param {Ends & {task: any}} props */
export function ReportProgress({ task, done, close }) {
  const count = task.target
    ? field('done', true, { label: t('plan.done-of', { n: task.target, measure: task.measure }), type: 'number', min: 0 })
    : field('percent', true, { type: 'number', min: 0, max: 100 });
  const fields = () => [count, date('on', true, { max: today() }), field('text', true, { rows: 3 })];
  const bodyOf = (filled) => ({ text: filled.text, on: filled.on, [count.id]: Number(filled[count.id]) });
  return html`<${MakePanel} title=${t('tasks.report')} over=${task.what} path=${`/tasks/${task.id}/progress`} fields=${fields}
    values=${{ [count.id]: '', on: today(), text: '' }} done=${done} close=${close} bodyOf=${bodyOf} />`;
}

/** @param {any} props */
function MakePanel({ title, over = '', done, close, ...form }) {
  return html`<${Panel} id="plan-title" over=${over} title=${title} close=${close}>
    <${EntryForm} ...${form} words=${t('act.save')} done=${done} />
  <//>`;
}
