/** Establishments for a list: those that a filter of the register finds, shown before they are added. */

import { post } from '../../lib/api.js';
import { useAreaNames, useCommunes } from '../../lib/known.js';
import { KINDS } from '../../lib/lists.js';
import { useList } from '../../lib/loading.js';
import { html, useState } from '../../lib/preact.js';
import { useSending } from '../../lib/sending.js';
import { t } from '../../lib/words.js';
import { SelectField, TextField } from '../fields.js';
import { ProblemNotice, Skeleton } from '../notice.js';
import { Panel } from '../panel.js';

/** @param {{inspection: any, done: (words: string) => void, close: () => void}} props */
export function AddPlaces({ inspection, done, close }) {
  const [wanted, setWanted] = useState({ q: '', kind: '', area: '', status: 'active' });
  const [chosen, setChosen] = useState([]);
  const found = useList('/establishments', { ...wanted, limit: 50 });
  const areaName = useAreaNames();
  const { problem, busy, send } = useSending();
  const set = (name) => (value) => { setWanted({ ...wanted, [name]: value }); setChosen([]); };
  const toggle = (id) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  const add = (body) => send(() => post(`/inspections/${inspection.id}/establishments`, body), { done: (told) => done(t('listed.added', { n: told.changed, known: told.unchanged })) });
  const filter = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value));
  return html`<${Panel} id="add-title" over=${inspection.name} title=${t('listed.add')} close=${close}>
    <${Wanted} wanted=${wanted} set=${set} />
    <${ProblemNotice} problem=${problem || found.problem} />
    ${!found.items && html`<${Skeleton} lines=${5} />`}
    ${found.items && html`<div class="ticks"><div class="ticks-in" tabindex="0" role="group" aria-label=${t('listed.found')}>
      ${found.items.map((row) => html`<label class="choice" key=${row.id}><input type="checkbox" checked=${chosen.includes(row.id)} onChange=${() => toggle(row.id)} />
        <span>${row.name}<span class="under">${t(`kind.${row.kind}`)} · ${areaName(`${row.area.scheme}:${row.area.code}`)}</span></span></label>`)}
      ${found.items.length === 0 && html`<p class="quiet">${t('listed.nothing-found')}</p>`}
    </div></div>`}
    <div class="buttons">
      <button type="button" class="button primary" disabled=${busy || chosen.length === 0} onClick=${() => add({ establishments: chosen })}>${t('listed.add-chosen', { n: chosen.length })}</button>
      <button type="button" class="button" disabled=${busy || !found.items?.length} onClick=${() => add({ filter })}>
        ${found.hasMore ? t('listed.add-all-more', { n: found.items?.length || 0 }) : t('listed.add-all', { n: found.items?.length || 0 })}</button>
    </div>
  <//>`;
}

/** @param {{wanted: Record<string, string>, set: (name: string) => (value: string) => void}} props */
function Wanted({ wanted, set }) {
  const areas = useCommunes();
  const all = ['', t('filters.all')];
  return html`<div class="form-grid">
    <${TextField} id="add-q" type="search" label=${t('listed.find')} value=${wanted.q} autocomplete="off" onChange=${(event) => set('q')(event.currentTarget.value.trim())} />
    <${SelectField} id="add-kind" label=${t('place.kind')} value=${wanted.kind} onChange=${set('kind')} options=${[all, ...KINDS.map((kind) => [kind, t(`kind.${kind}`)])]} />
    <${SelectField} id="add-area" label=${t('place.area')} value=${wanted.area} onChange=${set('area')} options=${[all, ...areas.map((area) => [area.code, area.full_name])]} />
  </div>`;
}
