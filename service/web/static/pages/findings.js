/** What must be remedied, the first term first; confirmed here by a later visit or a document. */

import { useAddress } from '../lib/address.js';
import { day } from '../lib/format.js';
import { useAreaNames, useCommunes } from '../lib/known.js';
import { FINDING_STATES } from '../lib/lists.js';
import { useList } from '../lib/loading.js';
import { html, useState } from '../lib/preact.js';
import { inLanguage, t } from '../lib/words.js';
import { PagedTable } from '../parts/data-table.js';
import { SelectField, TextField } from '../parts/fields.js';
import { RemedyPanel, confirmedBy } from '../parts/findings/remedy.js';
import { show, useTitle } from '../parts/frame.js';
import { Icon } from '../parts/icon.js';
import { Empty } from '../parts/notice.js';
import { StateTag } from '../parts/tag.js';

const ARGUMENTS = ['state', 'area', 'due_before', 'establishment'];
const EMPTY = Object.fromEntries(ARGUMENTS.map((name) => [name, '']));
const EVERY = 'every';

function Findings() {
  const [asked, change] = useAddress(ARGUMENTS);
  const list = useList('/findings', { ...asked, state: stateOf(asked.state), limit: 30 });
  const [confirming, setConfirming] = useState(null);
  const [saved, setSaved] = useState(false);
  const areaName = useAreaNames();
  useTitle(t('findings.title'));
  const open = (finding) => {
    setSaved(false);
    setConfirming(finding);
  };
  const done = () => {
    setConfirming(null);
    setSaved(true);
    list.again();
  };
  return html`
    <div class="head"><h1>${t('findings.title')}</h1><p class="lead">${t('findings.lead')}</p></div>
    <${Filters} asked=${asked} change=${change} />
    <div role="status">${saved && html`<div class="notice notice-good"><${Icon} name="circle-check" /><p>${t('entry.saved')}</p></div>`}</div>
    <${PagedTable} list=${list} caption=${t('findings.title')} columns=${columns(areaName, open)} keyOf=${(row) => row.id}
      empty=${html`<${Nothing} asked=${asked} change=${change} />`} />
    ${confirming && html`<${RemedyPanel} finding=${confirming} done=${done} close=${() => setConfirming(null)} />`}
  `;
}

/** @param {string} state what is not asked for is what is still open */
function stateOf(state) {
  return state === EVERY ? '' : state || 'open';
}

/** @param {{asked: Record<string, string>, change: any}} props */
function Filters({ asked, change }) {
  const areas = useCommunes();
  const set = (name) => (value) => change({ [name]: value }, true);
  const states = [['', t('findings.open')], ...FINDING_STATES.map((state) => [state, t(`finding-state.${state}`)]), [EVERY, t('filters.all')]];
  return html`<form class="filters" onSubmit=${(event) => event.preventDefault()}>
    <${SelectField} id="state" label=${t('findings.state')} value=${asked.state} options=${states} onChange=${set('state')} />
    <${SelectField} id="area" label=${t('place.area')} value=${asked.area} onChange=${set('area')}
      options=${[['', t('filters.all')], ...areas.map((area) => [area.code, area.full_name])]} />
    <${TextField} id="due_before" type="date" label=${t('findings.due-before')} value=${asked.due_before}
      onChange=${(event) => change({ due_before: event.currentTarget.value }, true)} />
    ${asked.establishment && html`<button type="button" class="button" onClick=${() => change({ establishment: '' }, true)}>
      <${Icon} name="x" />${t('findings.one-place')}
    </button>`}
  </form>`;
}

/** @param {(key: string) => string} areaName @param {(finding: any) => void} open */
function columns(areaName, open) {
  return [
    { head: t('finding.item'), main: true, cell: itemOf },
    { head: t('visit.place'), cell: (row) => html`<a href=${`/establishments/${row.establishment.id}`}>${row.establishment.name}</a><span class="under">${areaName(row.area)}</span>` },
    { head: t('finding.by'), width: 'narrow', cell: (row) => html`<span class="nowrap">${row.remedy_by ? day(row.remedy_by) : t('findings.no-term')}</span>` },
    { head: t('findings.state'), cell: standing },
    { head: t('findings.do'), width: 'narrow', cell: (row) => html`<button type="button" class="button small no-print" aria-label=${labelOf(row)} onClick=${() => open(row)}>
      ${t(row.state === 'met' ? 'entry.correct' : 'findings.confirm')}
    </button>` },
  ];
}

/** @param {any} row */
function labelOf(row) {
  return [t(row.state === 'met' ? 'entry.correct' : 'findings.confirm'), row.item, row.establishment.name].join(' – ');
}

/** @param {any} row */
function itemOf(row) {
  return html`<a href=${`/visits/${row.visit}`}><span class="code">${row.item}</span> ${row.question && inLanguage(row.question)}</a>
    <span class="under">${t('findings.visited', { day: day(row.visited_on) })}${row.remedy && ` · ${row.remedy}`}</span>`;
}

/** @param {any} row */
function standing(row) {
  const last = row.remedies.find((one) => !one.corrected_by && !one.void);
  return html`<${StateTag} list="finding-state" value=${row.state} />
    ${last && html`<span class="under">${day(last.remedied_on)} · ${confirmedBy(last.evidence)}</span>`}`;
}

/** @param {{asked: Record<string, string>, change: any}} props */
function Nothing({ asked, change }) {
  if (!ARGUMENTS.some((name) => asked[name])) return html`<${Empty} title=${t('findings.none')}>${t('findings.none-do')}<//>`;
  return html`<${Empty} title=${t('findings.not-found')}>
    <button type="button" class="button" onClick=${() => change(EMPTY)}>${t('filters.clear')}</button>
  <//>`;
}

show(Findings);
