/** Another PIN for the same tablet; what lies here stays as it is. */

import { html, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import * as vault from '../../core/vault.js';
import { t } from '../../core/words.js';
import { Field } from '../field.js';
import { useWork } from '../hooks.js';

const EMPTY = { old: '', pin: '', again: '' };

export function ChangePin() {
  const { busy, trouble, work } = useWork();
  const [given, setGiven] = useState(EMPTY);
  const [differ, setDiffer] = useState(false);
  const [done, finish] = useState(false);
  const set = (name) => (event) => setGiven((old) => ({ ...old, [name]: event.currentTarget.value }));
  const send = async (event) => {
    event.preventDefault();
    setDiffer(given.pin !== given.again);
    finish(false);
    if (given.pin !== given.again || !(await work(() => vault.changePin(given.old, given.pin)))) return;
    setGiven(EMPTY);
    finish(true);
  };
  const isOld = trouble?.code === 'wrong-pin';
  const pin = { autocomplete: 'off', inputmode: 'numeric', required: true, secret: true };
  return html`<form class="stack" onSubmit=${send}>
    <${Field} id="old-pin" label=${t('home.pin-old')} error=${isOld ? trouble.words : ''} value=${given.old} onInput=${set('old')} ...${pin} />
    <${Field} id="new-pin" label=${t('home.pin-new')} hint=${t('door.pin-hint')} error=${trouble && !isOld ? trouble.words : ''} value=${given.pin} onInput=${set('pin')} ...${pin} />
    <${Field} id="again-pin" label=${t('home.pin-again')} error=${differ ? t('door.differ') : ''} value=${given.again} onInput=${set('again')} ...${pin} />
    <button class="button" disabled=${busy}>${busy ? t('home.pin-changing') : t('home.pin-change')}</button>
    <p role="status" class="kept">${done && html`<${Icon} name="check" />${t('home.pin-changed')}`}</p>
  </form>`;
}
