/** A reviewer begins with the queue: by level, then by age. */

import { useAddress } from '../../lib/address.js';
import { post } from '../../lib/api.js';
import { dayOf, timeOf } from '../../lib/format.js';
import { useAreaNames } from '../../lib/known.js';
import { asProblem, useList } from '../../lib/loading.js';
import { CASE_STATES, LEVELS } from '../../lib/lists.js';
import { html, useState } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { PagedTable } from '../data-table.js';
import { SelectField } from '../fields.js';
import { Icon } from '../icon.js';
import { Empty, ProblemNotice } from '../notice.js';
import { LevelTag, StateTag } from '../tag.js';

const CLAIMABLE = ['new', 'reopened'];
const HELD = ['claimed', 'monitoring', 'referred'];

/** @param {{account: any}} props */
export function ReviewerStart({ account }) {
  const [asked, change] = useAddress(['level', 'state']);
  const list = useList('/cases', asked.state ? asked : { ...asked, open: true });
  const [problem, setProblem] = useState(null);
  const [taken, setTaken] = useState({});
  const areaName = useAreaNames();
  const claim = async (row) => {
    setProblem(null);
    try {
      const { state, claimed_by, claimed_at } = await post(`/cases/${row.id}/claim`);
      setTaken((old) => ({ ...old, [row.id]: { state, claimed_by, claimed_at } }));
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  const shown = { ...list, items: list.items?.map((row) => ({ ...row, ...taken[row.id] })) };
  return html`
    <div class="head head-with-action">
      <div><h1>${t('start.reviewer')}</h1><p class="lead">${t('start.reviewer-lead')}</p></div>
      <a class="button" href="/figures"><${Icon} name="chart-column" />${t('nav.figures')}</a>
    </div>
    <${Filters} asked=${asked} change=${change} />
    <${ProblemNotice} problem=${problem} again=${problem?.status === 409 ? () => { setProblem(null); setTaken({}); list.again(); } : undefined} />
    <${PagedTable} list=${shown} caption=${t('start.reviewer')} columns=${columns(account, areaName, claim)} keyOf=${(row) => row.id}
      empty=${html`<${NoCases} asked=${asked} change=${change} />`} />
  `;
}

/** @param {{asked: Record<string, string>, change: any}} props */
function Filters({ asked, change }) {
  const options = (list, values, none = 'filters.all') => [['', t(none)], ...values.map((value) => [value, t(`${list}.${value}`)])];
  return html`<form class="filters" onSubmit=${(event) => event.preventDefault()}>
    <${SelectField} id="level" label=${t('case.level')} value=${asked.level} options=${options('level', LEVELS)}
      onChange=${(level) => change({ level }, true)} />
    <${SelectField} id="state" label=${t('case.state')} value=${asked.state} options=${options('state', CASE_STATES, 'filters.open')}
      onChange=${(state) => change({ state }, true)} />
  </form>`;
}

/** @param {{asked: Record<string, string>, change: any}} props */
function NoCases({ asked, change }) {
  if (!asked.level && !asked.state) return html`<${Empty} title=${t('cases.none')}>${t('cases.none-do')}<//>`;
  return html`<${Empty} title=${t('cases.not-found')}>
    <button type="button" class="button" onClick=${() => change({ level: '', state: '' })}>${t('filters.clear')}</button>
  <//>`;
}

/** @param {any} account @param {(key: string) => string} areaName @param {(row: any) => void} claim */
function columns(account, areaName, claim) {
  return [
    { head: t('case.level'), width: 'narrow', cell: (row) => html`<${LevelTag} level=${row.level} />` },
    { head: t('place.name'), main: true, cell: (row) => html`<a href=${`/establishments/${row.establishment.id}`}>${row.establishment.name}</a>
      <span class="under">${t(`kind.${row.kind}`)} · ${areaName(`${row.area.scheme}:${row.area.code}`)}</span><${Alerts} row=${row} />` },
    { head: t('case.since'), width: 'narrow', cell: (row) => html`<span class="nowrap">${dayOf(row.opened_at)} <span class="quiet">${timeOf(row.opened_at)}</span></span>` },
    { head: t('case.state'), cell: (row) => html`<${StateTag} list="state" value=${row.state} /> ${who(row, account)}` },
    { head: t('case.do'), width: 'narrow', cell: (row) => CLAIMABLE.includes(row.state) && html`<${Claim} row=${row} claim=${claim} />` },
  ];
}

/** @param {{row: any}} props what a reviewer must see at once */
function Alerts({ row }) {
  const told = [...new Set(row.alerts.map((alert) => t(`alert.${alert.kind}`))), row.revisit && t('alert.revisit')].filter(Boolean);
  return told.map((words) => html`<span class="alert-line"><${Icon} name="triangle-alert" />${words}</span>`);
}

/** @param {any} row @param {any} account */
function who(row, account) {
  if (!HELD.includes(row.state)) return '';
  return html`<span class="quiet">${row.claimed_by === account.username ? t('case.yours') : row.claimed_by}</span>`;
}

/** @param {{row: any, claim: (row: any) => Promise<void>}} props */
function Claim({ row, claim }) {
  const [busy, setBusy] = useState(false);
  const take = () => {
    setBusy(true);
    claim(row).finally(() => setBusy(false));
  };
  return html`<button type="button" class="button small" disabled=${busy} onClick=${take}>
    ${t('case.claim')}<span class="unseen">: ${row.establishment.name}</span>
  </button>`;
}
