/** The indicators to note, by group or by what is searched for; those that concern the kind of place first. */

import { html, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import * as catalogue from '../../core/catalogue.js';
import { concerns } from '../../core/letters.js';
import { folded } from '../../core/names.js';
import { inLanguage, t } from '../../core/words.js';
import { weightOf } from './indicators.js';

/** @param {{draft: import('../../core/draft.js').Draft, note: (code: string) => void, open: (at: number) => void}} props */
export function Offered({ draft, note, open }) {
  const [asked, ask] = useState('');
  const noted = new Map(draft.content.flags.map(({ indicator }, at) => [indicator, at]));
  const take = (code) => (noted.has(code) ? open(noted.get(code)) : note(code));
  const found = asked.trim() ? matching(asked) : null;
  return html`<section class="sheet-offered">
    <h2 id="offered">${t('sheet.add')}</h2>
    <div class="search-box">
      <${Icon} name="search" />
      <input type="search" aria-labelledby="offered" placeholder=${t('sheet.search')} value=${asked}
        onInput=${(event) => ask(event.currentTarget.value)} />
    </div>
    ${found
      ? html`<p role="status" class="quiet">${t(found.length ? 'sheet.found' : 'sheet.found-none', { count: found.length })}</p>
          <${Rows} items=${found} noted=${noted} take=${take} />`
      : groupsFor(draft.row.place.kind).map(
          ({ code, name, items }) => html`<details key=${code} class="sheet-group">
            <summary><span>${inLanguage(name)}</span><span class="quiet">${t('sheet.signs', { count: items.length })}</span><${Icon} name="chevron-down" /></summary>
            <${Rows} items=${items} noted=${noted} take=${take} />
          </details>`,
        )}
  </section>`;
}

/** @param {{items: any[], noted: Map<string, number>, take: (code: string) => void}} props */
function Rows({ items, noted, take }) {
  return html`<ul class="rows">
    ${items.map(
      (one) => html`<li key=${one.code}>
        <button type="button" class="row" onClick=${() => take(one.code)}>
          <span class="row-text">
            <strong>${inLanguage(one.label)}</strong>
            <span class="under">${one.code} · ${weightOf(one)}</span>
            <span class="under">${inLanguage(one.where)}</span>
          </span>
          ${noted.has(one.code)
            ? html`<span class="tag tag-info"><${Icon} name="check" />${t('sheet.is-noted')}</span>`
            : html`<${Icon} name="plus" />`}
        </button>
      </li>`,
    )}
  </ul>`;
}

/** @param {string} kind of establishment @returns {{code: string, name: any, items: any[]}[]} groups and what is in them, what concerns the kind first */
function groupsFor(kind) {
  const { groups, items } = catalogue.indicators();
  const whole = groups.map((group) => ({ ...group, items: firstThose(items.filter((one) => one.group === group.code), (one) => concerns(one.applies, kind)) }));
  return firstThose(whole, (group) => group.items.some((one) => concerns(one.applies, kind)));
}

/** @template T @param {T[]} all @param {(one: T) => boolean} fits @returns {T[]} */
function firstThose(all, fits) {
  return [...all.filter(fits), ...all.filter((one) => !fits(one))];
}

/** @param {string} asked @returns {any[]} those in which every word asked for begins a word, accents or not; a code first */
function matching(asked) {
  const words = folded(asked).split(' ').filter(Boolean);
  const found = catalogue.indicators().items.filter((one) => {
    const text = ` ${folded(`${one.code} ${one.label.vi} ${one.label.en} ${one.group_name.vi} ${one.where.vi}`)}`;
    return words.every((word) => text.includes(` ${word}`));
  });
  return firstThose(found, (one) => folded(one.code).startsWith(words.join(' ')));
}
