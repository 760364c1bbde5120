/** A correction: its reason first, then the same cards with the same answers. */

import { html, useEffect, useRef, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import * as vault from '../../core/vault.js';
import { t } from '../../core/words.js';
import { TroubleNotice } from '../notice.js';
import { Writing } from '../writing.js';

const MOST = 2000; // as the server takes it
const LEAST = 3;

/** @param {{words: string, why: string, icon?: string, busy: boolean, trouble: any, act: (reason: string) => void}} props `words` on the button; `act` is handed the reason */
export function WithReason({ words, why, icon = 'file-pen', busy, trouble, act }) {
  const [asking, ask] = useState(false);
  const [reason, say] = useState('');
  const [short, setShort] = useState(false);
  const head = useRef(null);
  useEffect(() => {
    if (asking) head.current?.querySelector('textarea')?.focus();
  }, [asking]);
  if (vault.facts().lapsed) return html`<p class="notice notice-warn">${t('find.lapsed')}</p>`;
  if (!asking) return html`<button type="button" class="button wide" onClick=${() => ask(true)}><${Icon} name=${icon} />${words}</button>`;
  const send = (event) => {
    event.preventDefault();
    setShort(reason.trim().length < LEAST);
    if (reason.trim().length >= LEAST) act(reason);
  };
  return html`<form class="card stack" ref=${head} onSubmit=${send}>
    <h2>${words}</h2><p>${why}</p>
    <${Writing} id="reason" label=${t('sent.ask-reason')} hint=${t('sent.reason-hint')} value=${reason} most=${MOST} say=${say} />
    <p class="field-error" role="alert">${short && t('trouble.reason-short')}</p>
    <${TroubleNotice} trouble=${trouble} />
    <div class="button-row">
      <button type="button" class="button" onClick=${() => ask(false)}>${t('sent.leave')}</button>
      <button class="button primary" disabled=${busy}>${t('sent.go-on')}</button>
    </div>
  </form>`;
}
