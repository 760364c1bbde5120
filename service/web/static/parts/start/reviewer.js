/** A reviewer begins with what waits longest and weighs most; the queue holds the rest. */

import { useAreaNames } from '../../lib/known.js';
import { useAnswer } from '../../lib/loading.js';
import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { Counts } from '../cases/counts.js';
import { columns, useClaiming } from '../cases/rows.js';
import { PagedTable } from '../data-table.js';
import { Icon } from '../icon.js';
import { Empty, ProblemNotice } from '../notice.js';

const FIRST = 8;

/** @param {{account: any}} props */
export function ReviewerStart({ account }) {
  const told = useAnswer('/cases', { open: true, limit: FIRST });
  const claiming = useClaiming(told.again);
  const areaName = useAreaNames();
  const list = { ...told, items: told.data?.items };
  return html`
    <div class="head head-with-action">
      <div><h1>${t('start.reviewer')}</h1><p class="lead">${t('start.reviewer-lead')}</p></div>
      <p class="buttons">
        <a class="button primary" href="/cases"><${Icon} name="inbox" />${t('cases.open-queue')}</a>
        <a class="button" href="/figures"><${Icon} name="chart-column" />${t('nav.figures')}</a>
      </p>
    </div>
    <${Counts} counts=${told.data?.counts || []} />
    <${ProblemNotice} problem=${claiming.problem} again=${claiming.problem?.status === 409 ? claiming.forget : undefined} />
    <div class="no-print">
      <${PagedTable} list=${list} caption=${t('start.reviewer')} foot=${false} columns=${columns(account, areaName, claiming.claim)} keyOf=${(row) => row.id}
        empty=${html`<${Empty} title=${t('cases.none')}>${t('cases.none-do')}<//>`} />
    </div>
  `;
}
