/** An account is opened: who, as what, where; the first password is made here and shown once. */

import { post } from '../../lib/api.js';
import { html, useState } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { useDelicate } from '../account/step-up.js';
import { Panel } from '../panel.js';
import { FieldsForm } from './fields-form.js';
import { GivenPassword, newPassword } from './given-password.js';
import { ROLES, roleOptions, unitOptions } from './options.js';

/** @param {{account: any, units: any[], opened: () => void, close: () => void}} props */
export function NewAccount({ account, units, opened, close }) {
  const [given, setGiven] = useState(null);
  const act = useDelicate(account);
  const open = (filled) => {
    const password = newPassword();
    const body = { ...filled, email: filled.email.trim() || null, password };
    act.run(() => post('/accounts', body), () => { setGiven({ username: filled.username, password }); opened(); });
  };
  return html`<${Panel} id="new-account" over=${t('admin.accounts')} title=${t('new-account.title')} close=${close}>
    ${given
      ? html`<${GivenPassword} ...${given} done=${close} />`
      : html`${act.proof}<div class=${act.proof ? 'unseen-form' : ''}>
        <p class="quiet">${t('new-account.lead')}</p>
        <${FieldsForm} fields=${fieldsOf(units)} values=${{ name: '', username: '', email: '', role: ROLES[0], unit: units[0]?.code || '' }}
          words=${t('new-account.do')} problem=${act.problem} busy=${act.busy} submit=${open} />
      </div>`}
  <//>`;
}

/** @param {any[]} units */
function fieldsOf(units) {
  return [
    { id: 'name', label: t('field.name'), needed: t('field.no-name') },
    { id: 'username', label: t('field.username'), hint: t('field.username-hint'), needed: t('field.no-username'), spellcheck: false, autocapitalize: 'none' },
    { id: 'email', label: t('field.email'), hint: t('field.email-hint'), type: 'email' },
    { id: 'role', label: t('account.role'), options: roleOptions() },
    { id: 'unit', label: t('account.unit'), options: unitOptions(units) },
  ];
}
