/** Photos of an answer or of a flag: taken or chosen, several at once, looked at, taken away and brought back. */

import { html, useEffect, useState } from '../../lib/preact.js';
import { Icon } from '../../parts/icon.js';
import { bytesOf, urlOf } from '../core/photos.js';
import { asTrouble } from '../core/trouble.js';
import { t } from '../core/words.js';
import { useEvent } from './hooks.js';
import { TroubleNotice } from './notice.js';
import { Panel } from './panel.js';

/**
 * @param {{draft: import('../core/draft.js').Draft, where: import('../core/draft.js').Where, hashes: string[],
 *   wanted?: boolean, children?: any}} props `wanted`: a photo is what this place asks for, so the button stands out;
 *   `children`: what else stands in the row of buttons
 */
export function Photos({ draft, where, hashes, wanted = false, children }) {
  const { taking, trouble, take, remove, removed, undo } = useTaking(draft, where);
  return html`<div class="photos">
    ${hashes.length > 0 && html`<ul class="photo-list">
      ${hashes.map((hash, at) => html`<li key=${hash}>
        <${Photo} visit=${draft.id} hash=${hash} label=${t('photo.one', { n: at + 1 })} />
        <button type="button" class="photo-remove" aria-label=${t('photo.remove', { n: at + 1 })} onClick=${() => remove(hash)}><${Icon} name="trash" /></button>
      </li>`)}
    </ul>`}
    <div class="photo-buttons">
      ${children}
      <${Picker} label=${t('photo.take')} icon="camera" strong=${wanted && !hashes.length} camera busy=${taking !== null} take=${take} />
      <${Picker} label=${t('photo.choose')} icon="images" busy=${taking !== null} take=${take} />
    </div>
    <div class="photo-told" role="status">
      ${taking && html`<p>${t('photo.taking', taking)}</p>`}
      ${!taking && removed && html`<p>${t('photo.removed')}</p>
        <button type="button" class="button" onClick=${undo}><${Icon} name="undo-2" />${t('photo.undo')}</button>`}
    </div>
    <${TroubleNotice} trouble=${trouble} />
  </div>`;
}

/** @param {import('../core/draft.js').Draft} draft @param {import('../core/draft.js').Where} where */
function useTaking(draft, where) {
  const [taking, setTaking] = useState(/** @type {{n: number, all: number} | null} */ (null));
  const [trouble, setTrouble] = useState(null);
  const [removed, setRemoved] = useState(/** @type {import('../core/photos.js').Prepared | null} */ (null));
  const take = async (files) => {
    setTrouble(null);
    setRemoved(null);
    for (const [at, file] of files.entries()) {
      setTaking({ n: at + 1, all: files.length });
      await draft.addPhoto(where, file).catch((error) => setTrouble(asTrouble(error)));
    }
    setTaking(null);
  };
  const remove = async (hash) => {
    setTrouble(null);
    const facts = draft.row.photos[hash];
    const bytes = await bytesOf(draft.id, hash).catch(() => null); // One that found no room cannot come back.
    draft.removePhoto(where, hash);
    setRemoved(bytes && { bytes, hash, facts });
  };
  const undo = async () => {
    setRemoved(null);
    if (removed) await draft.putBack(where, removed).catch((error) => setTrouble(asTrouble(error)));
  };
  return { taking, trouble, take, remove, removed, undo };
}

/** @param {{label: string, icon: string, camera?: boolean, strong?: boolean, busy: boolean, take: (files: File[]) => void}} props */
function Picker({ label, icon, camera = false, strong = false, busy, take }) {
  const taken = (event) => {
    const files = [...event.target.files];
    event.target.value = ''; // The same file may be chosen again.
    if (files.length) take(files);
  };
  return html`<label class=${strong ? 'button primary picker' : 'button picker'}>
    <input type="file" accept="image/*" capture=${camera ? 'environment' : null} multiple=${!camera} disabled=${busy} onChange=${taken} />
    <${Icon} name=${icon} />${label}
  </label>`;
}

/** One photo, read from the disk only to be seen. @param {{visit: string, hash: string, label: string}} props */
export function Photo({ visit, hash, label }) {
  const [url, setUrl] = useState('');
  const [looked, look] = useState(0);
  const [large, setLarge] = useState(false);
  useEffect(() => {
    let made = '';
    let left = false;
    urlOf(visit, hash).then((fresh) => (left ? URL.revokeObjectURL(fresh) : setUrl((made = fresh))), () => {});
    return () => {
      left = true;
      URL.revokeObjectURL(made);
    };
  }, [visit, hash, looked]);
  useEvent('drafts', (told) => !url && told.id === visit && told.saved && look((n) => n + 1)); // It was not on the disk yet.
  return html`<button type="button" class="photo" aria-label=${t('photo.enlarge', { label })} onClick=${() => url && setLarge(true)}>
      ${url && html`<img src=${url} alt="" />`}
    </button>
    ${large && html`<${Panel} id=${`photo-${hash}`} title=${label} kind="photo-large" closed=${() => setLarge(false)}><img src=${url} alt=${label} /><//>`}`;
}
