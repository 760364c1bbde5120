/** The sealed photos of a flag; they are shown here and nowhere else. */

import { html, useEffect, useState } from '../../../lib/preact.js';
import { timeOf } from '../../../lib/format.js';
import { Icon } from '../../../parts/icon.js';
import { urlOf } from '../../core/photos.js';
import { t } from '../../core/words.js';
import { useWork } from '../../parts/hooks.js';
import { TroubleNotice } from '../../parts/notice.js';

/** @param {{draft: import('../../core/draft.js').Draft, at: number, leaving: () => void, isMinor: boolean}} props */
export function Photos({ draft, at, leaving, isMinor }) {
  const { busy, trouble, work } = useWork();
  const { attachments } = draft.content.flags[at];
  const take = (event) => {
    const files = [...event.currentTarget.files];
    event.currentTarget.value = '';
    work(async () => {
      for (const file of files) await draft.addPhoto({ flag: at }, file);
    });
  };
  return html`<div class="stack sheet-photos">
    <div>
      <p class="sheet-label" id="photos">${t('sheet.photos')}</p>
      <p class="under">${t(isMinor ? 'sheet.photos-minor' : 'sheet.photos-hint')}</p>
    </div>
    <ul class="thumbs">
      ${attachments.map(
        (hash) => html`<li key=${hash}>
          <${Thumb} draft=${draft} hash=${hash} />
          <button type="button" class="button" onClick=${() => draft.removePhoto({ flag: at }, hash)}>
            <${Icon} name="trash" /><span>${t('sheet.photo-remove')}</span>
          </button>
        </li>`,
      )}
    </ul>
    <${TroubleNotice} trouble=${trouble} />
    <div class="button-row">
      <${FileButton} icon="camera" words=${t('sheet.photo-take')} busy=${busy} leaving=${leaving} take=${take} capture="environment" />
      <${FileButton} icon="images" words=${t('sheet.photo-choose')} busy=${busy} leaving=${leaving} take=${take} multiple />
    </div>
  </div>`;
}

function FileButton({ icon, words, busy, leaving, take, ...how }) {
  return html`<label class="button file-button">
    <${Icon} name=${icon} /><span>${words}</span>
    <input class="unseen" type="file" accept="image/*" disabled=${busy} onClick=${leaving} onChange=${take} ...${how} />
  </label>`;
}

/** The photos of one flag, small. @param {{draft: import('../../core/draft.js').Draft, at: number}} props */
export function Thumbs({ draft, at }) {
  const { attachments } = draft.content.flags[at];
  if (!attachments.length) return null;
  return html`<ul class="thumbs thumbs-small">${attachments.map((hash) => html`<li key=${hash}><${Thumb} draft=${draft} hash=${hash} /></li>`)}</ul>`;
}

/** @param {{draft: import('../../core/draft.js').Draft, hash: string}} props */
function Thumb({ draft, hash }) {
  const url = usePhotoUrl(draft.id, hash);
  const words = t('sheet.photo-at', { time: timeOf(draft.row.photos[hash]?.at) });
  return url ? html`<img src=${url} alt=${words} />` : html`<span class="thumb-wait" aria-label=${words} role="img"></span>`;
}

/** An address of the photo in memory, void as soon as nobody shows it. @returns {string | null} */
function usePhotoUrl(visit, hash) {
  const [url, setUrl] = useState(null);
  useEffect(() => {
    let [mine, left] = ['', false];
    const show = (made) => {
      mine = made;
      if (left) URL.revokeObjectURL(made);
      else setUrl(made);
    };
    urlOf(visit, hash).then(show, () => {}); // Shut meanwhile, or gone; sending says which is missing.
    return () => {
      left = true;
      if (mine) URL.revokeObjectURL(mine);
    };
  }, [visit, hash]);
  return url;
}
