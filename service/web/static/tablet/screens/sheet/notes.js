/** The open sheet: its level, what was noted, what can be noted; or one flag of it. */

import { html, useEffect, useRef, useState } from '../../../lib/preact.js';
import { t } from '../../core/words.js';
import { Bar } from '../../parts/bar.js';
import { useEvents } from '../../parts/hooks.js';
import { TroubleNotice } from '../../parts/notice.js';
import { Call } from './call.js';
import { Flag } from './flag.js';
import { Flags } from './flags.js';
import { Level } from './level.js';
import { Offered } from './offered.js';

/** @param {{draft: import('../../core/draft.js').Draft, leaving: () => void}} props */
export function Notes({ draft, leaving }) {
  useEvents('sync');
  const [at, open] = useFlagOpen();
  const top = useRef(null);
  useEffect(() => {
    scrollTo(0, 0);
    top.current?.focus();
  }, [at]);
  const flag = at === null ? undefined : draft.content.flags[at];
  const back = flag ? () => open(null) : `visits/${draft.id}`;
  return html`<${Bar} title=${t('sheet.title')} back=${back} />
    <main class="tablet-page sheet" ref=${top} tabindex="-1" aria-label=${t('sheet.title')}>
    <${TroubleNotice} trouble=${draft.unsaved} />
    ${draft.row.state !== 'draft' && html`<p class="notice">${t('sheet.frozen')}</p>`}
    ${flag
      ? html`<${Flag} key=${at} draft=${draft} at=${at} open=${open} leaving=${leaving} />`
      : html`<${Whole} draft=${draft} open=${open} leaving=${leaving} />`}
  </main>`;
}

/** @param {{draft: import('../../core/draft.js').Draft, open: (at: number | null) => void, leaving: () => void}} props */
function Whole({ draft, open, leaving }) {
  const note = (indicator) => open(draft.addFlag({ indicator }));
  return html`<div class="sheet-own stack">
      <${Level} draft=${draft} />
      <${Call} draft=${draft} leaving=${leaving} />
      <${Flags} draft=${draft} open=${open} />
    </div>
    ${draft.row.state === 'draft' && html`<${Offered} draft=${draft} note=${note} open=${open} />`}`;
}

/**
 * Which flag is open; the device's own way back leads from it to the sheet, not out of it.
 * @returns {[number | null, (at: number | null) => void]}
 */
function useFlagOpen() {
  const [at, setAt] = useState(null);
  useEffect(() => {
    const back = () => setAt(null);
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  const open = (next) => {
    if (next === null) history.back();
    else if (at === null) history.pushState(null, '', location.href);
    if (next !== null) setAt(next);
  };
  return [at, open];
}
