/** What is unsent as a sealed file, out of a tablet that cannot reach the server and into another. */

import { html, useRef, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import * as app from '../../core/app.js';
import * as carry from '../../core/carry.js';
import { localDay } from '../../core/clock.js';
import { t } from '../../core/words.js';
import { Field } from '../field.js';
import { useWork } from '../hooks.js';
import { TroubleNotice } from '../notice.js';

const PIN = { autocomplete: 'off', inputmode: 'numeric', required: true, secret: true };
const KEPT_MS = 60_000; // A browser reads the file after the click.

/** @param {{unsent: number}} props */
export function CarryOut({ unsent }) {
  const { busy, trouble, work } = useWork();
  const [pin, setPin] = useState('');
  const [done, finish] = useState(false);
  const send = async (event) => {
    event.preventDefault();
    finish(false);
    const given = pin;
    setPin('');
    finish(await work(async () => saved(await carry.exported(given))));
  };
  return html`<form class="stack" onSubmit=${send}>
    <p>${t('home.carry-why')}</p>
    <p class="quiet">${unsent ? t('home.carry-unsent', { unsent }) : t('home.carry-nothing')}</p>
    <${Field} id="carry-pin" label=${t('home.carry-pin')} error=${trouble ? trouble.words : ''} value=${pin} onInput=${(event) => setPin(event.currentTarget.value)} ...${PIN} />
    <button class="button" disabled=${busy || !unsent}><${Icon} name="download" />${busy ? t('home.carrying') : t('home.carry-out')}</button>
    <p role="status" class="kept">${done && html`<${Icon} name="check" />${t('home.carried')}`}</p>
  </form>`;
}

export function CarryIn() {
  const { busy, trouble, work } = useWork();
  const [pin, setPin] = useState('');
  const [came, setCame] = useState(/** @type {number | null} */ (null));
  const field = useRef(null);
  const send = async (event) => {
    event.preventDefault();
    const [file] = field.current.files;
    setCame(null);
    if (file && (await work(async () => setCame(await carry.imported(file, pin))))) app.refresh();
    setPin('');
  };
  return html`<form class="stack" onSubmit=${send}>
    <p>${t('home.bring-why')}</p>
    <${TroubleNotice} trouble=${trouble} />
    <div class="field"><label for="carried">${t('home.bring-file')}</label>
      <input id="carried" class="file" type="file" accept=".json,application/json" required ref=${field} /></div>
    <${Field} id="bring-pin" label=${t('home.bring-pin')} value=${pin} onInput=${(event) => setPin(event.currentTarget.value)} ...${PIN} />
    <button class="button" disabled=${busy}>${busy ? t('home.bringing') : t('home.bring-in')}</button>
    <p role="status" class="kept">${came !== null && html`<${Icon} name="check" />${t('home.brought', { came })}`}</p>
  </form>`;
}

/** @param {Blob} file */
function saved(file) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `an-tru-${localDay()}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
