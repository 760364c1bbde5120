/** The queue of cases, kept fresh: by level, then by age. */

import { useAddress } from '../lib/address.js';
import { useFresh } from '../lib/fresh.js';
import { useAreaNames } from '../lib/known.js';
import { html, useEffect, useState } from '../lib/preact.js';
import { useRowKeys } from '../lib/row-keys.js';
import { t } from '../lib/words.js';
import { Counts, holdersOf } from '../parts/cases/counts.js';
import { ASKED, Filters, NOTHING_ASKED } from '../parts/cases/filters.js';
import { BellSwitch, RedBanner, useRing } from '../parts/cases/ring.js';
import { columns, useClaiming } from '../parts/cases/rows.js';
import { PagedTable } from '../parts/data-table.js';
import { show, useTitle } from '../parts/frame.js';
import { OverdueBanner } from '../parts/referrals/clock.js';
import { Empty, ProblemNotice } from '../parts/notice.js';

const [STEP, MOST] = [50, 200];

/** @param {{account: any}} props */
function Cases({ account }) {
  const [asked, change] = useAddress(ASKED);
  const [limit, setLimit] = useState(STEP);
  useEffect(() => setLimit(STEP), [JSON.stringify(asked)]);
  const told = useFresh('/cases', { ...asked, open: asked.state ? '' : true, limit });
  const ring = useRing(told.data);
  const claiming = useClaiming(told.again);
  const areaName = useAreaNames();
  useRowKeys('.list tbody .main-cell a');
  useTitle(ring.red ? `(${ring.red}) ${t('cases.title')}` : t('cases.title'));
  const list = { ...told, items: told.data?.items, hasMore: Boolean(told.data?.next_cursor) && limit < MOST, more: () => setLimit(limit + STEP) };
  const counts = told.data?.counts || [];
  return html`
    <div class="head head-with-action">
      <div><h1>${t('cases.title')}</h1><p class="lead">${t('start.reviewer-lead')} ${t('cases.keys')}</p></div>
      <${BellSwitch} ring=${ring} />
    </div>
    <p class="print-only">${t('cases.no-paper')}</p>
    <${RedBanner} ring=${ring} />
    <${OverdueBanner} awaiting=${told.data?.awaiting || []} />
    <${Counts} counts=${counts} asked=${asked} />
    <${Filters} asked=${asked} change=${change} holders=${holdersOf(counts)} account=${account} />
    <${ProblemNotice} problem=${claiming.problem} again=${claiming.problem?.status === 409 ? claiming.forget : undefined} />
    <div class="no-print">
      <${PagedTable} list=${list} caption=${t('cases.title')} columns=${columns(account, areaName, claiming.claim)} keyOf=${(row) => row.id}
        empty=${html`<${Nothing} asked=${asked} change=${change} />`} />
      ${told.data?.next_cursor && limit >= MOST && html`<p class="quiet">${t('cases.too-many', { n: MOST })}</p>`}
    </div>
  `;
}

/** @param {{asked: Record<string, string>, change: any}} props */
function Nothing({ asked, change }) {
  if (!Object.values(asked).some(Boolean)) return html`<${Empty} title=${t('cases.none')}>${t('cases.none-do')}<//>`;
  return html`<${Empty} title=${t('cases.not-found')}>
    <button type="button" class="button" onClick=${() => change(NOTHING_ASKED, true)}>${t('filters.clear')}</button>
  <//>`;
}

show(Cases);
