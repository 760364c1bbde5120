/** A panel over the page, from its right edge; Escape and a tap beside it close it. */

import { html, useEffect, useRef } from '../lib/preact.js';
import { t } from '../lib/words.js';
import { Icon } from './icon.js';

/** @param {{id: string, over: string, title: any, close: () => void, children?: any}} props */
export function Panel({ id, over, title, close, children }) {
  const dialog = useRef(null);
  useEffect(() => {
    if (!dialog.current.open) dialog.current.showModal();
  }, []);
  const closeOutside = (event) => event.target === dialog.current && dialog.current.close();
  return html`<dialog class="panel" ref=${dialog} onClose=${close} onMouseDown=${closeOutside} aria-labelledby=${id}>
    <div class="panel-in">
      <header class="panel-head">
        <div>
          <p class="over">${over}</p>
          <h2 id=${id}>${title}</h2>
        </div>
        <button type="button" class="button bare" onClick=${() => dialog.current.close()}><${Icon} name="x" /><span class="unseen">${t('close')}</span></button>
      </header>
      ${children}
    </div>
  </dialog>`;
}
