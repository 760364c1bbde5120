/** Directing documents and the tasks they set: the first due first, late ones seen at a glance. */

import { useAddress } from '../lib/address.js';
import { day } from '../lib/format.js';
import { useUnitNames } from '../lib/known.js';
import { TASK_STATES } from '../lib/lists.js';
import { useAnswer, useList } from '../lib/loading.js';
import { html, useState } from '../lib/preact.js';
import { makesPlans } from '../lib/roles.js';
import { t } from '../lib/words.js';
import { PagedTable } from '../parts/data-table.js';
import { SelectField } from '../parts/fields.js';
import { show, useTitle } from '../parts/frame.js';
import { Icon } from '../parts/icon.js';
import { Empty } from '../parts/notice.js';
import { NewDocument, NewTask, ReportProgress } from '../parts/plans/new-plan.js';
import { Progress } from '../parts/plans/progress.js';
import { PlanTabs } from '../parts/plans/tabs.js';
import { StateTag } from '../parts/tag.js';

/** @param {{account: any}} props */
function Tasks({ account }) {
  const [asked, change] = useAddress(['state', 'unit', 'document']);
  const tasks = useList('/tasks', { ...asked, limit: 30 });
  const documents = useList('/documents', { limit: 30 });
  const units = useAnswer('/units').data?.items || [];
  const [open, setOpen] = useState(null);
  const unitName = useUnitNames();
  useTitle(t('tasks.title'));
  const close = () => setOpen(null);
  const done = () => { close(); tasks.again(); documents.again(); };
  const chosen = units.map((unit) => [unit.code, unit.name]);
  return html`
    <div class="head head-with-action">
      <div><h1>${t('tasks.title')}</h1><p class="lead">${t('tasks.lead')}</p></div>
      ${makesPlans(account) && html`<button type="button" class="button primary no-print" onClick=${() => setOpen({ kind: 'document' })}><${Icon} name="plus" />${t('documents.new')}</button>`}
    </div>
    <${PlanTabs} />
    <section><h2>${t('tasks.list')}</h2>
      <${Filters} asked=${asked} change=${change} units=${chosen} documents=${documents.items || []} />
      <${PagedTable} list=${tasks} caption=${t('tasks.list')} columns=${taskColumns(unitName, setOpen)} keyOf=${(row) => row.id}
        empty=${html`<${Empty} title=${t('tasks.none')}>${t('tasks.none-do')}<//>`} />
    </section>
    <section><h2>${t('documents.list')}</h2>
      <${PagedTable} list=${documents} caption=${t('documents.list')} columns=${documentColumns(change, setOpen)} keyOf=${(row) => row.id}
        empty=${html`<${Empty} title=${t('documents.none')}>${t('documents.none-do')}<//>`} />
    </section>
    ${open?.kind === 'document' && html`<${NewDocument} done=${done} close=${close} />`}
    ${open?.kind === 'task' && chosen.length > 0 && html`<${NewTask} document=${open.of} units=${chosen} done=${done} close=${close} />`}
    ${open?.kind === 'report' && html`<${ReportProgress} task=${open.of} done=${done} close=${close} />`}
  `;
}

/** @param {{asked: Record<string, string>, change: any, units: string[][], documents: any[]}} props */
function Filters({ asked, change, units, documents }) {
  const set = (name) => (value) => change({ [name]: value }, true);
  const all = ['', t('filters.all')];
  return html`<form class="filters" onSubmit=${(event) => event.preventDefault()}>
    <${SelectField} id="state" label=${t('tasks.state')} value=${asked.state} options=${[all, ...TASK_STATES.map((state) => [state, t(`task-state.${state}`)])]} onChange=${set('state')} />
    <${SelectField} id="of-unit" label=${t('plan.unit')} value=${asked.unit} options=${[all, ...units]} onChange=${set('unit')} />
    <${SelectField} id="document" label=${t('tasks.document')} value=${asked.document} options=${[all, ...documents.map((one) => [one.id, one.number])]} onChange=${set('document')} />
  </form>`;
}

/** @param {(code: string) => string} unitName @param {(open: any) => void} open */
function taskColumns(unitName, open) {
  return [
    { head: t('plan.what'), main: true, cell: (row) => html`${row.what}<span class="under">${[row.document_number, unitName(row.unit)].join(' · ')}</span>
      ${row.progress.length > 0 && html`<details class="basis"><summary>${t('tasks.entries', { n: row.progress.length })}</summary><ul>
        ${row.progress.map((one) => html`<li key=${one.id}>${day(one.on)}: ${one.text}</li>`)}</ul></details>`}` },
    { head: t('tasks.last-day'), width: 'narrow', cell: (row) => html`<span class="nowrap">${day(row.last_day)}</span>` },
    { head: t('plans.progress'), cell: (row) => html`<${Progress} done=${row.target ? lastOf(row) : row.percent} of=${row.target || 100} percents=${!row.target} label=${row.what} />` },
    { head: t('tasks.state'), width: 'narrow', cell: (row) => html`<${StateTag} list="task-state" value=${row.state} />` },
    { head: t('findings.do'), width: 'narrow', cell: (row) => row.may_report && row.state !== 'withdrawn' && html`<button type="button" class="button small no-print"
      aria-label=${`${t('tasks.report')} – ${row.what}`} onClick=${() => open({ kind: 'report', of: row })}>${t('tasks.report')}</button>` },
  ];
}

/** @param {any} task */
const lastOf = (task) => task.progress[task.progress.length - 1]?.done || 0;

/** @param {any} change @param {(open: any) => void} open */
function documentColumns(change, open) {
  return [
    { head: t('plan.number'), main: true, cell: (row) => html`<span class="code">${row.number}</span><span class="under">${[t(`document-kind.${row.kind}`), row.body].join(' · ')}</span>` },
    { head: t('plan.title'), cell: (row) => row.title },
    { head: t('plan.issued_on'), width: 'narrow', cell: (row) => html`<span class="nowrap">${day(row.issued_on)}</span>` },
    { head: t('tasks.list'), cell: (row) => html`<button type="button" class="as-link" onClick=${() => change({ document: row.id }, true)}>${t('documents.tasks', { done: row.tasks.done, all: row.tasks.all })}</button>
      ${row.tasks.late > 0 && html`<span class="under late">${t('documents.late', { n: row.tasks.late })}</span>`}` },
    { head: t('findings.do'), width: 'narrow', cell: (row) => row.may_change && html`<button type="button" class="button small no-print"
      aria-label=${`${t('tasks.new')} – ${row.number}`} onClick=${() => open({ kind: 'task', of: row })}>${t('tasks.new')}</button>` },
  ];
}

show(Tasks);
