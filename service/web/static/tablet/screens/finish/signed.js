/** How far the signing is; reading and signing have a screen of their own. */

import { html } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import { t } from '../../core/words.js';
import { useRead } from '../../parts/hooks.js';
import { signersOf } from './signers.js';

/** @param {{draft: import('../../core/draft.js').Draft, read: () => void}} props */
export function Signed({ draft, read }) {
  const { value: changed } = useRead(() => draft.changedSinceSigned(), ['drafts'], [draft]);
  return html`<section class="card"><h2>${t('sign.title')}</h2>
    ${draft.row.amends && html`<p class="quiet">${t('sign.amends')}</p>`}
    ${changed && !draft.row.amends && html`<p class="notice notice-warn" role="status"><${Icon} name="triangle-alert" /><span>${t('sign.changed')}</span></p>`}
    <ul class="signers">${signersOf(draft).map((one) => html`<li key=${one.role + one.name}>
      <span><strong>${t(`sign.${one.role}`)}</strong>${one.name && html` <span class="signer-name">${one.name}</span>`}</span>
      <${State} mark=${one.mark} />
    </li>`)}</ul>
    <button type="button" class="button wide" onClick=${read}><${Icon} name="book-open" />${t('sign.read')}</button>
  </section>`;
}

/** @param {{mark: import('./signers.js').Mark | null}} props */
function State({ mark }) {
  if (!mark) return html`<span class="tag">${t('sign.none')}</span>`;
  if (mark.refused_because) return html`<span class="tag tag-warn">${t('sign.refused')}</span>`;
  return html`<span class="tag tag-good"><${Icon} name="check" />${t('sign.signed')}</span>`;
}
