/** Who signed, with the signature; or why somebody did not. */

import { html } from '../../../lib/preact.js';
import { t } from '../../core/words.js';
import { Photo } from '../photos.js';

/** @param {{visit: string, signatures: import('../../core/drafts.js').Content['signatures']}} props */
export function Signatures({ visit, signatures }) {
  return html`<section><h2>${t('sign.title')}</h2>
    ${!signatures.length && html`<p class="quiet">${t('sent.unsigned')}</p>`}
    <ul class="sent-signatures">${signatures.map((mark) => html`<li key=${mark.role + mark.name}>
      <p><strong>${t(`sign.${mark.role}`)}</strong>${mark.name && html`<br />${mark.name}`}</p>
      ${mark.attachment && html`<${Photo} visit=${visit} hash=${mark.attachment} label=${t('sign.image', { name: mark.name })} />`}
      ${mark.refused_because && html`<p>${t('sent.refused-to-sign', { why: mark.refused_because })}</p>`}
    </li>`)}</ul>
  </section>`;
}
