/** Each who signs: a hand on the glass, or the reason why not. */

import { html, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import { t } from '../../core/words.js';
import { useWork } from '../../parts/hooks.js';
import { TroubleNotice } from '../../parts/notice.js';
import { Photo } from '../../parts/photos.js';
import { Writing } from '../../parts/writing.js';
import { Pad } from './pad.js';
import { signersOf } from './signers.js';

const MOST_IN_REASON = 2000;

/** @typedef {import('../../core/draft.js').Draft} Draft */

/** @param {{draft: Draft}} props */
export function Signing({ draft }) {
  return html`<section class="signing"><h2>${t('sign.title')}</h2>
    ${signersOf(draft).map((one, at) => html`<${Signer} key=${`${one.role} ${at}`} id=${`signer-${at}`} draft=${draft} signer=${one} />`)}
  </section>`;
}

/** @param {{id: string, draft: Draft, signer: import('./signers.js').Signer}} props */
function Signer({ id, draft, signer }) {
  const { role, name, mark } = signer;
  const [doing, setDoing] = useState(/** @type {'sign' | 'refuse' | null} */ (null));
  const { busy, trouble, work } = useWork();
  const keep = async (given) => {
    if (await work(() => draft.sign(role, given))) setDoing(null);
  };
  return html`<div class="card signer" role="group" aria-labelledby=${id}>
    <h3 id=${id}>${t(`sign.${role}`)}</h3>
    ${name && html`<p>${name}</p>`}
    ${mark?.attachment && html`<div class="signature"><${Photo} visit=${draft.id} hash=${mark.attachment} label=${t('sign.image', { name })} /></div>`}
    ${mark?.refused_because && html`<p class="record-more"><strong>${t('sign.refused')}:</strong> ${mark.refused_because}</p>`}
    ${mark && html`<div class="button-row"><button type="button" class="button" onClick=${() => draft.unsign(role, mark.name)}><${Icon} name="rotate-ccw" />${t('sign.again')}</button></div>`}
    ${!mark && doing !== 'refuse' && html`<div class="button-row">
      <button type="button" class="button primary" onClick=${() => setDoing('sign')}><${Icon} name="pencil" />${t('sign.do')}</button>
      <button type="button" class="button" onClick=${() => setDoing('refuse')}>${t('sign.refuse')}</button>
    </div>`}
    ${doing === 'refuse' && html`<${Refusal} id=${`${id}-why`} name=${name} busy=${busy} keep=${keep} leave=${() => setDoing(null)} />`}
    ${doing === 'sign' && html`<${Pad} title=${t(`sign.${role}`)} name=${name} busy=${busy} trouble=${trouble} keep=${keep} close=${() => setDoing(null)} />`}
    ${doing !== 'sign' && html`<${TroubleNotice} trouble=${trouble} />`}
  </div>`;
}

/** @param {{id: string, name: string, busy: boolean, keep: (given: {name: string, refused_because: string}) => void, leave: () => void}} props */
function Refusal({ id, name, busy, keep, leave }) {
  const [why, setWhy] = useState('');
  return html`<${Writing} id=${id} label=${t('sign.why')} value=${why} most=${MOST_IN_REASON} focused say=${setWhy} />
    <div class="button-row"><button type="button" class="button" onClick=${leave}>${t('sign.leave')}</button>
      <button type="button" class="button primary" disabled=${busy || why.trim() === ''} onClick=${() => keep({ name, refused_because: why.trim() })}>${t('sign.keep-reason')}</button></div>`;
}
