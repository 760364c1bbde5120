/** Before anything else: a password and, where the role asks for it, a second factor of one's own. */

import { get } from '../lib/api.js';
import { html, useState } from '../lib/preact.js';
import { useSending } from '../lib/sending.js';
import { isSettled } from '../lib/roles.js';
import { wayBack } from '../lib/way-back.js';
import { t } from '../lib/words.js';
import { Enrolment, RecoveryCodes } from '../parts/account/enrolment.js';
import { PasswordForm } from '../parts/account/password-form.js';
import { show, useTitle } from '../parts/frame.js';
import { ProblemNotice } from '../parts/notice.js';

/** @param {{account: any}} props */
function Settle({ account: found }) {
  const [account, setAccount] = useState(found);
  const [codes, setCodes] = useState(null);
  const { problem, send } = useSending();
  const look = () => send(() => get('/me'), { done: setAccount });
  const go = () => location.replace(wayBack());
  useTitle(t('settle.title'));
  if (codes) return html`<h1>${t('settle.title')}</h1><${RecoveryCodes} codes=${codes} done=${go} doneWords=${t('settle.go')} />`;
  return html`
    <div class="head"><h1>${t('settle.title')}</h1><p class="lead">${t('settle.lead')}</p></div>
    <${ProblemNotice} problem=${problem} again=${look} />
    ${account.must_change_password && html`<section><h2>${t('settle.password')}</h2>
      <${PasswordForm} username=${account.username} done=${look} /></section>`}
    ${!account.must_change_password && account.must_enrol_second_factor && html`<section><h2>${t('settle.factor')}</h2>
      <p>${t('settle.factor-words')}</p><${Enrolment} done=${setCodes} /></section>`}
    ${isSettled(account) && html`<p>${t('settle.done')}</p><p><a class="button primary" href=${wayBack()}>${t('settle.go')}</a></p>`}
  `;
}

show(Settle);
