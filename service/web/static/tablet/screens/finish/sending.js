/** The last step: finished as it stands, sent now or later. */

import { html, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import { t } from '../../core/words.js';
import { useWork } from '../../parts/hooks.js';
import { TroubleNotice } from '../../parts/notice.js';
import { go } from '../../route.js';
import { establishmentSpoke } from './signers.js';

/** @param {{draft: import('../../core/draft.js').Draft}} props */
export function Sending({ draft }) {
  const { busy, trouble, work } = useWork();
  const [blocked, setBlocked] = useState(false);
  const [unsigned, setUnsigned] = useState(/** @type {{later: boolean} | null} */ (null));
  const left = draft.obstacles().length > 0;
  const finish = async (how) => {
    if (await work(() => draft.finish(how))) go(`sent/${draft.id}`, { replace: true });
  };
  const ask = (how) => {
    setBlocked(left);
    if (left) document.getElementById('missing')?.focus();
    else if (!draft.row.amends && !establishmentSpoke(draft)) setUnsigned(how);
    else finish(how);
  };
  return html`<section class="finish-send">
    ${blocked && left && html`<p class="notice notice-bad" role="alert"><${Icon} name="circle-alert" /><span>${t('finish.blocked')}</span></p>`}
    ${unsigned && !left && html`<div class="notice notice-warn" role="alert"><${Icon} name="triangle-alert" /><div><p>${t('finish.unsigned')}</p>
      <button type="button" class="button" disabled=${busy} onClick=${() => finish(unsigned)}>${t('finish.anyway')}</button></div></div>`}
    <${TroubleNotice} trouble=${trouble} />
    <button type="button" class="button primary wide" disabled=${busy} onClick=${() => ask({ later: false })}><${Icon} name="send" />${t('finish.now')}</button>
    <button type="button" class="button wide" disabled=${busy} onClick=${() => ask({ later: true })}><${Icon} name="clock" />${t('finish.later')}</button>
    <p class="quiet">${t('finish.frozen')}</p>
  </section>`;
}
