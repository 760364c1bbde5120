/** A password made for somebody else, shown this once. */

import { html, useEffect, useState } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { Icon } from '../icon.js';

const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'; // none that is taken for another
const [GROUPS, GROUP] = [4, 4];

/** @returns {string} such as `k7mf-x2pq-9trd-hwzn`, drawn evenly: 79 bits */
export function newPassword() {
  return Array.from({ length: GROUPS }, () => Array.from({ length: GROUP }, drawn).join('')).join('-');
}

function drawn() {
  const even = 256 - (256 % SIGNS.length);
  for (;;) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < even) return SIGNS[byte % SIGNS.length];
  }
}

/** @param {{username: string, password: string, done: () => void}} props */
export function GivenPassword({ username, password, done }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => document.getElementById('given-title').focus(), []);
  const copy = () => navigator.clipboard.writeText(password).then(() => setCopied(true), () => {});
  return html`<section class="given" aria-labelledby="given-title">
    <h3 id="given-title" tabindex="-1">${t('given.title', { username })}</h3>
    <p><code class="given-password">${password}</code></p>
    <p>${t('given.words')}</p>
    <p class="buttons">
      <button type="button" class="button" onClick=${copy}><${Icon} name=${copied ? 'check' : 'key-round'} />${t(copied ? 'given.copied' : 'given.copy')}</button>
      <button type="button" class="button primary" onClick=${done}>${t('given.done')}</button>
    </p>
  </section>`;
}
