/** The level of the flags so far, by which rules, and what becomes of it. */

import { html } from '../../../lib/preact.js';
import * as catalogue from '../../core/catalogue.js';
import { inLanguage, t } from '../../core/words.js';
import { LevelTag } from '../../parts/level.js';

/** @param {{draft: import('../../core/draft.js').Draft}} props */
export function Level({ draft }) {
  if (!draft.content.flags.length) return html`<section class="card sheet-level"><h2>${t('sheet.nothing')}</h2><p>${t('sheet.nothing-why')}</p></section>`;
  const { level, rules } = draft.level();
  return html`<section class=${`card sheet-level sheet-level-${level}`} aria-live="polite">
    <h2>${t('sheet.level')} <${LevelTag} level=${level} /></h2>
    ${rules.length > 0 && html`<ul class="sheet-rules">${rules.map((code) => html`<li key=${code}>${wordsOfRule(code)}</li>`)}</ul>`}
    <p>${t(`sheet.next-${level}`)}</p>
  </section>`;
}

/** @param {string} code */
function wordsOfRule(code) {
  const { rules, minor } = catalogue.rules();
  return inLanguage([...rules, minor].find((rule) => rule.code === code).words);
}
