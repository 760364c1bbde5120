/** A new password in place of the old. */

import { post } from '../../lib/api.js';
import { html, useState } from '../../lib/preact.js';
import { useSending } from '../../lib/sending.js';
import { t } from '../../lib/words.js';
import { ErrorSummary } from '../error-summary.js';
import { TextField } from '../fields.js';
import { ProblemNotice } from '../notice.js';

const EMPTY = { old: '', new: '', again: '' };
const FIELDS = [
  { id: 'old', autocomplete: 'current-password' },
  { id: 'new', autocomplete: 'new-password' },
  { id: 'again', autocomplete: 'new-password' },
];

/** @param {{username: string, done: () => void}} props */
export function PasswordForm({ username, done }) {
  const [filled, setFilled] = useState(EMPTY);
  const [faults, setFaults] = useState({});
  const { problem, busy, send } = useSending();
  const submit = (event) => {
    event.preventDefault();
    const found = faultsOf(filled);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    const body = { old: filled.old, new: filled.new };
    send(() => post('/me/password', body), { done: () => { setFilled(EMPTY); done(); } });
  };
  const errors = Object.keys(faults).length > 0 ? faults : told(problem);
  const plain = problem && Object.keys(errors).length === 0;
  const set = (id) => (event) => setFilled((old) => ({ ...old, [id]: event.target.value }));
  return html`<form class="form" onSubmit=${submit} novalidate>
    <${ErrorSummary} errors=${errors} />
    ${plain && html`<${ProblemNotice} problem=${problem} />`}
    <input class="unseen" type="text" autocomplete="username" value=${username} tabindex="-1" aria-hidden="true" readonly />
    ${FIELDS.map(({ id, autocomplete }) => html`<${TextField} key=${id} id=${id} type="password" autocomplete=${autocomplete}
      label=${t(`password.${id}`)} hint=${id === 'new' ? t('password.hint') : ''} error=${errors[id]}
      value=${filled[id]} onInput=${set(id)} />`)}
    <div><button class="button primary" disabled=${busy}>${busy ? t('loading') : t('password.do')}</button></div>
  </form>`;
}

/** @param {{old: string, new: string, again: string}} filled @returns {Record<string, string>} */
function faultsOf(filled) {
  const found = {};
  if (!filled.old) found.old = t('password.no-old');
  if ([...filled.new].length < 12) found.new = t('password.length');
  else if (filled.new !== filled.again) found.again = t('password.differ');
  return found;
}

/** @param {any} problem @returns {Record<string, string>} */
function told(problem) {
  const found = Object.entries(problem?.errors || {});
  return Object.fromEntries(found.map(([id, [fault]]) => [id, t(`password.${fault.code}`)]));
}
