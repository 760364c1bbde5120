/** The list of an inspection: who is to visit what, what was visited; many at once by keyboard. */

import { post } from '../../lib/api.js';
import { useAddress } from '../../lib/address.js';
import { day } from '../../lib/format.js';
import { useAreaNames } from '../../lib/known.js';
import { LISTED_STATES } from '../../lib/lists.js';
import { useList } from '../../lib/loading.js';
import { html, useState } from '../../lib/preact.js';
import { useSending } from '../../lib/sending.js';
import { t } from '../../lib/words.js';
import { PagedTable } from '../data-table.js';
import { SelectField } from '../fields.js';
import { Icon } from '../icon.js';
import { Empty, ProblemNotice } from '../notice.js';
import { AddPlaces } from './add-places.js';

const AT_ONCE = 100;

/** @param {{inspection: any, again: () => void}} props */
export function ListSection({ inspection, again }) {
  const [asked, change] = useAddress(['state', 'account']);
  const list = useList(`/inspections/${inspection.id}/establishments`, { ...asked, limit: AT_ONCE });
  const [chosen, setChosen] = useState([]);
  const [adding, setAdding] = useState(false);
  const [told, setTold] = useState('');
  const changes = inspection.may_change && ['planned', 'running'].includes(inspection.state);
  const done = (words) => { setTold(words); setChosen([]); setAdding(false); list.again(); again(); };
  const names = Object.fromEntries(inspection.team.filter((one) => one.account).map((one) => [one.account, one.name]));
  return html`
    <div class="filters no-print">
      <${SelectField} id="listed-state" label=${t('listed.state')} value=${asked.state} onChange=${(state) => change({ state }, true)}
        options=${[['', t('filters.all')], ...LISTED_STATES.map((state) => [state, t(`listed.${state}`)])]} />
      <${SelectField} id="listed-account" label=${t('listed.account')} value=${asked.account} onChange=${(account) => change({ account }, true)}
        options=${[['', t('filters.all')], ...Object.entries(names)]} />
      ${changes && html`<button type="button" class="button" onClick=${() => setAdding(true)}><${Icon} name="plus" />${t('listed.add')}</button>`}
      <button type="button" class="button" onClick=${() => window.print()}><${Icon} name="printer" />${t('listed.print')}</button>
    </div>
    <p role="status" class="told-line">${told}</p>
    ${changes && list.items?.length > 0 && html`<${Acts} inspection=${inspection} items=${list.items} chosen=${chosen} setChosen=${setChosen} names=${names} done=${done} />`}
    <${PagedTable} list=${list} caption=${t('inspections.list')} columns=${columns(useAreaNames(), names, changes, chosen, setChosen)} keyOf=${(row) => row.id}
      empty=${html`<${Empty} title=${t('listed.none')}>${t('listed.none-do')}<//>`} />
    ${adding && html`<${AddPlaces} inspection=${inspection} done=${done} close=${() => setAdding(false)} />`}
  `;
}

/** @param {any} props */
function Acts({ inspection, items, chosen, setChosen, names, done }) {
  const [account, setAccount] = useState('');
  const { problem, busy, send } = useSending();
  const path = `/inspections/${inspection.id}/establishments`;
  const all = items.map((row) => row.id);
  const assign = () => send(() => post(`${path}/assignment`, { establishments: chosen, account: account || null }), { done: (told) => done(t('listed.assigned', { n: told.changed })) });
  const remove = () => send(() => post(`${path}/removal`, { establishments: chosen }), {
    done: (told) => done(t(told.kept.length > 0 ? 'listed.removed-kept' : 'listed.removed', { n: told.changed, kept: told.kept.length })),
  });
  const none = busy || chosen.length === 0;
  return html`<div class="list-acts no-print">
    <label class="choice"><input type="checkbox" checked=${chosen.length === all.length} onChange=${() => setChosen(chosen.length === all.length ? [] : all)} />${t('listed.all')}</label>
    <span role="status">${t('listed.chosen', { n: chosen.length })}</span>
    <${SelectField} id="give-to" label=${t('listed.give-to')} value=${account} options=${[['', t('listed.nobody')], ...Object.entries(names)]} onChange=${setAccount} />
    <button type="button" class="button primary" disabled=${none} onClick=${assign}>${t('listed.assign')}</button>
    <button type="button" class="button" disabled=${none} onClick=${remove}>${t('listed.remove')}</button>
    <${ProblemNotice} problem=${problem} />
  </div>`;
}

/** @param {(key: string) => string} areaName @param {Record<string, string>} names @param {boolean} changes @param {string[]} chosen @param {(chosen: string[]) => void} setChosen */
function columns(areaName, names, changes, chosen, setChosen) {
  const toggle = (id) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  const tick = { head: t('listed.choose'), width: 'narrow', cell: (row) => html`<label class="tick no-print"><input type="checkbox" checked=${chosen.includes(row.id)}
    onChange=${() => toggle(row.id)} /><span class="unseen">${t('listed.choose-one', { name: row.name })}</span></label>` };
  return [
    ...(changes ? [tick] : []),
    { head: t('place.name'), main: true, cell: (row) => html`<a href=${`/establishments/${row.id}`}>${row.name}</a><span class="under">${t(`kind.${row.kind}`)} · ${row.address}</span>` },
    { head: t('place.area'), cell: (row) => areaName(row.area) },
    { head: t('listed.account'), cell: (row) => (row.account ? names[row.account] || row.account : html`<span class="quiet">${t('listed.nobody')}</span>`) },
    { head: t('listed.state'), cell: (row) => (row.visit
      ? html`<a href=${`/visits/${row.visit}`}><span class="tag tag-good">${t('listed.visited')}</span></a><span class="under">${day(row.visited_on)} · ${names[row.visited_by] || row.visited_by}</span>`
      : html`<span class="tag tag-quiet">${t('listed.waiting')}</span>`) },
  ];
}
