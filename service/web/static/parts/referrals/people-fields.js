/** The identities of people at risk in a draft; those that were kept are not shown, only replaced. */

import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { Icon } from '../icon.js';
import { TextField } from '../fields.js';

const FIELDS = ['label', 'name', 'born', 'papers', 'contact', 'note'];
const MOST = { label: 300, name: 300, born: 50, papers: 300, contact: 500, note: 2000 };

/** @param {{kept: number, people: any[] | null, change: (people: any[] | null) => void, error?: string}} props `people` null keeps what there is */
export function PeopleFields({ kept, people, change, error }) {
  const set = (number, name, value) => change(people.map((one, i) => (i === number ? { ...one, [name]: value } : one)));
  const add = () => change([...(people || []), Object.fromEntries(FIELDS.map((name) => [name, '']))]);
  return html`<fieldset class=${error ? 'choices field-wrong' : 'choices'} id="people" tabindex="-1"><legend>${t('draft.people')}</legend>
    <p class="field-hint">${t('draft.people-hint')}</p>
    ${error && html`<p class="field-error">${error}</p>`}
    ${people === null
      ? html`<p>${t('draft.people-kept', { n: kept })}</p><button type="button" class="button" onClick=${() => change([])}>${t('draft.people-anew')}</button>`
      : html`${people.map((one, number) => html`<div class="person-fields" key=${number} role="group" aria-label=${t('draft.person', { n: number + 1 })}>
          <p class="person-head"><strong>${t('draft.person', { n: number + 1 })}</strong>
            <button type="button" class="button small" onClick=${() => change(people.filter((_, i) => i !== number))}><${Icon} name="trash" />${t('draft.person-away')}</button></p>
          <div class="form-grid">${FIELDS.map((name) => html`<${TextField} key=${name} id=${`person-${number}-${name}`} label=${t(`person.${name}`)} maxlength=${MOST[name]} autocomplete="off"
            value=${one[name]} onInput=${(event) => set(number, name, event.currentTarget.value)} />`)}</div>
        </div>`)}
        <button type="button" class="button" onClick=${add}><${Icon} name="plus" />${t('draft.person-add')}</button>`}
  </fieldset>`;
}
