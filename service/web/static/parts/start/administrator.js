/** An administrator begins with who may sign in. */

import { dayOf } from '../../lib/format.js';
import { useUnitNames } from '../../lib/known.js';
import { useList } from '../../lib/loading.js';
import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { PagedTable } from '../data-table.js';
import { Icon } from '../icon.js';
import { Empty } from '../notice.js';
import { StateTag } from '../tag.js';

export function AdministratorStart() {
  const list = useList('/accounts');
  const unitName = useUnitNames();
  const columns = [
    { head: t('account.name'), main: true, cell: (row) => html`<a href=${`/admin?account=${encodeURIComponent(row.username)}`}>${row.name}</a><span class="under"><span class="code">${row.username}</span></span>` },
    { head: t('account.role'), cell: (row) => t(`role.${row.role}`) },
    { head: t('account.unit'), cell: (row) => unitName(row.unit) },
    { head: t('account.since'), width: 'narrow', cell: (row) => dayOf(row.created_at) },
    { head: t('account.status'), width: 'narrow', cell: (row) => html`<${StateTag} list="account" value=${row.status} />` },
  ];
  return html`
    <div class="head head-with-action">
      <h1>${t('start.administrator')}</h1>
      <a class="button" href="/admin"><${Icon} name="settings" />${t('nav.admin')}</a>
    </div>
    <${PagedTable} list=${list} caption=${t('start.administrator')} columns=${columns} keyOf=${(row) => row.username}
      empty=${html`<${Empty} title=${t('accounts.none')}>${t('accounts.none-do')}<//>`} />
  `;
}
