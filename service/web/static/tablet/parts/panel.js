/** What opens over a screen and is closed again; hiding is as near as on the screen below. */

import { html, useEffect, useRef } from '../../lib/preact.js';
import { Icon } from '../../parts/icon.js';
import * as vault from '../core/vault.js';
import { t } from '../core/words.js';

/**
 * @param {{id: string, title: string, kind?: string, closed: () => void, children: any}} props `kind`: a class of its own;
 *   `children`: what it shows, or a function that is handed what closes it
 */
export function Panel({ id, title, kind = '', closed, children }) {
  const dialog = useRef(null);
  useEffect(() => {
    dialog.current.showModal();
    dialog.current.querySelector('[aria-current]')?.scrollIntoView({ block: 'center' });
  }, []);
  const close = () => dialog.current.close();
  return html`<dialog class=${`panel ${kind}`} ref=${dialog} aria-labelledby=${id} onClose=${closed}>
    <div class="panel-head">
      <h2 id=${id}>${title}</h2>
      <button type="button" class="button panel-hide" aria-label=${t('shell.hide')} onClick=${() => vault.lock()}><${Icon} name="eye-off" /></button>
      <button type="button" class="button" onClick=${close}><${Icon} name="x" />${t('visit.close')}</button>
    </div>
    ${typeof children === 'function' ? children(close) : children}
  </dialog>`;
}
