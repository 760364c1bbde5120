/** One account: what is known of it, and each thing that may be done with it, with what it means. */

import { dayOf } from '../../lib/format.js';
import { html, useState } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { useDelicate } from '../account/step-up.js';
import { Facts } from '../facts.js';
import { ProblemNotice } from '../notice.js';
import { Panel } from '../panel.js';
import { StateTag } from '../tag.js';
import { ChangeAccount, CloseAccount, ReopenAccount, ResetFactor, ResetPassword } from './account-acts.js';
import { GivenPassword } from './given-password.js';

/** @param {{row: any, account: any, rows: any[], units: any[], changed: () => void, close: () => void}} props */
export function AccountPanel({ row, account, rows, units, changed, close }) {
  const [given, setGiven] = useState(null);
  const [told, setTold] = useState('');
  const act = useDelicate(account);
  const run = (call, done) => {
    setTold('');
    act.run(call, (answer) => { setTold(done(answer)); changed(); });
  };
  const own = row.username === account.username;
  const props = { row, rows, units, busy: act.busy, run };
  return html`<${Panel} id="account-title" over=${html`<span class="code">${row.username}</span>`} title=${row.name} close=${close}>
    <${Known} row=${row} units=${units} />
    <p class="told-line" role="status">${told}</p>
    <${ProblemNotice} problem=${act.problem} />
    ${act.proof}
    ${given && html`<${GivenPassword} username=${row.username} password=${given} done=${() => setGiven(null)} />`}
    ${!given && html`<div class=${act.proof ? 'unseen-form' : 'acts'}>
      ${own && html`<p class="quiet">${t('act.own')}</p>`}
      <${ChangeAccount} key=${`${row.role} ${row.unit} ${row.name} ${row.email}`} own=${own} ...${props} />
      ${!own && row.status === 'active' && html`<${ResetPassword} show=${setGiven} ...${props} />`}
      ${!own && row.second_factor_since && html`<${ResetFactor} ...${props} />`}
      ${!own && row.status === 'active' && html`<${CloseAccount} ...${props} />`}
      ${!own && row.status === 'closed' && html`<${ReopenAccount} show=${setGiven} ...${props} />`}
      <p><a href=${`/admin/devices?account=${encodeURIComponent(row.username)}`}>${t('act.devices')}</a>${' · '}
        <a href=${`/admin/audit?by=${encodeURIComponent(row.username)}`}>${t('act.audit')}</a></p>
    </div>`}
  <//>`;
}

/** @param {{row: any, units: any[]}} props */
function Known({ row, units }) {
  const unit = units.find((one) => one.code === row.unit);
  const areas = row.areas === null ? t('area.all') : t('area.some', { n: row.areas.length });
  return html`<${Facts} facts=${[
    [t('account.role'), t(`role.${row.role}`)],
    [t('account.unit'), unit?.name || row.unit],
    [t('field.areas'), areas],
    [t('account.status'), html`<${StateTag} list="account" value=${row.status} />`],
    [t('field.email'), row.email],
    [t('factor.title'), row.second_factor_since ? t('fact.factor', { day: dayOf(row.second_factor_since) }) : t('fact.no-factor')],
    [t('field.waits'), row.must_change_password && row.status === 'active' ? t('fact.unsettled') : ''],
    [t('account.since'), dayOf(row.created_at)],
  ]} />`;
}
