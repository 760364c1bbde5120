/** The faults of a form at its top, each leading to its field. */

import { html, useEffect, useRef } from '../../lib/preact.js';
import { Icon } from '../../parts/icon.js';

/** @param {{title: string, faults: Record<string, string>}} props words by the id of the field */
export function Summary({ title, faults }) {
  const box = useRef(null);
  const told = Object.entries(faults);
  useEffect(() => {
    if (told.length) box.current.focus();
  }, [faults]);
  if (!told.length) return null;
  const to = (id) => (event) => {
    event.preventDefault(); // The address says which screen is shown.
    document.getElementById(id)?.focus();
  };
  return html`<div class="notice notice-bad" role="alert" tabindex="-1" ref=${box}>
    <${Icon} name="circle-alert" />
    <div>
      <p class="notice-title">${title}</p>
      <ul>${told.map(([id, words]) => html`<li key=${id}><a href=${`#${id}`} onClick=${to(id)}>${words}</a></li>`)}</ul>
    </div>
  </div>`;
}
