/** One's own account: password, second factor, where one is signed in. */

import { html, useState } from '../lib/preact.js';
import { t } from '../lib/words.js';
import { Devices } from '../parts/account/devices.js';
import { Factor } from '../parts/account/factor.js';
import { ToldByMail } from '../parts/account/mail.js';
import { OwnKeys } from '../parts/account/own-keys.js';
import { PasswordForm } from '../parts/account/password-form.js';
import { show, useTitle } from '../parts/frame.js';

/** @param {{account: any}} props */
function Account({ account }) {
  const [changed, setChanged] = useState(false);
  useTitle(t('account.own'));
  return html`
    <div class="head"><h1>${t('account.own')}</h1><p class="lead">${account.name} · <span class="code">${account.username}</span></p></div>
    <${Devices} />
    <${Factor} account=${account} />
    <${ToldByMail} account=${account} />
    <${OwnKeys} account=${account} />
    <section aria-labelledby="password-title">
      <h2 id="password-title">${t('password.title')}</h2>
      ${changed && html`<p class="notice" role="status">${t('password.changed')}</p>`}
      <${PasswordForm} username=${account.username} done=${() => setChanged(true)} />
    </section>
  `;
}

show(Account);
