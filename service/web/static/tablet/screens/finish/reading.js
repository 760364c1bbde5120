/** What the establishment reads and signs: the open part only. Who leaves without the PIN finds the door shut. */

import { html, useEffect, useRef, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import * as vault from '../../core/vault.js';
import { t } from '../../core/words.js';
import { Bar } from '../../parts/bar.js';
import { Writing } from '../../parts/writing.js';
import { PinForm } from '../../parts/door/pin-form.js';
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
  const prove = async (pin) => {
    await vault.prove(pin);
    back();
  };
  if (!asked) return html`<section><button type="button" class="button wide" onClick=${() => ask(true)}><${Icon} name="lock" />${t('reading.back')}</button></section>`;
  return html`<section class="card reading-back"><${PinForm} label=${t('reading.pin')} Heading="h2" enter=${prove} />
    <button type="button" class="button wide" onClick=${() => ask(false)}>${t('reading.stay')}</button></section>`;
}
