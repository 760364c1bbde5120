/** Reads a visit back that was finished: where it is, what it said, and what can still be done. */

import { html } from '../../lib/preact.js';
import { dayOf, timeOf } from '../../lib/format.js';
import { Icon } from '../../parts/icon.js';
import * as drafts from '../core/drafts.js';
import * as outbox from '../core/outbox.js';
import { inLanguage, t } from '../core/words.js';
import { Bar } from '../parts/bar.js';
import { StateTag } from '../parts/draft-row.js';
import { useDraft, useEvents, useRead, useWork } from '../parts/hooks.js';
import { TroubleNotice } from '../parts/notice.js';
import { After, standsInTheWay, visitOf } from '../parts/sent/after.js';
import { WithReason } from '../parts/sent/amend.js';
import { Answers } from '../parts/sent/answers.js';
import { Attention } from '../parts/sent/attention.js';
import { Receipt } from '../parts/sent/receipt.js';
import { Signatures } from '../parts/sent/signatures.js';
import { Waiting } from '../parts/sent/waiting.js';
import { go, href } from '../route.js';
import { Done, Violations, Who } from './finish/record.js';

/** @param {{id: string}} props */
export function Sent({ id }) {
  const { draft, trouble } = useDraft(id);
  const { value: item } = useRead(() => outbox.itemOf(id), ['outbox', 'drafts'], [id]);
  const { value: rows } = useRead(drafts.list, ['drafts', 'outbox'], [id]);
  useEvents('sync');
  if (!draft) {
    return html`<${Bar} title=${t('sent.title')} /><main class="tablet-page">
      ${trouble ? html`<${TroubleNotice} trouble=${trouble} />` : html`<p role="status">${t('shell.loading')}</p>`}
    </main>`;
  }
  const family = (rows ?? []).filter((row) => row.id !== id && visitOf(row) === visitOf(draft.row));
  return html`<${Bar} title=${t('sent.title')} />
    <main class="tablet-page sent">
      <${Head} draft=${draft} />
      <${State} draft=${draft} item=${item} />
      <${After} row=${draft.row} family=${family} />
      <${Content} draft=${draft} item=${item} />
      ${draft.row.state === 'sent' && rows && html`<${Amending} draft=${draft} family=${family} item=${item} />`}
    </main>`;
}

function Head({ draft }) {
  const { place, content, state } = draft.row;
  return html`<div class="sent-head">
    <h2>${place.name}</h2>
    <p class="place-where">${t('sent.when', { day: dayOf(content.started_at), from: timeOf(content.started_at), to: timeOf(content.finished_at) })}</p>
    <p class="place-tags"><${StateTag} state=${state} /></p>
  </div>`;
}

/** Where it stands, and what that asks of the person. */
function State({ draft, item }) {
  const { state } = draft.row;
  if (state === 'draft') return html`<a class="button primary wide" href=${href(`visits/${draft.id}`)}><${Icon} name="arrow-right" />${t('find.go-on')}</a>`;
  if (state === 'attention') return html`<${Attention} key=${draft.id} draft=${draft} item=${item} checklist=${checklistOf(draft)} />`;
  if (state === 'ready' || state === 'sending') return html`<${Waiting} item=${item} />`;
  return null;
}

/** The open part only. */
function Content({ draft, item }) {
  const checklist = checklistOf(draft);
  if (!checklist) return html`<p class="notice notice-warn">${t('trouble.no-checklist')}</p>${item?.receipt && html`<${Receipt} item=${item} open=${null} />`}`;
  const { flags: _, emergency_call: __, ...open } = draft.toSubmission();
  return html`
    ${item?.receipt && html`<${Receipt} item=${item} open=${open} />`}
    <${Answers} draft=${draft} open=${open} />
    <section class="sent-rest">
      <h2>${t('sent.record', { title: inLanguage(checklist.title) })}</h2>
      <${Who} draft=${draft} open=${open} /> <${Violations} open=${open} /> <${Done} open=${open} />
      ${open.opinion && html`<section><h3>${t('finish.opinion')}</h3><p class="as-written">${open.opinion}</p></section>`}
    </section>
    <${Signatures} visit=${draft.id} signatures=${open.signatures} />`;
}

function Amending({ draft, family, item }) {
  const { busy, trouble, work } = useWork();
  const { words, to, elsewhere } = standsInTheWay({ row: draft.row, family, item });
  if (words) return html`<section><p class="notice"><${Icon} name="info" /><span>${words}</span></p>${to && html`<a class="button wide" href=${to}>${t('sent.look')}</a>`}</section>`;
  const amend = (reason) => work(async () => go(`visits/${(await drafts.amend(draft.id, reason)).id}`));
  return html`<section>
    ${elsewhere && html`<p class="notice notice-warn"><${Icon} name="triangle-alert" /><span>${t('sent.newer-elsewhere')}</span></p>`}
    <${WithReason} words=${t('sent.amend')} why=${t('sent.amend-why')} busy=${busy} trouble=${trouble} act=${amend} />
  </section>`;
}

/** What was pulled may have been cleared after a long time without contact. @param {import('../core/draft.js').Draft} draft */
function checklistOf(draft) {
  try {
    return draft.checklist;
  } catch {
    return null;
  }
}
