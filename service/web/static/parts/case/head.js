/** The head of a case: its place, level, state and clock; what must be seen at once; what is printed. */

import { dayOf, timeOf } from '../../lib/format.js';
import { HELD } from '../../lib/lists.js';
import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { Alerts } from '../cases/rows.js';
import { Waiting } from '../cases/waiting.js';
import { Icon } from '../icon.js';
import { LevelTag, StateTag } from '../tag.js';

/** @param {{one: any, account: any, areaName: (key: string) => string, onPaper: boolean, setOnPaper: (yes: boolean) => void}} props */
export function Head({ one, account, areaName, onPaper, setOnPaper }) {
  const holder = HELD.includes(one.state) && (one.claimed_by === account.username ? t('case.yours') : one.claimed_by);
  return html`<div class="head head-with-action">
      <div>
        <p class="over">${t('case.title')} · ${t(`kind.${one.kind}`)} · ${areaName(`${one.area.scheme}:${one.area.code}`)}</p>
        <h1><a href=${`/establishments/${one.establishment.id}`}>${one.establishment.name}</a></h1>
        <p class="case-marks">
          <${LevelTag} level=${one.level} /> <${StateTag} list="state" value=${one.state} />
          ${holder && html`<span class="quiet">${holder}</span>`} <${Waiting} row=${one} />
          <span class="quiet">${t('case.opened', { day: dayOf(one.opened_at), time: timeOf(one.opened_at) })}</span>
        </p>
        <${Alerts} row=${one} />
      </div>
      <div class="case-print no-print">
        <label class="check"><input type="checkbox" checked=${onPaper} onChange=${(event) => setOnPaper(event.currentTarget.checked)} />
          <span>${t('case.print-signs')}</span></label>
        <button type="button" class="button" onClick=${() => print()}><${Icon} name="printer" />${t('print')}</button>
      </div>
    </div>
    <p class="print-only">${t(onPaper ? 'case.paper-signs' : 'case.paper-no-signs', { by: `${account.name} (${account.username})` })}</p>`;
}
