/** Mail that could not be sent, and letting it go again. */

import { post } from '../lib/api.js';
import { dayOf, timeOf } from '../lib/format.js';
import { useList } from '../lib/loading.js';
import { html } from '../lib/preact.js';
import { useSending } from '../lib/sending.js';
import { t } from '../lib/words.js';
import { AdminTabs } from '../parts/admin/tabs.js';
import { PagedTable } from '../parts/data-table.js';
import { show, useTitle } from '../parts/frame.js';
import { Icon } from '../parts/icon.js';
import { Empty, ProblemNotice } from '../parts/notice.js';

const LATE_MS = 5 * 60_000;

function Letters() {
  const list = useList('/letters');
  const { problem, busy, send } = useSending();
  useTitle(t('admin.letters'));
  const again = (letter) => send(() => post(`/letters/${letter.id}/again`), { done: list.again });
  return html`
    <div class="head"><h1>${t('admin.letters')}</h1><p class="lead">${t('letters.lead')}</p></div>
    <${AdminTabs} />
    ${list.data && html`<${Standing} told=${list.data} />`}
    <${ProblemNotice} problem=${problem} />
    <${PagedTable} list=${list} caption=${t('admin.letters')} columns=${columns(again, busy)} keyOf=${(row) => row.id}
      empty=${html`<${Empty} title=${t('letters.none')}>${t('letters.none-do')}<//>`} />
  `;
}

/** Whether mail is sent, and whether somebody is at it. @param {{told: any}} props */
function Standing({ told }) {
  if (!told.sends_mail) return html`<div class="notice"><${Icon} name="info" /><p>${t('letters.off')}</p></div>`;
  const at = told.last_round_at;
  if (!at || Date.now() - Date.parse(at) > LATE_MS) {
    return html`<div class="notice notice-warn"><${Icon} name="triangle-alert" /><p>${t('letters.asleep', { when: at ? `${timeOf(at)} ${dayOf(at)}` : '–' })}</p></div>`;
  }
  return html`<div class="notice notice-good"><${Icon} name="circle-check" /><p>${t('letters.awake', { when: timeOf(at) })}</p></div>`;
}

/** @param {(letter: any) => void} again @param {boolean} busy */
function columns(again, busy) {
  return [
    { head: t('letters.to'), main: true, cell: (row) => html`<span class="code">${row.to}</span>` },
    { head: t('letters.opened'), width: 'narrow', cell: (row) => `${timeOf(row.opened_at)} ${dayOf(row.opened_at)}` },
    { head: t('letters.ended'), width: 'narrow', cell: (row) => `${timeOf(row.ended_at)} ${dayOf(row.ended_at)}` },
    { head: t('letters.tries'), number: true, cell: (row) => row.tries },
    { head: t('letters.reason'), cell: (row) => html`<span class="code">${row.reason}</span>` },
    { head: t('device.do'), width: 'narrow', cell: (row) => html`<button type="button" class="button small no-print" disabled=${busy} aria-label=${`${t('letters.again')} – ${row.to}`} onClick=${() => again(row)}>${t('letters.again')}</button>` },
  ];
}

show(Letters);
