/** The errors of a form at its top, each leading to its field. */

import { html, useEffect, useRef } from '../lib/preact.js';
import { t } from '../lib/words.js';
import { Icon } from './icon.js';

/** @param {{errors: Record<string, string>}} props words by the id of the field */
export function ErrorSummary({ errors }) {
  const box = useRef(null);
  const told = Object.entries(errors);
  const key = told.flat().join();
  useEffect(() => {
    if (key) box.current.focus();
  }, [key]);
  if (told.length === 0) return null;
  const go = (id) => (event) => {
    event.preventDefault();
    document.getElementById(id).focus();
  };
  return html`<div class="notice notice-bad" role="alert" tabindex="-1" ref=${box}>
    <${Icon} name="circle-alert" />
    <div>
      <p class="notice-title">${t('form.wrong')}</p>
      <ul>${told.map(([id, words]) => html`<li><a href=${`#${id}`} onClick=${go(id)}>${words}</a></li>`)}</ul>
    </div>
  </div>`;
}
