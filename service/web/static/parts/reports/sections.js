/** The words of a summary: read with their numbers, edited with the figures in braces. */

import { patchVersion } from '../../lib/api.js';
import { html, useState } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { LongField, TextField } from '../fields.js';
import { Icon } from '../icon.js';

/** @param {{one: any, path: string, act: any, busy: boolean}} props */
export function Sections({ one, path, act, busy }) {
  const writes = one.may_write && one.state === 'draft';
  return html`<article class="card paper-words" lang="vi">
    ${one.sections.map((section) => html`<${Section} key=${section.code} section=${section} writes=${writes} busy=${busy}
      typed=${one.typed.filter((each) => each.section === section.code)} save=${(paragraphs) => act(() => patchVersion(path, { sections: { [section.code]: paragraphs } }, one.version))} />`)}
  </article>`;
}

/** @param {{section: any, writes: boolean, busy: boolean, typed: any[], save: (paragraphs: string[]) => void}} props */
function Section({ section, writes, busy, typed, save }) {
  const [text, setText] = useState(/** @type {string | null} */ (null));
  const open = () => setText(section.paragraphs.map((each) => each.template).join('\n'));
  const submit = (event) => {
    event.preventDefault();
    save(text.split('\n').map((line) => line.trim()).filter(Boolean));
  };
  return html`<section>
    ${section.above && html`<h2>${section.above}</h2>`}
    <div class="section-head"><${/^\d/.test(section.heading) ? 'h3' : 'h2'}>${section.heading}<//>
      ${writes && text === null && html`<button type="button" class="button small no-print" aria-label=${`${t('summaries.edit')} – ${section.heading}`} onClick=${open}><${Icon} name="pencil" />${t('summaries.edit')}</button>`}</div>
    ${text === null && section.paragraphs.map((each) => html`<p>${each.words}</p>`)}
    ${text === null && section.paragraphs.length === 0 && html`<p class="quiet">${t('summaries.empty-section')}</p>`}
    ${typed.length > 0 && html`<p class="notice notice-warn no-print">${t('summaries.typed', { numbers: typed.map((each) => each.number).join(', ') })}</p>`}
    ${text !== null && html`<form class="form wide no-print" onSubmit=${submit}>
      <${LongField} id=${`words-${section.code}`} label=${section.heading} hint=${t('summaries.edit-hint')} rows=${Math.max(4, section.paragraphs.length * 2)} value=${text} onInput=${(event) => setText(event.currentTarget.value)} />
      <div class="list-acts"><button class="button primary" disabled=${busy}>${t('act.save')}</button><button type="button" class="button" onClick=${() => setText(null)}>${t('summaries.leave')}</button></div>
    </form>`}
  </section>`;
}

/** To whom it goes and who signs. @param {{one: any, path: string, act: any, busy: boolean}} props */
export function Opening({ one, path, act, busy }) {
  const [filled, setFilled] = useState({ addressee: one.addressee, signs: one.signs, signer: one.signer, recipients: one.recipients.join('\n') });
  if (!one.may_write || one.state !== 'draft') return null;
  const set = (name) => (event) => setFilled((old) => ({ ...old, [name]: event.currentTarget.value }));
  const submit = (event) => {
    event.preventDefault();
    const recipients = filled.recipients.split('\n').map((line) => line.trim()).filter(Boolean);
    act(() => patchVersion(path, { ...filled, recipients }, one.version));
  };
  return html`<details class="card basis no-print"><summary>${t('summaries.opening')}</summary><form class="form" onSubmit=${submit}>
    <${TextField} id="addressee" label=${t('summaries.addressee')} value=${filled.addressee} onInput=${set('addressee')} />
    <${TextField} id="signs" label=${t('summaries.signs')} value=${filled.signs} onInput=${set('signs')} />
    <${TextField} id="signer" label=${t('summaries.signer')} value=${filled.signer} onInput=${set('signer')} />
    <${LongField} id="recipients" label=${t('summaries.recipients')} rows=${5} value=${filled.recipients} onInput=${set('recipients')} />
    <div><button class="button" disabled=${busy}>${t('act.save')}</button></div>
  </form></details>`;
}
