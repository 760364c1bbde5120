/** What went wrong, and what to do next. */

import { html } from '../../lib/preact.js';
import { Icon } from '../../parts/icon.js';
import { wordsOf } from '../core/trouble.js';

/** @param {{trouble: import('../core/trouble.js').Trouble | import('../core/trouble.js').TroubleRow | null, children?: any}} props `children`: what can be done */
export function TroubleNotice({ trouble, children }) {
  if (!trouble) return null;
  return html`<div class="notice notice-bad" role="alert">
    <${Icon} name="circle-alert" />
    <div><p>${wordsOf(trouble)}</p>${children}</div>
  </div>`;
}
