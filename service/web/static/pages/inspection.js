/** One inspection: what it stands on, its team, its list, whose each place is, how far it is. */

import { day, dayOf } from '../lib/format.js';
import { useUnitNames } from '../lib/known.js';
import { useAnswer } from '../lib/loading.js';
import { html, useState } from '../lib/preact.js';
import { t } from '../lib/words.js';
import { Back } from '../parts/back.js';
import { Facts } from '../parts/facts.js';
import { show, useTitle } from '../parts/frame.js';
import { ProblemNotice, Skeleton } from '../parts/notice.js';
import { ListSection } from '../parts/plans/listed.js';
import { Moves } from '../parts/plans/moves.js';
import { ListProgress } from '../parts/plans/progress.js';
import { TeamPanel } from '../parts/plans/team.js';
import { StateTag } from '../parts/tag.js';

function Inspection() {
  const id = location.pathname.split('/')[2];
  const { data, problem, again } = useAnswer(`/inspections/${id}`);
  useTitle(data?.name || t('inspections.one'));
  if (problem && !data) return html`<h1>${t('inspections.one')}</h1><${ProblemNotice} problem=${problem} again=${again} />`;
  if (!data) return html`<h1>${t('inspections.one')}</h1><${Skeleton} lines=${8} />`;
  return html`
    <${Back} to="/inspections" words=${t('inspections.title')} />
    <div class="head"><h1>${data.name}</h1>
      <p class="lead">${t(`inspection-kind.${data.kind}`)} · ${day(data.from)} – ${day(data.to)} <${StateTag} list="inspection-state" value=${data.state} />
        ${data.overdue && html` <span class="late">${t('inspections.overdue')}</span>`}</p>
    </div>
    <${ProblemNotice} problem=${problem} again=${again} />
    ${data.may_change && html`<${Moves} inspection=${data} again=${again} />`}
    <div class="plan-grid">
      <${Papers} inspection=${data} />
      <${Team} inspection=${data} again=${again} />
    </div>
    <section class="plan-list"><div class="section-head"><h2>${t('inspections.list')}</h2><${ListProgress} progress=${data.progress} /></div>
      <${ListSection} key=${data.state} inspection=${data} again=${again} />
    </section>
  `;
}

/** @param {{inspection: any}} props */
function Papers({ inspection: one }) {
  const unitName = useUnitNames();
  const paper = (no, on) => [no, on && day(on)].filter(Boolean).join(', ');
  const facts = [
    [t('plan.decision'), paper(one.decision_no, one.decision_date)], [t('plan.decision_signed_by'), one.decision_signed_by],
    [t('plan.plan'), paper(one.plan_no, one.plan_date)], [t('plan.unit'), unitName(one.unit)], [t('plan.partners'), one.partners.join('; ')],
  ].filter(([, value]) => value);
  return html`<section class="card"><h2>${t('inspections.papers')}</h2><${Facts} facts=${facts} />
    ${one.states.length > 1 && html`<ul class="quiet">${one.states.slice(1).map((step) => html`<li key=${step.at}>${dayOf(step.at)}: ${t(`inspection-state.${step.state}`)}${step.reason && ` – ${step.reason}`}</li>`)}</ul>`}
  </section>`;
}

/** @param {{inspection: any, again: () => void}} props */
function Team({ inspection, again }) {
  const [open, setOpen] = useState(false);
  const kept = () => { setOpen(false); again(); };
  return html`<section class="card"><div class="section-head"><h2>${t('inspections.team')}</h2>
      ${inspection.may_change && html`<button type="button" class="button small no-print" onClick=${() => setOpen(true)}>${t('team.change')}</button>`}</div>
    ${inspection.team.length === 0 ? html`<p class="quiet">${t('team.none')}</p>` : html`<ul class="team">
      ${inspection.team.map((one) => html`<li key=${one.account || one.name}><strong>${one.name}</strong>${one.lead && html` <span class="tag tag-info">${t('team.lead')}</span>`}
        <span class="under">${[one.position, one.body].filter(Boolean).join(' · ')}</span></li>`)}
    </ul>`}
    ${open && html`<${TeamPanel} inspection=${inspection} kept=${kept} close=${() => setOpen(false)} />`}
  </section>`;
}

show(Inspection);
