/** Cases of other places that seem to belong together with this one, and why. */

import { dayOf } from '../../lib/format.js';
import { useAreaNames } from '../../lib/known.js';
import { useAnswer } from '../../lib/loading.js';
import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { ProblemNotice } from '../notice.js';
import { LevelTag, StateTag } from '../tag.js';

/** @param {{one: any}} props */
export function Related({ one }) {
  const told = useAnswer(`/cases/${one.id}/related`);
  const areaName = useAreaNames();
  return html`<section class="card signs"><h2>${t('related.title')}</h2>
    <${ProblemNotice} problem=${told.problem} again=${told.again} />
    ${told.data?.items.length === 0 && html`<p class="quiet">${t('related.none')}</p>`}
    <ul class="plain-list related">${(told.data?.items || []).map((row) => html`<li key=${row.id}>
      <a href=${`/cases/${row.id}`}>${row.establishment.name}</a>
      <span class="under">${areaName(`${row.area.scheme}:${row.area.code}`)} · ${t('related.opened', { day: dayOf(row.opened_at) })}</span>
      <span class="case-marks"><${LevelTag} level=${row.level} /> <${StateTag} list="state" value=${row.state} /></span>
      <span class="related-why">${row.reasons.map((reason) => t(`relation.${reason}`)).join(', ')}</span>
    </li>`)}</ul>
  </section>`;
}
