/** Visits, newest first, between two days. */

import { useAddress } from '../lib/address.js';
import { useList } from '../lib/loading.js';
import { html } from '../lib/preact.js';
import { t } from '../lib/words.js';
import { TextField } from '../parts/fields.js';
import { show, useTitle } from '../parts/frame.js';
import { Empty } from '../parts/notice.js';
import { VisitList } from '../parts/visit-list.js';

/** @param {{account: any}} props */
function Visits({ account }) {
  const [asked, change] = useAddress(['from', 'to']);
  const list = useList('/visits', { ...asked, limit: 30 });
  const set = (name) => (event) => change({ [name]: event.currentTarget.value }, true);
  const own = account.role === 'inspector';
  useTitle(t('visits.title'));
  return html`
    <div class="head"><h1>${t('visits.title')}</h1><p class="lead">${t(own ? 'visits.lead-own' : 'visits.lead')}</p></div>
    <form class="filters" onSubmit=${(event) => event.preventDefault()}>
      <${TextField} id="from" type="date" label=${t('visits.from')} value=${asked.from} max=${asked.to} onChange=${set('from')} />
      <${TextField} id="to" type="date" label=${t('visits.to')} value=${asked.to} min=${asked.from} onChange=${set('to')} />
    </form>
    <${VisitList} list=${list} caption=${t('visits.title')} empty=${html`<${Nothing} asked=${asked} change=${change} />`} />
  `;
}

/** @param {{asked: Record<string, string>, change: any}} props */
function Nothing({ asked, change }) {
  if (!asked.from && !asked.to) return html`<${Empty} title=${t('visits.none')}>${t('visits.none-do')}<//>`;
  return html`<${Empty} title=${t('visits.none-between')}>
    <button type="button" class="button" onClick=${() => change({ from: '', to: '' })}>${t('filters.clear')}</button>
  <//>`;
}

show(Visits);
