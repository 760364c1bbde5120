/** Personal keys, by which a desktop GIS reads the map: made, told once, ended. */

import { post, remove } from '../../lib/api.js';
import { dayOf, timeOf } from '../../lib/format.js';
import { useAnswer } from '../../lib/loading.js';
import { html, useState } from '../../lib/preact.js';
import { useSending } from '../../lib/sending.js';
import { t } from '../../lib/words.js';
import { TextField } from '../fields.js';
import { ProblemNotice } from '../notice.js';

const ADDRESS = `${location.origin}/api/v1/ogc/`;

/** @param {{account: any}} props */
export function OwnKeys({ account }) {
  const keys = useAnswer('/me/keys');
  const [name, setName] = useState('');
  const [made, setMade] = useState(/** @type {any} */ (null));
  const { problem, busy, send } = useSending();
  const make = (event) => {
    event.preventDefault();
    send(() => post('/me/keys', { name }), { done: (key) => { setMade(key); setName(''); keys.again(); } });
  };
  const end = (key) => send(() => remove(`/me/keys/${key.id}`), { done: () => { if (made?.id === key.id) setMade(null); keys.again(); } });
  return html`<section aria-labelledby="keys-title">
    <h2 id="keys-title">${t('keys.title')}</h2>
    <p class="lead">${t('keys.lead')} <span class="code">${ADDRESS}</span></p>
    <${ProblemNotice} problem=${problem || keys.problem} />
    ${made && html`<div class="notice notice-good" role="status"><div><p>${t('keys.once')}</p><p class="code key-told">${made.key}</p><p>${t('keys.user')} <span class="code">${account.username}</span></p></div></div>`}
    <ul class="plain-list">${(keys.data?.items || []).map((key) => html`<li key=${key.id}>${key.name} <span class="quiet">${dayOf(key.created_at)} · ${key.last_used_at ? t('keys.used', { at: `${timeOf(key.last_used_at)} ${dayOf(key.last_used_at)}` }) : t('keys.unused')}</span>
      <button type="button" class="button small" disabled=${busy} aria-label=${`${t('keys.end')} – ${key.name}`} onClick=${() => end(key)}>${t('keys.end')}</button></li>`)}</ul>
    <form class="form" onSubmit=${make}><${TextField} id="key-name" label=${t('keys.name')} autocomplete="off" value=${name} onInput=${(event) => setName(event.currentTarget.value)} />
      <div><button class="button" disabled=${busy || !name.trim()}>${t('keys.make')}</button></div></form>
  </section>`;
}
