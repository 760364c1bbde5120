/** What the establishment reads and signs: the open part only. Who leaves without the PIN finds the door shut. */

import { html, useEffect, useRef, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import * as vault from '../../core/vault.js';
import { t } from '../../core/words.js';
import { Bar } from '../../parts/bar.js';
import { useWork } from '../../parts/hooks.js';
import { TroubleNotice } from '../../parts/notice.js';
import { Writing } from '../../parts/writing.js';
import { OpenRecord } from './record.js';
import { Signing } from './signing.js';

const MOST = 10_000; // characters, as the server takes them

/** @param {{draft: import('../../core/draft.js').Draft, close: () => void}} props */
export function Reading({ draft, close }) {
  const proven = useRef(false);
  const top = useRef(null);
  useEffect(() => {
    scrollTo(0, 0);
    top.current.querySelector('h2').focus({ preventScroll: true });
    return () => {
      if (!proven.current) vault.lock();
    };
  }, []);
  const back = () => {
    proven.current = true;
    close();
  };
  return html`<${Bar} title=${draft.row.place.name} back=${null} />
    <main class="tablet-page reading" ref=${top}>
      <${OpenRecord} draft=${draft} />
      <section class="card"><${Writing} id="opinion" label=${t('finish.opinion')} value=${draft.content.opinion} most=${MOST} rows=${3} say=${(opinion) => draft.set({ opinion })} /></section>
      <${Signing} draft=${draft} />
      <${Back} back=${back} />
    </main>`;
}

/** The tablet is handed back: only who knows the PIN goes on. @param {{back: () => void}} props */
function Back({ back }) {
  const [asked, ask] = useState(false);
  const { busy, trouble, work } = useWork();
  const send = async (event) => {
    event.preventDefault();
    const { pin } = event.target.elements;
    const given = pin.value;
    pin.value = '';
    if (await work(() => vault.prove(given))) back();
  };
  if (!asked) return html`<section><button type="button" class="button wide" onClick=${() => ask(true)}><${Icon} name="lock" />${t('reading.back')}</button></section>`;
  return html`<section class="card"><form class="stack" onSubmit=${send}>
    <${Pin} />
    <${TroubleNotice} trouble=${trouble} />
    <div class="button-row"><button type="button" class="button" onClick=${() => ask(false)}>${t('reading.stay')}</button>
      <button class="button primary" disabled=${busy}>${t('reading.open')}</button></div>
  </form></section>`;
}

function Pin() {
  const field = useRef(null);
  useEffect(() => field.current.focus(), []);
  return html`<div class="field"><label for="pin">${t('reading.pin')}</label>
    <input id="pin" name="pin" type="password" inputmode="numeric" autocomplete="off" required ref=${field} /></div>`;
}
