/** Taking a referral along: its paper, or paper and photos in an archive that a passphrase or the recipient's key opens. */

import { postFile } from '../../lib/api.js';
import { newId } from '../../lib/new-id.js';
import { html, useState } from '../../lib/preact.js';
import { save } from '../../lib/saving.js';
import { useSending } from '../../lib/sending.js';
import { t } from '../../lib/words.js';
import { SelectField, TextField } from '../fields.js';
import { Icon } from '../icon.js';
import { PaperRefused } from '../papers.js';
import { Panel } from '../panel.js';

const LEAVES = ['sent', 'acknowledged', 'result'];
const PASSPHRASE_LEAST = 12; // characters

/** Whether anything of it may leave the house. @param {any} referral */
export const mayLeave = (referral) => LEAVES.includes(referral.state) || (referral.state === 'approved' && referral.type !== 'emergency_call');

/** @param {{referral: any, path: string, revealing: any, byKey: boolean, changed: () => void}} props `revealing` is the approval that allows identities on it */
export function Exports({ referral, path, revealing, byKey, changed }) {
  const [sealing, setSealing] = useState(false);
  const [withPeople, setWithPeople] = useState(false);
  const { problem, busy, send } = useSending();
  const take = (form, lock = {}) => send(
    () => postFile(`${path}/exports`, { id: newId(), form, approval: withPeople && revealing ? revealing.id : null, ...lock }),
    { done: (file) => { save(file); setSealing(false); setWithPeople(false); changed(); } },
  );
  return html`<div class="exports no-print" role="group" aria-label=${t('export.title')}>
    ${revealing && html`<label class="choice"><input type="checkbox" checked=${withPeople} onChange=${(event) => setWithPeople(event.currentTarget.checked)} />
      ${t('export.with-people')}</label>`}
    <p class="buttons">
      ${['docx', 'pdf'].map((form) => html`<button key=${form} type="button" class="button" disabled=${busy} onClick=${() => take(form)}>
        <${Icon} name="download" />${t(`paper.${form}`)}</button>`)}
      <button type="button" class="button" disabled=${busy} onClick=${() => setSealing(true)}><${Icon} name="lock" />${t('export.archive')}</button>
    </p>
    ${busy && html`<p class="quiet" role="status">${t('paper.making')}</p>`}
    ${problem && !sealing && html`<${PaperRefused} problem=${problem} />`}
    ${sealing && html`<${Sealing} referral=${referral} byKey=${byKey} busy=${busy} problem=${problem} take=${(lock) => take('archive', lock)} close=${() => setSealing(false)} />`}
  </div>`;
}

/** @param {{referral: any, byKey: boolean, busy: boolean, problem: any, take: (lock: any) => void, close: () => void}} props */
function Sealing({ referral, byKey, busy, problem, take, close }) {
  const [lock, setLock] = useState(byKey ? 'key' : 'words');
  const [words, setWords] = useState('');
  const [short, setShort] = useState(false);
  const submit = (event) => {
    event.preventDefault();
    setShort(lock === 'words' && words.length < PASSPHRASE_LEAST);
    if (lock === 'key') take({ for_recipient: true });
    else if (words.length >= PASSPHRASE_LEAST) take({ passphrase: words });
  };
  return html`<${Panel} id="sealing-title" over=${referral.summary} title=${t('export.archive')} close=${close}>
    <p class="quiet">${t('export.archive-what', { n: referral.attachments.length })}</p>
    ${problem && html`<${PaperRefused} problem=${problem} />`}
    <form class="form" onSubmit=${submit} novalidate>
      ${byKey && html`<${SelectField} id="lock" label=${t('export.lock')} value=${lock} onChange=${setLock}
        options=${[['key', t('export.by-key')], ['words', t('export.passphrase')]]} />`}
      ${lock === 'words' && html`<${TextField} id="passphrase" label=${t('export.passphrase')} hint=${t('export.passphrase-hint')} autocomplete="off"
        error=${short ? t('export.passphrase-short') : ''} value=${words} onInput=${(event) => setWords(event.currentTarget.value)} />`}
      <div><button class="button primary" disabled=${busy}>${busy ? t('loading') : t('export.take-archive')}</button></div>
    </form>
  <//>`;
}
