/** A visit that the server refused: why, in words, and each way to bring it home. Nothing is done by itself. */

import { html, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import { ahead, isOff, rfc3339 } from '../../core/clock.js';
import * as drafts from '../../core/drafts.js';
import * as outbox from '../../core/outbox.js';
import * as plans from '../../core/plans.js';
import * as register from '../../core/register.js';
import { wordsOf } from '../../core/trouble.js';
import { t } from '../../core/words.js';
import { go, href } from '../../route.js';
import { Choices } from '../choices.js';
import { useRead, useWork } from '../hooks.js';
import { TroubleNotice } from '../notice.js';
import { WithReason } from './amend.js';
import { Discard } from './discard.js';
import { whatCanBeDone, wrongIn } from './refused.js';

/** @param {{draft: import('../../core/draft.js').Draft, item: import('../../core/outbox.js').Item | undefined, checklist: import('../../core/checklist.js').Checklist | null}} props */
export function Attention({ draft, item, checklist }) {
  const { row } = draft;
  const wrong = wrongIn(row, item && JSON.parse(item.body), checklist);
  const plan = usePlan(row, wrong);
  return html`<section class="card attention" aria-labelledby="attention">
    <h2 id="attention"><${Icon} name="circle-alert" />${t('sent.attention')}</h2>
    <p>${row.trouble ? wordsOf(row.trouble) : t('sent.attention-why')}</p>
    <p class="quiet">${t('sent.kept')}</p>
    ${wrong.length > 0 && html`<ul class="wrong">${wrong.map((one) => html`<li key=${one.words}><${Wrong} one=${one} /></li>`)}</ul>`}
    ${plan.fields}
    <${Ways} draft=${draft} wrong=${wrong} tag=${plan.tag} />
    <${Discard} draft=${draft} answered=${checklist ? draft.progress().answered : Object.keys(row.content.answers).length} />
  </section>`;
}

/** @param {{one: import('./refused.js').Wrong}} props */
function Wrong({ one }) {
  const about = one.item ? html`<strong><span class="code">${one.item}</span> ${one.question}</strong>` : one.field && html`<strong>${t(`sent.field-${one.field}`)}</strong>`;
  return html`${about}<span>${one.words}</span>`;
}

/** @param {{draft: import('../../core/draft.js').Draft, wrong: import('./refused.js').Wrong[], tag: any}} props */
function Ways({ draft, wrong, tag }) {
  const { busy, trouble, work } = useWork();
  const id = draft.id;
  const sent = async (made) => {
    if (made.obstacles().length) return go(`visits/${made.id}/finish`);
    await made.finish();
    go(`sent/${made.id}`, { replace: true });
  };
  const reopened = async () => {
    const open = await drafts.reopen(id);
    if (Object.keys(tag).length) open.tag(tag);
    if (wrong.some((one) => one.field === 'started_at' || one.field === 'finished_at') && isOff()) byServerTime(open);
    await open.saved();
    return open;
  };
  const ways = {
    reopen: () => way('pencil', t('sent.reopen'), async () => {
      await reopened();
      go(routeTo(id, wrong));
    }),
    again: () => way('send', t('sent.again'), async () => sent(await reopened())),
    'as-new': () => html`<p class="quiet">${t('sent.as-new-why')}</p>${way('plus', t('sent.as-new'), async () => sent(await drafts.asNew(id)))}`,
    amend: () => html`<${WithReason} words=${t('sent.as-amendment')} why=${t('sent.as-amendment-why')} busy=${busy} trouble=${trouble} act=${(reason) => work(async () => sent(await drafts.amend(id, reason)))} />`,
    place: () => html`<${PlaceWay} row=${draft.row} again=${() => way('send', t('sent.again'), outbox.sendNow)} />`,
    'servers-place': () => way('building', t('sent.servers-place'), async () => {
      await register.leaveToServer(draft.row.place.id);
      outbox.sendDue();
    }),
  };
  const way = (icon, words, act) => html`<button type="button" class="button wide" disabled=${busy} onClick=${() => work(act)}><${Icon} name=${icon} />${words}</button>`;
  return html`<div class="ways">${whatCanBeDone(draft.row).map((one) => html`<div key=${one}>${ways[one]()}</div>`)}<${TroubleNotice} trouble=${trouble} /></div>`;
}

/** The place is mended on its own screen; once it is, the visits that it held up go again as they are. */
function PlaceWay({ row, again }) {
  const { value: met } = useRead(outbox.places, ['outbox'], [row.id]);
  if (!met) return null;
  if (!met.some((one) => one.id === row.place.id && one.trouble)) return again();
  return html`<a class="button primary wide" href=${href(`new-place?mend=${row.place.id}&visit=${row.id}`)}><${Icon} name="pencil" />${t('sent.mend-place')}</a>`;
}

/** A plan that the server does not know is chosen anew here, since no card asks for it. */
function usePlan(row, wrong) {
  const [chosen, setChosen] = useState(/** @type {Record<string, string | null>} */ ({}));
  const asked = /** @type {const} */ ([['inspection_id', plans.inspections(), 'find.inspection', 'find.unplanned'], ['campaign_id', plans.campaignsOn(row.content.started_at.slice(0, 10)), 'find.campaign', 'find.no-campaign']]);
  const unknown = asked.filter(([name]) => wrong.some((one) => one.field === name));
  const tag = { ...Object.fromEntries(unknown.map(([name]) => [name, null])), ...chosen };
  const fields = unknown.map(([name, those, legend, none]) => {
    const options = [...those.filter((one) => one.id !== row[name]).map((one) => ({ value: one.id, words: one.name })), { value: '', words: t(none) }];
    return html`<${Choices} name=${name} legend=${t(legend)} value=${tag[name] ?? ''} options=${options} onChange=${(value) => setChosen({ ...chosen, [name]: value || null })} />`;
  });
  return { tag, fields };
}

/** @param {string} id @param {import('./refused.js').Wrong[]} wrong @returns {string} the screen where the first of it is mended */
function routeTo(id, wrong) {
  const card = wrong.find((one) => one.item);
  if (card) return `visits/${id}?${new URLSearchParams({ item: String(card.item) })}`;
  if (wrong.some((one) => one.elsewhere)) return `visits/${id}/sheet`;
  if (wrong.some((one) => ['team', 'representative', 'witnesses'].includes(String(one.field)))) return `visits/${id}?item=people`;
  return `visits/${id}/finish`;
}

/** The tablet's clock was wrong: both times move by what it is off. @param {import('../../core/draft.js').Draft} draft */
function byServerTime(draft) {
  const right = (moment) => moment && rfc3339(Date.parse(moment) - ahead());
  const { started_at, finished_at } = draft.content;
  draft.set({ started_at: right(started_at), finished_at: right(finished_at) });
}
