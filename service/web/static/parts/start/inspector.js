/** An inspector begins with the place to visit, and with what the unit saw last. */

import { useList } from '../../lib/loading.js';
import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { Empty } from '../notice.js';
import { VisitList } from '../visit-list.js';
import { RegisterSearch } from './register-search.js';

const LATEST = 8;

export function InspectorStart() {
  const visits = useList('/visits', { limit: LATEST });
  return html`
    <div class="head"><h1>${t('start.inspector')}</h1></div>
    <${RegisterSearch} />
    <section>
      <div class="section-head"><h2>${t('start.own-visits')}</h2><a href="/visits">${t('start.all-visits')}</a></div>
      <${VisitList} list=${visits} foot=${false} caption=${t('start.own-visits')}
        empty=${html`<${Empty} title=${t('visits.none')}>${t('visits.none-do')}<//>`} />
    </section>
  `;
}
