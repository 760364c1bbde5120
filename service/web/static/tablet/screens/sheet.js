/** The confidential sheet of a visit, behind a door of its own that shuts whenever one leaves. */

import { html, useState } from '../../lib/preact.js';
import { Trouble } from '../core/trouble.js';
import * as vault from '../core/vault.js';
import { t } from '../core/words.js';
import { Bar } from '../parts/bar.js';
import { useDraft } from '../parts/hooks.js';
import { TroubleNotice } from '../parts/notice.js';
import { useCover } from './sheet/cover.js';
import { InnerDoor } from './sheet/inner-door.js';
import { Notes } from './sheet/notes.js';

/** @param {{id: string}} props of the visit */
export function Sheet({ id }) {
  const [isOpen, setOpen] = useState(false);
  const leaving = useCover(isOpen, () => setOpen(false));
  if (isOpen) return html`<${Opened} id=${id} leaving=${leaving} />`;
  return html`<${Bar} title=${t('sheet.title')} back=${`visits/${id}`} /><${InnerDoor} id=${id} then=${() => setOpen(true)} />`;
}

/** @param {{id: string, leaving: () => void}} props */
function Opened({ id, leaving }) {
  const { draft, trouble } = useDraft(id);
  const lapsed = vault.facts().lapsed ? new Trouble('lapsed') : null;
  if (draft && !lapsed) return html`<${Notes} draft=${draft} leaving=${leaving} />`;
  return html`<${Bar} title=${t('sheet.title')} back=${`visits/${id}`} />
    <main class="tablet-page"><${TroubleNotice} trouble=${lapsed ?? trouble} /></main>`;
}
