/** Inspections: which there are, how far each is, and a new one. */

import { useAddress } from '../lib/address.js';
import { day } from '../lib/format.js';
import { useUnitNames } from '../lib/known.js';
import { INSPECTION_KINDS, INSPECTION_STATES } from '../lib/lists.js';
import { useList } from '../lib/loading.js';
import { html, useState } from '../lib/preact.js';
import { makesPlans } from '../lib/roles.js';
import { t } from '../lib/words.js';
import { PagedTable } from '../parts/data-table.js';
import { SelectField } from '../parts/fields.js';
import { show, useTitle } from '../parts/frame.js';
import { Icon } from '../parts/icon.js';
import { Empty } from '../parts/notice.js';
import { NewInspection } from '../parts/plans/new-plan.js';
import { ListProgress } from '../parts/plans/progress.js';
import { PlanTabs } from '../parts/plans/tabs.js';
import { StateTag } from '../parts/tag.js';

const ARGUMENTS = ['state', 'kind', 'which'];
const EMPTY = Object.fromEntries(ARGUMENTS.map((name) => [name, '']));

/** @param {{account: any}} props */
function Inspections({ account }) {
  const [asked, change] = useAddress(ARGUMENTS);
  const [making, setMaking] = useState(false);
  const { which, ...query } = asked;
  const list = useList('/inspections', { ...query, ...(which ? { [which]: true } : {}), limit: 30 });
  useTitle(t('inspections.title'));
  const unitName = useUnitNames();
  const kept = () => { setMaking(false); list.again(); };
  return html`
    <div class="head head-with-action">
      <div><h1>${t('inspections.title')}</h1><p class="lead">${t('inspections.lead')}</p></div>
      ${makesPlans(account) && html`<button type="button" class="button primary no-print" onClick=${() => setMaking(true)}><${Icon} name="plus" />${t('inspections.new')}</button>`}
    </div>
    <${PlanTabs} />
    <${Filters} asked=${asked} change=${change} />
    <${PagedTable} list=${list} caption=${t('inspections.title')} columns=${columns(unitName)} keyOf=${(row) => row.id}
      empty=${html`<${Empty} title=${t('inspections.none')}>${ARGUMENTS.some((name) => asked[name])
        ? html`<button type="button" class="button" onClick=${() => change(EMPTY)}>${t('filters.clear')}</button>` : t('inspections.none-do')}<//>`} />
    ${making && html`<${NewInspection} done=${kept} close=${() => setMaking(false)} />`}
  `;
}

/** @param {{asked: Record<string, string>, change: any}} props */
function Filters({ asked, change }) {
  const set = (name) => (value) => change({ [name]: value }, true);
  const all = ['', t('filters.all')];
  const options = (list, words) => [all, ...list.map((value) => [value, t(`${words}.${value}`)])];
  return html`<form class="filters" onSubmit=${(event) => event.preventDefault()}>
    <${SelectField} id="state" label=${t('inspections.state')} value=${asked.state} options=${options(INSPECTION_STATES, 'inspection-state')} onChange=${set('state')} />
    <${SelectField} id="kind" label=${t('plan.kind')} value=${asked.kind} options=${options(INSPECTION_KINDS, 'inspection-kind')} onChange=${set('kind')} />
    <${SelectField} id="which" label=${t('inspections.which')} value=${asked.which} options=${options(['mine', 'overdue'], 'inspections')} onChange=${set('which')} />
  </form>`;
}

/** @param {(code: string) => string} unitName */
function columns(unitName) {
  return [
    { head: t('plan.name'), main: true, cell: (row) => html`<a href=${`/inspections/${row.id}`}>${row.name}</a>
      <span class="under">${[t(`inspection-kind.${row.kind}`), row.decision_no, unitName(row.unit)].filter(Boolean).join(' · ')}</span>` },
    { head: t('inspections.window'), width: 'narrow', cell: (row) => html`<span class="nowrap">${day(row.from)} –</span> <span class="nowrap">${day(row.to)}</span>` },
    { head: t('plans.progress'), cell: (row) => html`<${ListProgress} progress=${row.progress} />` },
    { head: t('inspections.state'), width: 'narrow', cell: (row) => html`<${StateTag} list="inspection-state" value=${row.state} />
      ${row.overdue && html`<span class="under late">${t('inspections.overdue')}</span>`}` },
  ];
}

show(Inspections);
