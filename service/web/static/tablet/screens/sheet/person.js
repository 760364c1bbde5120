/** Whom a flag is about: a pseudonym that may be used again, never a name. */

import { html } from '../../../lib/preact.js';
import { t } from '../../core/words.js';
import { TextField } from './fields.js';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const LABEL = /^Người ([A-Z])(?:, ?(.*))?$/s; // As it is sent, in whatever language the screen is.
const MOST = 280;

/** @typedef {{label: string, under_18: boolean}} SeenPerson */

/** @param {{draft: import('../../core/draft.js').Draft, at: number}} props */
export function Person({ draft, at }) {
  const { flags } = draft.content;
  const { person } = flags[at];
  const known = peopleIn(flags);
  const choose = (chosen) => draft.setFlag(at, { person: chosen });
  const own = person && letterOf(person);
  const choices = [
    [null, null, t('sheet.nobody')],
    ...[...known].map(([letter, one]) => [letter, one, `Người ${letter}`]),
    ...LETTERS.filter((letter) => !known.has(letter)).slice(0, 1).map((letter) => [letter, { label: `Người ${letter}`, under_18: false }, t('sheet.another-person', { letter })]),
  ];
  return html`<fieldset class="sheet-person">
    <legend>${t('sheet.person')}</legend>
    <p class="under">${t('sheet.person-hint')}</p>
    <div class="sheet-choices">
      ${choices.map(([letter, chosen, words]) => html`<label key=${letter} class="sheet-choice">
        <input type="radio" name="person" checked=${own === letter} onChange=${() => choose(chosen)} /><span>${words}</span>
      </label>`)}
    </div>
    ${person && html`<${Details} draft=${draft} person=${person} />`}
  </fieldset>`;
}

/** @param {{draft: import('../../core/draft.js').Draft, person: SeenPerson}} props */
function Details({ draft, person }) {
  const letter = letterOf(person);
  const tell = (next) => draft.content.flags.forEach((flag, at) => {
    if (flag.person && letterOf(flag.person) === letter) draft.setFlag(at, { person: { ...flag.person, ...next } });
  });
  const describe = (text) => tell({ label: text ? `Người ${letter}, ${text}` : `Người ${letter}` });
  return html`<div class="stack sheet-details">
    <${TextField} name="person-looks" label=${t('sheet.person-looks', { letter })} hint=${t('sheet.person-looks-hint')} most=${MOST}
      value=${LABEL.exec(person.label)?.[2] ?? ''} onText=${describe} />
    <label class="sheet-choice sheet-choice-wide">
      <input type="checkbox" checked=${person.under_18} onChange=${(event) => tell({ under_18: event.currentTarget.checked })} />
      <span>${t('sheet.under-18', { letter })}</span>
    </label>
  </div>`;
}

/** @param {import('../../core/drafts.js').FlagRow[]} flags @returns {Map<string, SeenPerson>} by letter, in order */
function peopleIn(flags) {
  const people = flags.flatMap(({ person }) => (person ? [[letterOf(person), person]] : []));
  return new Map(people.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** @param {SeenPerson} person @returns {string} */
function letterOf({ label }) {
  return LABEL.exec(label)?.[1] ?? label;
}
