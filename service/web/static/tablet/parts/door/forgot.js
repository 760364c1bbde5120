/** The PIN is forgotten, or somebody else has the tablet: what that costs, and only then what it does. */

import { html, useEffect, useRef, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import * as vault from '../../core/vault.js';
import { t } from '../../core/words.js';
import { useWork } from '../hooks.js';
import { TroubleNotice } from '../notice.js';

/** @param {{back: () => void}} props */
export function Forgot({ back }) {
  const title = useRef(null);
  useEffect(() => title.current?.focus(), []);
  return html`<main class="door"><div class="door-form">
    <h1 ref=${title} tabindex="-1">${t('door.forgot')}</h1>
    <p>${t('door.forgot-pin')}</p>
    <p>${t('door.forgot-other')}</p>
    <p>${t('door.forgot-then')}</p>
    <button type="button" class="button wide" onClick=${back}>${t('door.back')}</button>
    <${Wipe} words=${t('door.wipe')} />
  </div></main>`;
}

/** Wipes at the second tap; the first tells how much would be lost. @param {{words: string, before?: () => Promise<unknown>}} props `before` the wipe, whatever becomes of it */
export function Wipe({ words, before = async () => {} }) {
  const { unsent } = vault.facts();
  const [asked, ask] = useState(false);
  const { busy, trouble, work } = useWork();
  const question = useRef(null);
  useEffect(() => {
    if (asked) question.current?.focus();
  }, [asked]);
  const wipe = () => work(async () => {
    await before();
    await vault.wipe('asked');
  });
  if (!asked) return html`<button type="button" class="button careful wide" onClick=${() => ask(true)}>${words}</button>`;
  return html`<div class="notice notice-bad sure" role="group" aria-labelledby="sure"><${Icon} name="triangle-alert" /><div>
    <p class="notice-title" id="sure" ref=${question} tabindex="-1">${unsent ? t('door.sure-unsent', { unsent }) : t('door.sure')}</p>
    <div class="button-row">
      <button type="button" class="button" onClick=${() => ask(false)}>${t('door.keep')}</button>
      <button type="button" class="button danger" disabled=${busy} onClick=${wipe}>${unsent ? t('door.wipe-unsent', { unsent }) : t('door.wipe-now')}</button>
    </div>
    <${TroubleNotice} trouble=${trouble} />
  </div></div>`;
}
