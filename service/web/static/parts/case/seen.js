/** What the visits of a case saw, and by which rules each came to its level. */

import { dayOf, timeOf } from '../../lib/format.js';
import { useAnswer } from '../../lib/loading.js';
import { html, useState } from '../../lib/preact.js';
import { inLanguage, t } from '../../lib/words.js';
import { ProblemNotice } from '../notice.js';
import { LevelTag, StateTag } from '../tag.js';
import { Viewer } from './viewer.js';

/** @param {{visits: any[]}} props */
export function Seen({ visits }) {
  const indicators = useAnswer('/indicators');
  const rules = useAnswer('/triage-rules');
  const byCode = (list, code) => list.data?.items.find((one) => one.code === code);
  const known = { indicator: (code) => byCode(indicators, code), rule: (code) => byCode(rules, code) };
  const newest = [...visits].sort((a, b) => b.at.localeCompare(a.at));
  return html`<section class="signs"><h2>${t('seen.title')}</h2>
    <${ProblemNotice} problem=${indicators.problem || rules.problem} again=${() => { indicators.again(); rules.again(); }} />
    ${newest.map((visit) => html`<${OfVisit} key=${visit.visit} visit=${visit} known=${known} />`)}
  </section>`;
}

/** @param {{visit: any, known: any}} props */
function OfVisit({ visit, known }) {
  const [open, setOpen] = useState(null);
  const photos = visit.flags.flatMap((flag) => flag.attachments);
  const show = (sha256) => setOpen(photos.indexOf(sha256));
  return html`<div class="card seen">
    <div class="section-head">
      <h3><a href=${`/visits/${visit.visit}`}>${t('seen.of-visit', { day: dayOf(visit.at) })}</a></h3>
      <p class="case-marks"><${LevelTag} level=${visit.level} />${visit.withdrawn && html`<${StateTag} list="state" value="withdrawn" />`}</p>
    </div>
    <p class="quiet">${t('seen.by', { by: visit.by, time: timeOf(visit.at) })}</p>
    <h4>${t('seen.rules')}</h4>
    ${visit.rules.length > 0
      ? html`<ul class="rules">${visit.rules.map((code) => html`<li key=${code}>${known.rule(code) ? inLanguage(known.rule(code).words) : code}</li>`)}</ul>`
      : html`<p>${t('seen.no-rule')}</p>`}
    <${Call} call=${visit.emergency_call} />
    <${Flags} flags=${visit.flags} known=${known} show=${show} />
    ${visit.earlier.length > 0 && html`<details class="earlier"><summary>${t('seen.earlier', { n: visit.earlier.length })}</summary>
      ${visit.earlier.map((sheet) => html`<div key=${sheet.version}>
        <p class="case-marks"><strong>${t('seen.version', { n: sheet.version })}</strong> <${LevelTag} level=${sheet.level} /></p>
        <${Call} call=${sheet.emergency_call} /><${Flags} flags=${sheet.flags} known=${known} show=${null} />
      </div>`)}
    </details>`}
    ${open !== null && html`<${Viewer} visit=${visit.visit} photos=${photos} first=${open} close=${() => setOpen(null)} />`}
  </div>`;
}

/** @param {{call: any}} props */
function Call({ call }) {
  if (!call) return null;
  if (call.not_called_because) return html`<p class="called called-not">${t('seen.not-called', { why: call.not_called_because })}</p>`;
  return html`<p class="called">${t('seen.called', { body: call.body, day: dayOf(call.called_at), time: timeOf(call.called_at) })}</p>`;
}

/** @param {{flags: any[], known: any, show: ((sha256: string) => void) | null}} props */
function Flags({ flags, known, show }) {
  return html`<ul class="flags">${flags.map((flag, i) => html`<li key=${i}>
    <${Sign} flag=${flag} indicator=${known.indicator(flag.indicator)} />
    ${show && flag.attachments.length > 0 && html`<p class="photos no-print">${flag.attachments.map((sha256, n) => html`
      <button key=${sha256} type="button" class="button small" onClick=${() => show(sha256)}>${t('seen.photo', { n: n + 1 })}</button>`)}</p>`}
  </li>`)}</ul>`;
}

/** @param {{flag: any, indicator: any}} props */
function Sign({ flag, indicator }) {
  const where = [flag.place, flag.seen_at && t('seen.at', { day: dayOf(flag.seen_at), time: timeOf(flag.seen_at) })].filter(Boolean).join(' · ');
  return html`<p class="sign"><span class="item-code">${flag.indicator}</span> <strong>${indicator ? inLanguage(indicator.label) : ''}</strong>
      ${indicator && html` <span class=${`tag severity-${indicator.severity}`}>${t(`severity.${indicator.severity}`)}</span>`}</p>
    ${where && html`<p class="under">${where}</p>`}
    ${flag.description && html`<p class="as-written">${flag.description}</p>`}
    ${flag.person && html`<p>${flag.person.label}${flag.person.under_18 && html` <span class="tag tag-bad">${t('seen.under-18')}</span>`}</p>`}`;
}
