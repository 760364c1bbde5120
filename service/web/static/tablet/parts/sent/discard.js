/** Throws a visit away that was never taken by the server: asked twice, with what is lost. */

import { html, useEffect, useRef, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import * as drafts from '../../core/drafts.js';
import { t } from '../../core/words.js';
import { go } from '../../route.js';
import { useWork } from '../hooks.js';
import { TroubleNotice } from '../notice.js';

/** @param {{draft: import('../../core/draft.js').Draft, answered: number}} props `answered`: so many items */
export function Discard({ draft, answered }) {
  const [step, setStep] = useState(0);
  const { busy, trouble, work } = useWork();
  const keep = useRef(null);
  useEffect(() => keep.current?.focus(), [step]);
  if (!step) return html`<button type="button" class="button quiet-button" onClick=${() => setStep(1)}><${Icon} name="trash" />${t('sent.discard')}</button>`;
  const { content, row } = draft;
  const photos = Object.values(content.answers).flatMap((one) => one.attachments ?? []).length; // of the open part; the rest is "everything else"
  const lost = { place: row.place.name, answers: answered, photos, marks: content.signatures.length };
  const gone = () => work(async () => {
    await drafts.discard(draft.id);
    go('', { replace: true });
  });
  return html`<div class="notice notice-bad discard" role="alert">
    <${Icon} name="trash" />
    <div>
      <p class="notice-title">${step === 1 ? t('sent.discard-sure', { place: row.place.name }) : t('sent.discard-last')}</p>
      <p>${t('sent.discard-what', lost)}</p>
      <${TroubleNotice} trouble=${trouble} />
      <div class="button-row">
        <button type="button" class="button primary" ref=${keep} onClick=${() => setStep(0)}>${t('sent.discard-keep')}</button>
        <button type="button" class="button danger" disabled=${busy} onClick=${step === 1 ? () => setStep(2) : gone}>${step === 1 ? t('sent.discard-yes') : t('sent.discard-gone')}</button>
      </div>
    </div>
  </div>`;
}
