/** Confidential photos, one at a time; each is asked for only when it is looked at, since each look is written down. */

import { html, useEffect, useRef, useState } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { Icon } from '../icon.js';

/** @param {{visit: string, photos: string[], first: number, close: () => void}} props */
export function Viewer({ visit, photos, first, close }) {
  const dialog = useRef(null);
  const [at, setAt] = useState(first);
  const [absent, setAbsent] = useState(false);
  useEffect(() => dialog.current.showModal(), []);
  const go = (by) => {
    setAbsent(false);
    setAt((old) => (old + by + photos.length) % photos.length);
  };
  const keys = { ArrowLeft: -1, ArrowRight: 1 };
  const words = t('viewer.photo', { n: at + 1, all: photos.length });
  return html`<dialog class="viewer no-print" ref=${dialog} aria-label=${words} onClose=${close}
      onKeyDown=${(event) => keys[event.key] && go(keys[event.key])}>
    <div class="viewer-bar">
      <p role="status">${words}</p>
      ${photos.length > 1 && html`<button type="button" class="button" onClick=${() => go(-1)}><${Icon} name="arrow-left" />${t('viewer.before')}</button>
        <button type="button" class="button" onClick=${() => go(1)}>${t('viewer.after')}<${Icon} name="arrow-right" /></button>`}
      <button type="button" class="button" onClick=${() => dialog.current.close()}><${Icon} name="x" />${t('close')}</button>
    </div>
    ${absent
      ? html`<p class="empty">${t('viewer.absent')}</p>`
      : html`<img key=${photos[at]} src=${`/api/v1/visits/${visit}/attachments/${photos[at]}?preview=true`} alt=${words} onError=${() => setAbsent(true)} />`}
  </dialog>`;
}
