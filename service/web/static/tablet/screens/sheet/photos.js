/** The sealed photos of a flag; they are shown on the sheet and nowhere else. */

import { html } from '../../../lib/preact.js';
import { t } from '../../core/words.js';
import { Photo, Photos } from '../../parts/photos.js';

/** @param {{draft: import('../../core/draft.js').Draft, at: number, leaving: () => void, isMinor: boolean}} props */
export function SealedPhotos({ draft, at, leaving, isMinor }) {
  const picks = (event) => event.target.closest('label') && leaving(); // The camera comes before the page.
  return html`<div class="sheet-photos" onClick=${picks}>
    <p class="sheet-label">${t('sheet.photos')}</p>
    <p class="under">${t(isMinor ? 'sheet.photos-minor' : 'sheet.photos-hint')}</p>
    <${Photos} draft=${draft} where=${{ flag: at }} hashes=${draft.content.flags[at].attachments} />
  </div>`;
}

/** Only to be seen. @param {{draft: import('../../core/draft.js').Draft, at: number}} props */
export function SeenPhotos({ draft, at }) {
  const { attachments } = draft.content.flags[at];
  if (!attachments.length) return null;
  return html`<ul class="photo-list">
    ${attachments.map((hash, n) => html`<li key=${hash}><${Photo} visit=${draft.id} hash=${hash} label=${t('photo.one', { n: n + 1 })} /></li>`)}
  </ul>`;
}
