/** Above the card: how far one is, the sections as steps, and whether all is on the disk. */

import { html, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import { t } from '../../core/words.js';
import { useEvent } from '../../parts/hooks.js';
import { PEOPLE } from './walk.js';

/** @typedef {import('./standing.js').Standing} Standing */

/** @param {{draft: import('../../core/draft.js').Draft, standing: Standing, section: string, list: () => void}} props */
export function Head({ draft, standing, section, list }) {
  const { items, answered, groups } = standing;
  const group = groups.find((one) => one.name === section);
  return html`<div class="visit-head" role="region" aria-label=${t('visit.standing')}>
    <div class="visit-head-row">
      <button type="button" class="button visit-list" aria-haspopup="dialog" onClick=${list}>
        <${Icon} name="list-checks" />
        <span class="visit-step" lang=${group ? 'vi' : null}>${group ? group.name : t('people.title')}</span>
        <span class="visit-step-count">${group ? `${group.answered}/${group.items.length}` : ''}</span>
        <span class="unseen">${t('visit.overview')}</span><${Icon} name="chevron-down" />
      </button>
      <${Saved} draft=${draft} />
    </div>
    <progress max=${items.length} value=${answered} aria-label=${t('visit.progress', { answered, asked: items.length })}></progress>
  </div>`;
}

/** Follows the disk by itself, so that nothing else is drawn when a touch has arrived there. @param {{draft: import('../../core/draft.js').Draft}} props */
export function Saved({ draft }) {
  const [, draw] = useState(0);
  useEvent('drafts', (told) => told.id === draft.id && draw((n) => n + 1));
  if (draft.unsaved) {
    return html`<div class="unsaved" role="alert">
      <${Icon} name="circle-alert" /><p><strong>${t('shell.unsaved')}.</strong> ${draft.unsaved.words}</p>
      <button type="button" class="button" onClick=${() => draft.saved().catch(() => {})}>${t('visit.again')}</button>
    </div>`;
  }
  const word = draft.isSaved ? 'visit.saved' : 'visit.saving';
  return html`<p class="saved"><${Icon} name=${draft.isSaved ? 'circle-check' : 'hard-drive'} /><span>${t(word)}</span></p>`;
}

/** @param {{standing: Standing, section: string, to: (card: string) => void}} props shown beside the card where there is room */
export function Steps({ standing, section, to }) {
  return html`<nav class="visit-steps" aria-label=${t('visit.steps')}>
    <ol>
      <li><button type="button" aria-current=${section ? null : 'step'} onClick=${() => to(PEOPLE)}><span>${t('people.title')}</span></button></li>
      ${standing.groups.map((group) => html`<li key=${group.name}>
        <button type="button" aria-current=${group.name === section ? 'step' : null} onClick=${() => to(firstOf(group, standing))}>
          <span lang="vi">${group.name}</span><span class="visit-step-count">${group.answered}/${group.items.length}</span>
        </button>
      </li>`)}
    </ol>
  </nav>`;
}

/** @param {Standing['groups'][number]} group @param {Standing} standing */
function firstOf(group, { missing }) {
  return (group.items.find((item) => missing.has(item.code)) ?? group.items[0]).code;
}
