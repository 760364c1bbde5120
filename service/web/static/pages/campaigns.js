/** Campaigns: their windows, partners, and how far their targets are. */

import { day } from '../lib/format.js';
import { useList } from '../lib/loading.js';
import { html, useState } from '../lib/preact.js';
import { makesPlans, readsFigures } from '../lib/roles.js';
import { t } from '../lib/words.js';
import { PagedTable } from '../parts/data-table.js';
import { show, useTitle } from '../parts/frame.js';
import { Icon } from '../parts/icon.js';
import { Empty } from '../parts/notice.js';
import { NewCampaign } from '../parts/plans/new-plan.js';
import { PlanTabs } from '../parts/plans/tabs.js';
import { Target } from '../parts/plans/targets.js';

/** @param {{account: any}} props */
function Campaigns({ account }) {
  const list = useList('/campaigns');
  const [making, setMaking] = useState(false);
  useTitle(t('campaigns.title'));
  const kept = () => { setMaking(false); list.again(); };
  return html`
    <div class="head head-with-action">
      <div><h1>${t('campaigns.title')}</h1><p class="lead">${t('campaigns.lead')}</p></div>
      ${makesPlans(account) && html`<button type="button" class="button primary no-print" onClick=${() => setMaking(true)}><${Icon} name="plus" />${t('campaigns.new')}</button>`}
    </div>
    <${PlanTabs} />
    <${PagedTable} list=${list} caption=${t('campaigns.title')} columns=${columns(account)} keyOf=${(row) => row.id}
      empty=${html`<${Empty} title=${t('campaigns.none')}>${t('campaigns.none-do')}<//>`} />
    ${making && html`<${NewCampaign} done=${kept} close=${() => setMaking(false)} />`}
  `;
}

/** @param {any} account */
function columns(account) {
  return [
    { head: t('plan.name'), main: true, cell: (row) => html`${row.name}<span class="under">${row.partners.join('; ')}</span>` },
    { head: t('inspections.window'), width: 'narrow', cell: (row) => html`<span class="nowrap">${day(row.from)} –</span> <span class="nowrap">${day(row.to)}</span>` },
    { head: t('campaigns.targets'), cell: (row) => row.progress.map((target) => html`<${Target} key=${target.name} target=${target} />`) },
    { head: t('campaigns.figures'), width: 'narrow', cell: (row) => readsFigures(account)
      && html`<a class="nowrap" href=${`/figures?period=${encodeURIComponent(`campaign:${row.id}`)}`}>${t('campaigns.open-figures')}</a>` },
  ];
}

show(Campaigns);
