/** A visit that is still being recorded, opened for a screen; anything else is said. */

import { html } from '../../lib/preact.js';
import { asTrouble } from '../core/trouble.js';
import { t } from '../core/words.js';
import { href } from '../route.js';
import { Bar } from './bar.js';
import { useDraft } from './hooks.js';
import { TroubleNotice } from './notice.js';

/** @param {{id: string, title: string, Shown: (props: {draft: import('../core/draft.js').Draft}) => any}} props */
export function Recording({ id, title, Shown }) {
  const { draft, trouble } = useDraft(id);
  const why = trouble ?? (draft ? withoutChecklist(draft) : null);
  if (why) return html`<${Bar} title=${title} /><main class="tablet-page"><${TroubleNotice} trouble=${why} /></main>`;
  if (!draft) return html`<${Bar} title=${title} /><main class="tablet-page"><p role="status">${t('shell.loading')}</p></main>`;
  if (draft.row.state !== 'draft') return html`<${Ended} draft=${draft} />`;
  return html`<${Shown} draft=${draft} />`;
}

/** @param {{draft: import('../core/draft.js').Draft}} props */
function Ended({ draft }) {
  return html`<${Bar} title=${draft.row.place.name} />
    <main class="tablet-page">
      <p>${t('visit.ended')}</p>
      <a class="button primary wide" href=${href(`sent/${draft.id}`)}>${t('visit.ended-look')}</a>
    </main>`;
}

/** What was pulled may have been cleared after a long time without contact. @param {import('../core/draft.js').Draft} draft */
function withoutChecklist(draft) {
  try {
    return draft.checklist && null;
  } catch (error) {
    return asTrouble(error);
  }
}
