/** How a visit begins: along which checklist, under which plan, by whom, from where. */

import { html, useState } from '../../../lib/preact.js';
import * as format from '../../../lib/format.js';
import { Icon } from '../../../parts/icon.js';
import * as catalogue from '../../core/catalogue.js';
import { localDay } from '../../core/clock.js';
import * as drafts from '../../core/drafts.js';
import * as plans from '../../core/plans.js';
import { noteOn } from '../../core/position.js';
import { account } from '../../core/session.js';
import * as vault from '../../core/vault.js';
import { inLanguage, t } from '../../core/words.js';
import { go, href, query } from '../../route.js';
import { Choices } from '../choices.js';
import { useWork } from '../hooks.js';
import { TroubleNotice } from '../notice.js';

/** @param {{place: import('../../core/register.js').Establishment, mine: import('../../core/drafts.js').DraftRow[]}} props `mine`: my visits on this tablet, the last touched first */
export function Begin({ place, mine }) {
  if (vault.facts().lapsed) return html`<${Blocked} words=${t('find.lapsed')} />`;
  if (!catalogue.isThere()) return html`<${Blocked} words=${t('find.sync-first')} />`;
  return html`<${BeginForm} place=${place} mine=${mine} />`;
}

function BeginForm({ place, mine }) {
  const fitting = catalogue.checklistsFor(place.kind);
  const [checklist, setChecklist] = useState(fitting[0].code);
  const [inspection, setInspection] = useState(() => chosen('inspection', plans.inspectionsOn(), mine));
  const [campaign, setCampaign] = useState(() => chosen('campaign', plans.campaignsOn(), mine));
  const { busy, trouble, work } = useWork();
  const begin = () =>
    work(async () => {
      const made = fitting.find((one) => one.code === checklist) ?? fitting[0];
      const draft = await drafts.start(place, made, { inspection: inspection || null, campaign: campaign || null, team: [self()] });
      noteOn(draft);
      go(`visits/${draft.id}`);
    });
  return html`<div class="begin">
    <${ChecklistChoice} place=${place} fitting=${fitting} value=${checklist} onChange=${setChecklist} />
    <${PlanChoice} name="inspection" legend=${t('find.inspection')} none=${t('find.unplanned')} plans=${plans.inspectionsOn()} value=${inspection} onChange=${setInspection} />
    <${PlanChoice} name="campaign" legend=${t('find.campaign')} none=${t('find.no-campaign')} plans=${plans.campaignsOn()} value=${campaign} onChange=${setCampaign} />
    <${TroubleNotice} trouble=${trouble} />
    <button type="button" class="button primary wide" disabled=${busy} onClick=${begin}><${Icon} name="clipboard-check" />${t('find.begin')}</button>
  </div>`;
}

/** Those made for the kind in sight, the others one touch away. */
function ChecklistChoice({ place, fitting, value, onChange }) {
  const made = fitting.filter((one) => one.kinds.includes(place.kind));
  const first = made.length ? made : fitting;
  const [all, showAll] = useState(false);
  const options = (all ? fitting : first).map((one) => ({ value: one.code, words: inLanguage(one.title), under: t('find.items', { n: one.items.length }) }));
  return html`<${Choices} name="checklist" legend=${t('find.checklist')} value=${value} options=${options} onChange=${onChange}>
    ${!all && first.length < fitting.length && html`<button type="button" class="button" onClick=${() => showAll(true)}>${t('find.other-checklists')}</button>`}
  <//>`;
}

function PlanChoice({ name, legend, none, plans: those, value, onChange }) {
  if (!those.length && name === 'campaign') return null;
  const options = those.map((one) => ({
    value: one.id, words: one.name, under: [one.decision_no, t('find.until', { day: format.day(one.to) })].filter(Boolean).join(', '),
  }));
  return html`<${Choices} name=${name} legend=${legend} value=${value} options=${[...options, { value: '', words: none }]} onChange=${onChange} />`;
}

function Blocked({ words }) {
  return html`<div class="notice notice-warn" role="status">
    <${Icon} name="triangle-alert" />
    <div><p>${words}</p><a class="button" href=${href('')}>${t('shell.home')}</a></div>
  </div>`;
}

/**
 * What the way here chose, else what today's last visit belonged to.
 * @param {'inspection' | 'campaign'} kind @param {{id: string}[]} open_ those whose window holds today
 * @param {import('../../core/drafts.js').DraftRow[]} mine
 */
function chosen(kind, open_, mine) {
  const asked = query().get(kind);
  const last = mine.find((row) => row.content.started_at.startsWith(localDay()));
  const wanted = asked ?? last?.[`${kind}_id`] ?? '';
  return open_.some((one) => one.id === wanted) ? wanted : '';
}

/** Who holds the tablet leads, until the team says otherwise. */
function self() {
  const { username, name } = /** @type {import('../../core/session.js').Account} */ (account());
  return { name, position: '', account: username, lead: true };
}
