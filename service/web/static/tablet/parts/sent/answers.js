/** What was answered: first what failed, then the rest by section. */

import { html, useState } from '../../../lib/preact.js';
import { day, number } from '../../../lib/format.js';
import { Icon } from '../../../parts/icon.js';
import { failedItems, sections } from '../../core/checklist.js';
import { inLanguage, t } from '../../core/words.js';
import { valueOf } from '../../screens/finish/record.js';
import { Photo } from '../photos.js';

/** @typedef {import('../../screens/finish/record.js').Open} Open */

const VERDICTS = { pass: ['good', 'check'], fail: ['bad', 'x'], not_applicable: ['quiet', 'minus'] };

/** @param {{draft: import('../../core/draft.js').Draft, open: Open}} props */
export function Answers({ draft, open }) {
  const answers = new Map(open.answers.map((answer) => [answer.item, answer]));
  const items = draft.checklist.items.filter((item) => answers.has(item.code));
  const failed = new Set(failedItems(open.answers, draft.checklist));
  const list = (those) => html`<ul class="sent-answers">${those.map((item) => html`<${Answer} key=${item.code} visit=${draft.id} item=${item} answer=${answers.get(item.code)} />`)}</ul>`;
  return html`<section>
      <h2>${failed.size ? t('sent.failed', { n: failed.size }) : t('sent.none-failed')}</h2>
      ${failed.size > 0 && list(items.filter((item) => failed.has(item.code)))}
    </section>
    <section class="sent-sections">
      <h2>${t('sent.all', { n: items.length })}</h2>
      ${sections(items).map(({ name, items: those }) => html`<${Fold} key=${name} name=${name} told=${summaryOf(those, failed)} list=${() => list(those)} />`)}
    </section>`;
}

/** Its photos are read from the disk only while it is open. @param {{name: string, told: string, list: () => any}} props */
function Fold({ name, told, list }) {
  const [open, setOpen] = useState(false);
  return html`<details class="fold" onToggle=${(event) => setOpen(event.currentTarget.open)}>
    <summary><span lang="vi">${name}</span><span class="quiet">${told}</span><${Icon} name="chevron-down" /></summary>
    ${open && list()}
  </details>`;
}

/** @param {{visit: string, item: import('../../core/checklist.js').Item, answer: Open['answers'][number]}} props */
function Answer({ visit, item, answer }) {
  const counts = item.counts.filter(({ measure }) => answer.counts[measure] != null);
  return html`<li class="sent-answer">
    <p class="sent-question"><span class="code">${item.code}</span> ${inLanguage(item.question)}</p>
    <p><${Value} item=${item} value=${answer.value} /></p>
    ${counts.length > 0 && html`<ul class="plain-list">${counts.map((count) => html`<li key=${count.measure}>${inLanguage(count.label)}: <strong>${number(answer.counts[count.measure])}</strong></li>`)}</ul>`}
    ${answer.note && html`<p class="as-written">${answer.note}</p>`}
    ${(answer.remedy || answer.remedy_by) && html`<p><strong>${t('visit.remedy')}:</strong> ${answer.remedy} ${answer.remedy_by && `(${t('visit.recheck-by', { day: day(answer.remedy_by) })})`}</p>`}
    ${answer.attachments.length > 0 && html`<ul class="photo-list">${answer.attachments.map((hash, at) => html`<li key=${hash}><${Photo} visit=${visit} hash=${hash} label=${t('sent.photo', { n: at + 1, item: item.code })} /></li>`)}</ul>`}
  </li>`;
}

function Value({ item, value }) {
  if (item.type !== 'verdict') return html`<strong>${valueOf(item, value)}</strong>`;
  const [tone, icon] = VERDICTS[value] ?? ['quiet', 'minus'];
  return html`<span class=${`tag tag-${tone}`}><${Icon} name=${icon} />${valueOf(item, value)}</span>`;
}

function summaryOf(items, failed) {
  const wrong = items.filter((item) => failed.has(item.code)).length;
  return wrong ? t('sent.section-failed', { n: items.length, failed: wrong }) : t('sent.section', { n: items.length });
}
