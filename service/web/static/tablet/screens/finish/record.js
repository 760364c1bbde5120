/** The open part of a visit, for reading: nothing of it comes from the sheet. */

import { day, dayOf, isoDay, number, timeOf } from '../../../lib/format.js';
import { html } from '../../../lib/preact.js';
import { legalBases } from '../../core/catalogue.js';
import { sections } from '../../core/checklist.js';
import { inLanguage, t } from '../../core/words.js';
import { DONE, NUMBERS } from './guidance.js';

/** @typedef {ReturnType<import('../../core/draft.js').Draft['toSubmission']>} Submission */
/** @typedef {Omit<Submission, 'flags' | 'emergency_call'>} Open */

/** @param {{draft: import('../../core/draft.js').Draft}} props */
export function OpenRecord({ draft }) {
  const { flags: _, emergency_call: __, ...open } = draft.toSubmission();
  const answers = new Map(open.answers.map((answer) => [answer.item, answer]));
  const items = draft.checklist.items.filter((item) => answers.has(item.code));
  return html`<div class="record">
    <h2 tabindex="-1">${t('reading.title')}: ${inLanguage(draft.checklist.title)}</h2>
    <${Who} draft=${draft} open=${open} />
    ${sections(items).map((group) => html`<section key=${group.name}><h3 lang="vi">${group.name}</h3>
      <ol class="record-items">${group.items.map((item) => html`<${Result} key=${item.code} item=${item} answer=${answers.get(item.code)} />`)}</ol>
    </section>`)}
    <${Violations} open=${open} />
    <${Done} open=${open} />
  </div>`;
}

/** @param {{draft: import('../../core/draft.js').Draft, open: Open}} props */
export function Who({ draft, open }) {
  const person = ({ name, position }) => [name, position].filter(Boolean).join(', ');
  const member = (one) => person(one) + (one.lead ? ` (${t('people.lead')})` : '');
  const facts = [
    ['reading.place', [draft.row.place.name, draft.row.place.address].filter(Boolean).join(', ')],
    ['reading.began', `${timeOf(open.started_at)}, ${dayOf(open.started_at)}`],
    ['people.team', open.team.map(member).join('; ')],
    ['people.representative', open.representative ? person(open.representative) : ''],
    ['reading.witnesses', open.witnesses.map(person).join('; ')],
  ];
  return html`<dl class="facts">${facts.filter(([, words]) => words).map(([key, words]) => html`<div key=${key}><dt>${t(key)}</dt><dd>${words}</dd></div>`)}</dl>`;
}

/** @param {{item: import('../../core/checklist.js').Item, answer: Open['answers'][number]}} props */
function Result({ item, answer }) {
  const counts = item.counts.filter((count) => answer.counts[count.measure] != null);
  return html`<li>
    <p class="record-question">${inLanguage(item.question)}</p>
    <p class=${`record-value record-${item.type === 'verdict' ? answer.value : 'value'}`}>${valueOf(item, answer.value)}</p>
    ${counts.length > 0 && html`<p class="record-more">${counts.map((count) => `${inLanguage(count.label).replace(/\s*\(.*\)$/, '')}: ${number(answer.counts[count.measure])}`).join('; ')}</p>`}
    ${answer.note && html`<p class="record-more as-written">${answer.note}</p>`}
    ${(answer.remedy || answer.remedy_by) && html`<p class="record-more"><strong>${t('visit.remedy')}:</strong> ${answer.remedy} ${answer.remedy_by && `(${t('visit.recheck-by', { day: day(answer.remedy_by) })})`}</p>`}
    ${answer.attachments.length > 0 && html`<p class="record-more quiet">${t('reading.photos', { n: answer.attachments.length })}</p>`}
  </li>`;
}

/** @param {import('../../core/checklist.js').Item} item @param {unknown} value */
export function valueOf(item, value) {
  if (value == null) return '–';
  if (item.type === 'verdict') return t(`verdict.${value}`);
  if (item.type === 'date') return day(String(value));
  return typeof value === 'number' ? number(value) : String(value);
}

/** @param {{open: Open}} props */
export function Violations({ open }) {
  if (!open.violations.length) return null;
  const title = (basis) => inLanguage(legalBases([basis], isoDay(open.started_at))[0]?.title ?? { vi: basis, en: basis });
  return html`<section><h3>${t('reading.violations')}</h3>
    <ul>${open.violations.map((one) => html`<li key=${one.item + one.basis}>${title(one.basis)}${one.record_no && ` (${t('reading.record-no', { no: one.record_no })})`}</li>`)}</ul></section>`;
}

/** @param {{open: Open}} props */
export function Done({ open }) {
  const { guidance } = open;
  const done = [
    ...DONE.filter((name) => guidance[name]).map((name) => t(`guidance.${name}`)),
    ...NUMBERS.filter((name) => guidance[name]).map((name) => `${t(`guidance.${name}`)}: ${number(guidance[name])}`),
  ];
  return html`${done.length > 0 && html`<section><h3>${t('guidance.title')}</h3><ul>${done.map((words) => html`<li key=${words}>${words}</li>`)}</ul></section>`}
    ${['requirements', 'remarks'].filter((name) => open[name]).map((name) => html`<section key=${name}><h3>${t(`finish.${name}`)}</h3><p class="as-written">${open[name]}</p></section>`)}`;
}
