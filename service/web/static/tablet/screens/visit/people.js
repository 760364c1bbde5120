/** The first card: who made the visit, when it began, who was there for the establishment. */

import { day } from '../../../lib/format.js';
import { html, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import * as plans from '../../core/plans.js';
import { account } from '../../core/session.js';
import { t } from '../../core/words.js';
import { Line } from '../../parts/writing.js';

const MOST_ON_TEAM = 30;
const MOST_WITNESSES = 10;
const SECONDS = /:\d\d(\.\d+)?\+07:00$/;

/** @typedef {import('../../core/draft.js').Draft} Draft */
/** @typedef {{name: string, position?: string, account?: string, lead?: boolean}} Person */

/** @param {{draft: Draft, standing: import('./standing.js').Standing, to: (card: string) => void}} props */
export function PeopleCard({ draft, standing, to }) {
  const { content, row } = draft;
  return html`<article class="visit-card people" aria-labelledby="people-title">
    <h2 id="people-title" tabindex="-1">${t('people.title')}</h2>
    ${row.amends && html`<p class="notice"><${Icon} name="info" /><span>${t('people.amends', { reason: row.amends.reason })}</span></p>`}
    <${Began} draft=${draft} />
    <${Team} draft=${draft} />
    <fieldset class="person"><legend>${t('people.representative')}</legend>
      <${Person} id="representative" person=${content.representative ?? { name: '' }} say=${(one) => draft.set({ representative: one.name || one.position ? one : null })} />
    </fieldset>
    <${Witnesses} draft=${draft} />
    <${Open} draft=${draft} standing=${standing} to=${to} />
  </article>`;
}

/** @param {{draft: Draft}} props */
function Began({ draft }) {
  const { started_at } = draft.content;
  const say = (event) => event.target.value && draft.set({ started_at: `${event.target.value}:00.000+07:00` });
  return html`<div class="field"><label for="began">${t('people.began')}</label>
    <input id="began" type="datetime-local" value=${started_at.replace(SECONDS, '')} disabled=${Boolean(draft.row.amends)} onInput=${say} /></div>`;
}

/** @param {{draft: Draft}} props */
function Team({ draft }) {
  const { rows, write, add, drop } = useRows(draft.content.team, (team) => draft.set({ team }));
  const me = account();
  const there = rows.some((one) => one.account === me?.username);
  const lead = (at) => write(rows.map((one, place) => ({ ...one, lead: place === at })));
  return html`<fieldset class="person-list"><legend>${t('people.team')}</legend>
    ${rows.map((one, at) => html`<div class="person" key=${at}>
      <${Person} id=${`team-${at}`} person=${one} say=${(next) => write(rows.map((other, place) => (place === at ? next : other)))} />
      <div class="person-foot">
        <label class="tick"><input type="radio" name="lead" checked=${Boolean(one.lead)} onChange=${() => lead(at)} /><span>${t('people.lead')}</span></label>
        <button type="button" class="button" aria-label=${t('people.drop', { name: one.name || at + 1 })} onClick=${() => drop(at)}><${Icon} name="trash" /></button>
      </div>
    </div>`)}
    <div class="button-row">
      ${me && !there && html`<button type="button" class="button" onClick=${() => add({ name: me.name, position: '', account: me.username, lead: !rows.some((one) => one.lead) })}><${Icon} name="user" />${t('people.me', { name: me.name })}</button>`}
      ${rows.length < MOST_ON_TEAM && html`<button type="button" class="button" onClick=${() => add({ name: '', position: '', lead: false })}><${Icon} name="plus" />${t('people.add')}</button>`}
    </div>
  </fieldset>`;
}

/** @param {{draft: Draft}} props */
function Witnesses({ draft }) {
  const { rows, write, add, drop } = useRows(draft.content.witnesses, (witnesses) => draft.set({ witnesses }));
  return html`<fieldset class="person-list"><legend>${t('people.witnesses')}</legend>
    ${rows.map((one, at) => html`<div class="person" key=${at}>
      <${Person} id=${`witness-${at}`} person=${one} say=${(next) => write(rows.map((other, place) => (place === at ? next : other)))} />
      <div class="person-foot"><span></span><button type="button" class="button" aria-label=${t('people.drop', { name: one.name || at + 1 })} onClick=${() => drop(at)}><${Icon} name="trash" /></button></div>
    </div>`)}
    ${rows.length < MOST_WITNESSES && html`<div class="button-row"><button type="button" class="button" onClick=${() => add({ name: '', position: '' })}><${Icon} name="plus" />${t('people.add-witness')}</button></div>`}
  </fieldset>`;
}

/**
 * Rows of people: one without a name is on the screen only, for the server takes no nameless person.
 * @param {Person[]} kept @param {(people: Person[]) => void} keep
 */
function useRows(kept, keep) {
  const [rows, setRows] = useState(kept);
  const write = (next) => {
    setRows(next);
    keep(next.filter((one) => one.name.trim() !== ''));
  };
  return { rows, write, add: (one) => write([...rows, one]), drop: (at) => write(rows.filter((_, place) => place !== at)) };
}

/** @param {{id: string, person: Person, say: (person: Person) => void}} props */
function Person({ id, person, say }) {
  return html`<div class="person-fields">
    <${Line} id=${`${id}-name`} label=${t('people.name')} value=${person.name} say=${(name) => say({ ...person, name })} />
    <${Line} id=${`${id}-position`} label=${t('people.position')} value=${person.position ?? ''} say=${(position) => say({ ...person, position })} />
  </div>`;
}

/** What earlier visits asked to be remedied here. @param {{draft: Draft, standing: import('./standing.js').Standing, to: (card: string) => void}} props */
function Open({ draft, standing, to }) {
  const asked = new Set(standing.items.map((item) => item.code));
  const open = plans.findings(draft.row.place.id);
  if (!open.length) return null;
  return html`<details class="basis"><summary><${Icon} name="refresh-cw" />${t('people.recheck', { n: open.length })}<${Icon} name="chevron-down" /></summary>
    <ul class="rows">${open.map((one) => html`<li key=${one.id}>
      <button type="button" class="row" disabled=${!asked.has(one.item)} onClick=${() => to(one.item)}>
        <${Icon} name="refresh-cw" />
        <span class="row-text"><strong lang="vi">${one.remedy || one.item}</strong>
          <span class="quiet">${one.item}${one.remedy_by && ` · ${t('visit.recheck-by', { day: day(one.remedy_by) })}`}</span></span>
        <${Icon} name="chevron-right" />
      </button></li>`)}</ul></details>`;
}
