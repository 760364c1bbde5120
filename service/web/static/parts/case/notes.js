/** Notes on the case, in the order they were written; none is ever changed. */

import { post } from '../../lib/api.js';
import { dayOf, timeOf } from '../../lib/format.js';
import { newId } from '../../lib/new-id.js';
import { html, useState } from '../../lib/preact.js';
import { useSending } from '../../lib/sending.js';
import { standingOf } from '../../lib/standing.js';
import { t } from '../../lib/words.js';
import { LongField } from '../fields.js';
import { ProblemNotice } from '../notice.js';

const MOST = 5000; // characters, as the API takes them

/** @param {{one: any, account: any, moved: (one: any) => void}} props */
export function Notes({ one, account, moved }) {
  return html`<section class="signs"><h2>${t('notes.title')}</h2>
    ${one.notes.length > 0
      ? html`<ol class="timeline" role="list">${one.notes.map((note) => html`<li key=${note.id}>
          <p class="timeline-when"><span class="nowrap">${dayOf(note.at)}</span> <span class="quiet">${timeOf(note.at)}</span></p>
          <div><p class="quiet">${note.by}</p><p class="as-written">${note.text}</p></div>
        </li>`)}</ol>`
      : html`<p class="quiet">${t('notes.none')}</p>`}
    ${!standingOf(one, account) && html`<${NewNote} one=${one} moved=${moved} />`}
  </section>`;
}

/** The id is made with the words, so that a note sent twice is kept once. @param {{one: any, moved: (one: any) => void}} props */
function NewNote({ one, moved }) {
  const [note, setNote] = useState({ id: newId(), text: '' });
  const { problem, busy, send } = useSending();
  const done = (answer) => {
    setNote({ id: newId(), text: '' });
    moved(answer);
  };
  const submit = (event) => {
    event.preventDefault();
    const text = note.text.trim();
    if (text) send(() => post(`/cases/${one.id}/notes`, { id: note.id, text }), { done });
  };
  return html`<form class="act no-print" onSubmit=${submit}>
    <${ProblemNotice} problem=${problem} />
    <${LongField} id="note" label=${t('notes.new')} hint=${t('notes.hint')} maxlength=${MOST} rows="3" value=${note.text}
      onInput=${(event) => setNote({ id: note.text ? note.id : newId(), text: event.currentTarget.value })} />
    <button class="button" disabled=${busy || !note.text.trim()}>${t('notes.add')}</button>
  </form>`;
}
