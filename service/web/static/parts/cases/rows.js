/** The rows of the queue: level, place, how long it waits, who holds it, what to do. */

import { post } from '../../lib/api.js';
import { dayOf, timeOf } from '../../lib/format.js';
import { CLAIMABLE, HELD } from '../../lib/lists.js';
import { asProblem } from '../../lib/loading.js';
import { html, useState } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { Icon } from '../icon.js';
import { OverdueLine } from '../referrals/clock.js';
import { LevelTag, StateTag } from '../tag.js';
import { Waiting } from './waiting.js';

/** @param {any} account @param {(key: string) => string} areaName @param {(row: any) => Promise<void>} claim */
export function columns(account, areaName, claim) {
  return [
    { head: t('case.level'), width: 'narrow', cell: (row) => html`<${LevelTag} level=${row.level} />` },
    { head: t('place.name'), main: true, cell: (row) => html`<a href=${`/cases/${row.id}`}>${row.establishment.name}</a>
      <span class="under">${t(`kind.${row.kind}`)} · ${areaName(`${row.area.scheme}:${row.area.code}`)}</span><${Alerts} row=${row} />` },
    { head: t('case.since'), width: 'narrow', cell: (row) => html`<span class="nowrap">${dayOf(row.opened_at)} <span class="quiet">${timeOf(row.opened_at)}</span></span>` },
    { head: t('case.waiting'), width: 'narrow', cell: (row) => html`<${Waiting} row=${row} />` },
    { head: t('case.state'), cell: (row) => html`<${StateTag} list="state" value=${row.state} /> ${holder(row, account)}` },
    { head: t('case.do'), width: 'narrow', cell: (row) => CLAIMABLE.includes(row.state) && !row.barred.includes(account.username) && html`<${Claim} row=${row} claim=${claim} />` },
  ];
}

/** @param {() => void} again asks for the list anew @returns {{claim: (row: any) => Promise<void>, problem: any, forget: () => void}} */
export function useClaiming(again) {
  const [problem, setProblem] = useState(null);
  const claim = async (row) => {
    setProblem(null);
    try {
      await post(`/cases/${row.id}/claim`);
      again();
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  const forget = () => {
    setProblem(null);
    again();
  };
  return { claim, problem, forget };
}

/** @param {{row: any}} props what a reviewer must see at once */
export function Alerts({ row }) {
  const told = [...new Set(row.alerts.map((alert) => t(`alert.${alert.kind}`))), row.revisit && t('alert.revisit')].filter(Boolean);
  return html`${told.map((words) => html`<span class="alert-line"><${Icon} name="triangle-alert" />${words}</span>`)}<${OverdueLine} due=${row.referral_due_at} />`;
}

/** @param {any} row @param {any} account */
function holder(row, account) {
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
