/** The end of a visit: what is missing, what was done and asked for, reading and signing, sending. */

import { html, useState } from '../../lib/preact.js';
import { Icon } from '../../parts/icon.js';
import { inLanguage, t } from '../core/words.js';
import { Bar } from '../parts/bar.js';
import { Recording } from '../parts/recording.js';
import { Writing } from '../parts/writing.js';
import { href } from '../route.js';
import { Guidance } from './finish/guidance.js';
import { Reading } from './finish/reading.js';
import { Sending } from './finish/sending.js';
import { Signed } from './finish/signed.js';
import { Saved } from './visit/head.js';
import { useStanding } from './visit/standing.js';

const MOST = 10_000; // characters, as the server takes them

/** @typedef {import('../core/draft.js').Draft} Draft */

/** @param {{id: string}} props */
export function Finish({ id }) {
  return html`<${Recording} id=${id} title=${t('finish.title')} Shown=${Closing} />`;
}

/** @param {{draft: Draft}} props */
function Closing({ draft }) {
  const [read, setRead] = useState(false);
  const standing = useStanding(draft);
  if (read) return html`<${Reading} draft=${draft} close=${() => setRead(false)} />`;
  const { content, row } = draft;
  const written = (name) => html`<${Writing} id=${name} label=${t(`finish.${name}`)} value=${content[name]} most=${MOST} rows=${3} say=${(words) => draft.set({ [name]: words })} />`;
  return html`<${Bar} title=${t('finish.title')} back=${`visits/${draft.id}`} />
    <main class="tablet-page finish">
      <div class="finish-place"><p><strong>${row.place.name}</strong></p><${Saved} draft=${draft} /></div>
      ${row.amends && html`<p class="notice"><${Icon} name="info" /><span>${t('finish.amends', { reason: row.amends.reason })}</span></p>`}
      <${Missing} draft=${draft} standing=${standing} />
      <${Guidance} draft=${draft} />
      <section class="card stack"><h2>${t('finish.words')}</h2>${written('requirements')} ${written('opinion')} ${written('remarks')}</section>
      <${Signed} draft=${draft} read=${() => setRead(true)} />
      <${Sending} draft=${draft} />
    </main>`;
}

/** Each a way to its card; what waits on the sheet is not named here. @param {{draft: Draft, standing: import('./visit/standing.js').Standing}} props */
function Missing({ draft, standing }) {
  const { missing, items } = standing;
  const left = items.filter((item) => missing.has(item.code));
  const elsewhere = draft.obstacles().includes('red-without-call');
  if (!left.length && !elsewhere) return html`<p class="finish-whole"><${Icon} name="circle-check" />${t('finish.whole')}</p>`;
  return html`<section id="missing" tabindex="-1" aria-labelledby="missing-title">
    <h2 id="missing-title">${t('finish.missing', { n: left.length + (elsewhere ? 1 : 0) })}</h2>
    <ul class="rows">
      ${elsewhere && html`<li><a class="row" href=${href(`visits/${draft.id}/sheet`)}><${Icon} name="pen-line" />
        <span class="row-text"><strong>${t('finish.notes')}</strong></span><${Icon} name="chevron-right" /></a></li>`}
      ${left.map((item) => html`<li key=${item.code}><a class="row" href=${href(`visits/${draft.id}?item=${item.code}`)}>
        <span class="code">${item.code}</span><span class="row-text">${inLanguage(item.question)}
          <span class="quiet">${wordOf(missing.get(item.code), item)}</span></span><${Icon} name="chevron-right" /></a></li>`)}
    </ul>
  </section>`;
}

/** @param {{code: string, measure?: string}} fault @param {import('../core/checklist.js').Item} item */
function wordOf({ code, measure }, item) {
  const count = item.counts.find((one) => one.measure === measure);
  if (code === 'missing_count' && count) return t('finish.lacks-count', { label: inLanguage(count.label) });
  return t(code.startsWith('missing') ? 'finish.lacks-value' : 'finish.wrong-value');
}
