/** The organisations that inspect or report: added, changed, ended by a day. */

import { useAddress } from '../lib/address.js';
import { day } from '../lib/format.js';
import { useAnswer } from '../lib/loading.js';
import { html } from '../lib/preact.js';
import { t } from '../lib/words.js';
import { hasEnded } from '../parts/admin/options.js';
import { AdminTabs } from '../parts/admin/tabs.js';
import { UnitPanel, kindOf } from '../parts/admin/unit-panel.js';
import { PagedTable } from '../parts/data-table.js';
import { show, useTitle } from '../parts/frame.js';
import { Icon } from '../parts/icon.js';
import { Empty } from '../parts/notice.js';

const NEW = '+';

/** @param {{account: any}} props */
function Units({ account }) {
  const [asked, change] = useAddress(['unit']);
  const list = useAnswer('/units');
  const accounts = useAnswer('/accounts').data?.items || [];
  useTitle(t('admin.units'));
  const rows = list.data?.items;
  const unit = rows?.find((row) => row.code === asked.unit) || null;
  const peopleOf = (code) => accounts.filter((one) => one.unit === code && one.status === 'active').length;
  const close = () => change({ unit: '' });
  const kept = () => { close(); list.again(); };
  return html`
    <div class="head head-with-action">
      <div><h1>${t('admin.units')}</h1><p class="lead">${t('units.lead')}</p></div>
      <button type="button" class="button primary no-print" onClick=${() => change({ unit: NEW }, true)}><${Icon} name="plus" />${t('unit.new')}</button>
    </div>
    <${AdminTabs} />
    <${PagedTable} list=${{ ...list, items: rows }} caption=${t('admin.units')} columns=${columns(rows || [], peopleOf, (row) => change({ unit: row.code }, true))}
      keyOf=${(row) => row.code} empty=${html`<${Empty} title=${t('units.none')}>${t('units.none-do')}<//>`} />
    ${rows && (unit || asked.unit === NEW) && html`<${UnitPanel} key=${asked.unit} unit=${unit} units=${rows} account=${account} people=${unit ? peopleOf(unit.code) : 0} kept=${kept} close=${close} />`}
  `;
}

/** @param {any[]} rows @param {(code: string) => number} peopleOf @param {(row: any) => void} open */
function columns(rows, peopleOf, open) {
  const nameOf = (code) => rows.find((row) => row.code === code)?.name || code || '–';
  return [
    { head: t('account.unit'), main: true, cell: (row) => html`<button type="button" class="as-link" onClick=${() => open(row)}>${row.name}</button>
      <span class="under"><span class="code">${row.code}</span></span>` },
    { head: t('unit.kind'), cell: (row) => kindOf(row.kind) },
    { head: t('unit.parent'), cell: (row) => nameOf(row.parent) },
    { head: t('unit.areas'), cell: (row) => (row.areas === null ? t('area.all') : t('area.some', { n: row.areas.length })) },
    { head: t('unit.accounts'), number: true, cell: (row) => peopleOf(row.code) },
    { head: t('unit.days'), width: 'narrow', cell: (row) => html`${day(row.valid_from)}${row.valid_to && ` – ${day(row.valid_to)}`}` },
    { head: t('account.status'), width: 'narrow', cell: (row) => html`<span class=${`tag tag-${hasEnded(row) ? 'quiet' : 'good'}`}>${t(hasEnded(row) ? 'unit.ended' : 'unit.stands')}</span>` },
  ];
}

show(Units);
