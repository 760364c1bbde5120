/** A summary: its words with the figures in them, who wrote and approved it, its papers. */

import { useAddress } from '../lib/address.js';
import { day, number } from '../lib/format.js';
import { useAnswer } from '../lib/loading.js';
import { html } from '../lib/preact.js';
import { useSending } from '../lib/sending.js';
import { t } from '../lib/words.js';
import { Back } from '../parts/back.js';
import { Records } from '../parts/figures/records.js';
import { FiguresTable } from '../parts/figures/table.js';
import { show, useTitle } from '../parts/frame.js';
import { ProblemNotice, Skeleton } from '../parts/notice.js';
import { Papers } from '../parts/papers.js';
import { Opening, Sections } from '../parts/reports/sections.js';
import { Moves, Steps } from '../parts/reports/summary-moves.js';
import { StateTag } from '../parts/tag.js';

const PATH = `/summaries/${location.pathname.split('/').pop()}`;

/** @param {{account: any}} props */
function Summary({ account }) {
  const answer = useAnswer(PATH);
  const [asked, change] = useAddress(['figure']);
  const sending = useSending();
  const one = answer.data;
  useTitle(one?.about);
  if (!one) return answer.problem ? html`<${Back} to="/summaries" words=${t('summaries.title')} /><${ProblemNotice} problem=${answer.problem} again=${answer.again} />` : html`<${Skeleton} lines=${12} />`;
  const act = (call) => sending.send(call, { done: answer.again });
  const opened = one.figures[asked.figure];
  return html`<${Back} to="/summaries" words=${t('summaries.title')} />
    <div class="head head-with-action">
      <div><p class="over">${t('summaries.one')}${one.number && html` · ${one.number}, ${day(one.issued_on)}`}</p><h1 lang="vi">${one.about}</h1>
        <p class="lead">${t('period.window', { from: day(one.period.from), to: day(one.period.to) })} <${StateTag} list="summary-state" value=${one.state} />
          ${one.period.provisional && html` <span class="tag tag-warn">${t('period.provisional')}</span>`}</p></div>
      <${Papers} path=${PATH} words=${t('summaries.one')} kinds=${['docx', 'pdf', 'xlsx']} />
    </div>
    ${one.state === 'issued' && html`<p class="no-print">${t('summaries.public')}: ${['docx', 'pdf', 'xlsx'].map((kind) => html`<a class="button small" href=${`/api/v1${PATH}.${kind}?public=1`} download>${kind.toUpperCase()}</a> `)}</p>`}
    <${ProblemNotice} problem=${sending.problem} />
    <${Changed} title=${t('summaries.changes')} lead=${t('summaries.changes-lead')} changes=${one.changes} figures=${one.figures} />
    ${one.late && html`<${Changed} title=${t('summaries.late')} lead=${t('summaries.late-lead', { number: one.late.number })} changes=${one.late.changes} figures=${one.figures} />`}
    <${Changed} title=${t('summaries.since')} lead=${t(one.state === 'issued' ? 'summaries.since-issued' : 'summaries.since-draft')} changes=${one.late_since} figures=${one.figures} />
    <${Moves} key=${`m${one.version}`} one=${one} path=${PATH} act=${act} busy=${sending.busy} />
    <${Opening} key=${`o${one.version}`} one=${one} path=${PATH} act=${act} busy=${sending.busy} />
    <${Sections} key=${`s${one.version}`} one=${one} path=${PATH} act=${act} busy=${sending.busy} />
    <h2>${t('summaries.figures')}</h2>
    <${FiguresTable} figures=${one.figures} account=${account} busy=${answer.loading} open=${(figure) => change({ figure }, true)} />
    <${Steps} steps=${one.steps} />
    ${opened && html`<${Records} key=${opened.code} figure=${opened} summary=${one.id} account=${account} close=${() => change({ figure: '' })} />`}`;
}

/** @param {{title: string, lead: string, changes: any[], figures: Record<string, any>}} props */
function Changed({ title, lead, changes, figures }) {
  if (changes.length === 0) return null;
  return html`<section class="card"><h2>${title}</h2><p class="quiet">${lead}</p>
    <table class="list" role="table"><caption class="unseen">${title}</caption>
      <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${t('figure.label')}</th><th role="columnheader" scope="col" class="number">${t('summaries.was')}</th><th role="columnheader" scope="col" class="number">${t('summaries.now')}</th></tr></thead>
      <tbody role="rowgroup">${changes.map((each) => html`<tr role="row" key=${each.code}><th role="rowheader" scope="row" class="main-cell" lang="vi"><span class="code">${each.code}</span> ${figures[each.code]?.label}</th>
        <td role="cell" class="number" data-head=${t('summaries.was')}>${number(each.was)}</td><td role="cell" class="number" data-head=${t('summaries.now')}>${number(each.now)}</td></tr>`)}</tbody>
    </table></section>`;
}

show(Summary);
