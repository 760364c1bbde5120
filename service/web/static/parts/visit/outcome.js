/** What came of the visit: what has to be remedied, violations, guidance, signatures. */

import { day, number } from '../../lib/format.js';
import { html } from '../../lib/preact.js';
import { followsUp } from '../../lib/roles.js';
import { inLanguage, t } from '../../lib/words.js';
import { DataTable } from '../data-table.js';
import { Facts } from '../facts.js';
import { BasisName } from './basis.js';

/** @param {{visit: any, checklist: any, account: any}} props */
export function Findings({ visit, checklist, account }) {
  if (visit.findings.length === 0) return null;
  const columns = [
    { head: t('finding.item'), main: true, cell: (row) => questionOf(row.item, checklist) },
    { head: t('finding.remedy'), cell: (row) => row.remedy || '–' },
    { head: t('finding.by'), width: 'narrow', cell: (row) => day(row.remedy_by) },
    { head: t('finding.done'), width: 'narrow', cell: (row) => (row.remedied_on ? day(row.remedied_on) : t('finding.not-yet')) },
  ];
  const all = `/findings?state=every&establishment=${visit.establishment_id}`;
  return html`<section><div class="section-head"><h2>${t('finding.title')}</h2>
      ${followsUp(account) && visit.state === 'standing' && html`<a class="no-print" href=${all}>${t('findings.confirm')}</a>`}
    </div>
    <${DataTable} caption=${t('finding.title')} columns=${columns} rows=${visit.findings} keyOf=${(row) => row.id} />
  </section>`;
}

/** @param {{visit: any, checklist: any}} props */
export function Violations({ visit, checklist }) {
  if (visit.violations.length === 0) return null;
  const basis = (code) => checklist.legal_bases.find((one) => one.code === code);
  const columns = [
    { head: t('violation.item'), main: true, cell: (row) => questionOf(row.item, checklist) },
    { head: t('basis.title'), cell: (row) => (basis(row.basis) ? html`<${BasisName} basis=${basis(row.basis)} />` : row.basis) },
    { head: t('violation.record'), width: 'narrow', cell: (row) => row.record_no || t('violation.no-record') },
  ];
  return html`<section><h2>${t('violation.title')}</h2>
    <${DataTable} caption=${t('violation.title')} columns=${columns} rows=${visit.violations} keyOf=${(row) => row.item + row.basis} />
  </section>`;
}

/** @param {{guidance: any}} props */
export function Guidance({ guidance }) {
  const yes = (told) => t(told ? 'yes' : 'no');
  return html`<section class="card"><h2>${t('guidance.title')}</h2>
    <${Facts} facts=${[
      [t('guidance.given'), yes(guidance.given)],
      [t('guidance.commitment'), yes(guidance.commitment_signed)],
      [t('guidance.hotline'), yes(guidance.hotline_posted)],
      [t('guidance.staff'), number(guidance.staff_trained)],
      [t('guidance.leaflets'), number(guidance.leaflets)],
    ]} />
  </section>`;
}

/** @param {{visit: any}} props */
export function Remarks({ visit }) {
  const told = ['requirements', 'opinion', 'remarks'].filter((name) => visit[name]);
  if (told.length === 0) return null;
  return html`<section class="card"><h2>${t('remarks.title')}</h2>
    <${Facts} facts=${told.map((name) => [t(`remarks.${name}`), html`<span class="as-written">${visit[name]}</span>`])} />
  </section>`;
}

/** @param {{signatures: any[]}} props */
export function Signatures({ signatures }) {
  if (signatures.length === 0) return null;
  const line = (one) => {
    if (one.refused_because) return t('signature.refused', { why: one.refused_because });
    return [one.name, one.attachment && t('signature.signed')].filter(Boolean).join(' – ') || '–';
  };
  return html`<section class="card"><h2>${t('signature.title')}</h2>
    <${Facts} facts=${signatures.map((one) => [t(`signature.${one.role}`), line(one)])} />
  </section>`;
}

/** @param {string} code @param {any} checklist */
function questionOf(code, checklist) {
  const item = checklist.items.find((one) => one.code === code);
  return html`<span class="code">${code}</span> ${item ? inLanguage(item.question) : ''}`;
}
