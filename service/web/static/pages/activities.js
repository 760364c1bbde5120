/** What was done to inform people: sessions, broadcasts, banners, events; what looks entered twice. */

import { useAddress } from '../lib/address.js';
import { day, number } from '../lib/format.js';
import { useAreaNames, useUnitNames } from '../lib/known.js';
import { ACTIVITY_FORMS, ACTIVITY_NUMBERS, AUDIENCES } from '../lib/lists.js';
import { useAnswer, useList } from '../lib/loading.js';
import { html, useState } from '../lib/preact.js';
import { makesPlans } from '../lib/roles.js';
import { t } from '../lib/words.js';
import { ActivityPanel } from '../parts/activities/panel.js';
import { NewActivity } from '../parts/activities/new-activity.js';
import { PagedTable } from '../parts/data-table.js';
import { SelectField, TextField } from '../parts/fields.js';
import { show, useTitle } from '../parts/frame.js';
import { Icon } from '../parts/icon.js';
import { Empty } from '../parts/notice.js';
import { PlanTabs } from '../parts/plans/tabs.js';

/** @param {{account: any}} props */
function Activities({ account }) {
  const [asked, change] = useAddress(['form', 'unit', 'from', 'to', 'activity']);
  const { activity, ...query } = asked;
  const list = useList('/activities', { ...query, limit: 30 });
  const units = useAnswer('/units').data?.items || [];
  const [isNew, setNew] = useState(false);
  useTitle(t('activities.title'));
  const done = (made) => { setNew(false); list.again(); if (made?.id) change({ activity: made.id }); };
  return html`
    <div class="head head-with-action">
      <div><h1>${t('activities.title')}</h1><p class="lead">${t('activities.lead')}</p></div>
      ${makesPlans(account) && html`<button type="button" class="button primary no-print" onClick=${() => setNew(true)}><${Icon} name="plus" />${t('activities.new')}</button>`}
    </div>
    <${PlanTabs} />
    <${Filters} asked=${asked} change=${change} units=${units} />
    <${PagedTable} list=${list} caption=${t('activities.title')} columns=${columnsOf(useUnitNames(), useAreaNames(), change)} keyOf=${(row) => row.id}
      empty=${html`<${Empty} title=${t('activities.none')}>${t('activities.none-do')}<//>`} />
    ${isNew && html`<${NewActivity} account=${account} done=${done} close=${() => setNew(false)} />`}
    ${activity && html`<${ActivityPanel} key=${activity} id=${activity} changed=${list.again} open=${(id) => change({ activity: id }, true)} close=${() => change({ activity: '' })} />`}
  `;
}

/** @param {{asked: Record<string, string>, change: any, units: any[]}} props */
function Filters({ asked, change, units }) {
  const set = (name) => (value) => change({ [name]: value }, true);
  const all = ['', t('filters.all')];
  const date = (id) => html`<${TextField} id=${id} type="date" label=${t(`activity.${id}`)} value=${asked[id]} onChange=${(event) => set(id)(event.currentTarget.value)} />`;
  return html`<form class="filters no-print" onSubmit=${(event) => event.preventDefault()}>
    <${SelectField} id="form" label=${t('activity.form')} value=${asked.form} options=${[all, ...ACTIVITY_FORMS.map((form) => [form, t(`activity-form.${form}`)])]} onChange=${set('form')} />
    <${SelectField} id="of-unit" label=${t('plan.unit')} value=${asked.unit} options=${[all, ...units.map((unit) => [unit.code, unit.name])]} onChange=${set('unit')} />
    ${date('from')}${date('to')}
  </form>`;
}

/** @param {(code: string) => string} unitName @param {(key: string) => string} areaName @param {any} change */
function columnsOf(unitName, areaName, change) {
  const where = (row) => [unitName(row.unit), row.area && areaName(row.area)].filter(Boolean).join(' · ');
  return [
    { head: t('activity.title'), main: true, cell: (row) => html`<button type="button" class="as-link" aria-haspopup="dialog" onClick=${() => change({ activity: row.id }, true)}>${row.title}</button><span class="under">${where(row)}</span>` },
    { head: t('activity.held_on'), width: 'narrow', cell: (row) => html`<span class="nowrap">${day(row.held_on)}</span>` },
    { head: t('activity.form'), cell: (row) => t(`activity-form.${row.form}`) },
    { head: t('activity.people'), number: true, width: 'narrow', cell: (row) => sum(row.attendance, AUDIENCES) > 0 && number(sum(row.attendance, AUDIENCES)) },
    { head: t('activity.made'), cell: (row) => ACTIVITY_NUMBERS.filter((name) => row.numbers[name]).map((name) => t(`activity-number.${name}.n`, { n: number(row.numbers[name]) })).join('; ') },
  ];
}

/** @param {Record<string, number>} counts @param {string[]} names */
const sum = (counts, names) => names.reduce((all, name) => all + counts[name], 0);

show(Activities);
