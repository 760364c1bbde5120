/** What the queue is narrowed by; all of it stands in the address bar. */

import { useCommunes } from '../../lib/known.js';
import { CASE_STATES, KINDS, LEVELS } from '../../lib/lists.js';
import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { SelectField } from '../fields.js';

export const ASKED = ['level', 'state', 'kind', 'area', 'assignee'];
export const NOTHING_ASKED = Object.fromEntries(ASKED.map((name) => [name, '']));

/** @param {{asked: Record<string, string>, change: any, holders: string[], account: any}} props `holders`: who has cases now */
export function Filters({ asked, change, holders, account }) {
  const areas = useCommunes();
  const set = (name) => (value) => change({ [name]: value }, true);
  const words = (list, values, none = 'filters.all') => [['', t(none)], ...values.map((value) => [value, t(`${list}.${value}`)])];
  const places = [['', t('filters.all')], ...areas.map((area) => [area.code, area.full_name])];
  const people = [...new Set([account.username, ...holders, asked.assignee])].filter(Boolean);
  const named = people.map((name) => [name, name === account.username ? t('cases.mine') : name]);
  return html`<form class="filters no-print" aria-label=${t('cases.filters')} onSubmit=${(event) => event.preventDefault()}>
    <${SelectField} id="level" label=${t('case.level')} value=${asked.level} options=${words('level', LEVELS)} onChange=${set('level')} />
    <${SelectField} id="state" label=${t('case.state')} value=${asked.state} options=${words('state', CASE_STATES, 'filters.open')} onChange=${set('state')} />
    <${SelectField} id="kind" label=${t('place.kind')} value=${asked.kind} options=${words('kind', KINDS)} onChange=${set('kind')} />
    <${SelectField} id="area" label=${t('place.area')} value=${asked.area} options=${places} onChange=${set('area')} />
    <${SelectField} id="assignee" label=${t('case.assignee')} value=${asked.assignee} options=${[['', t('filters.all')], ...named]} onChange=${set('assignee')} />
  </form>`;
}
