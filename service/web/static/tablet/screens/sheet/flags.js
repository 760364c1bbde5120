/** What was noted on the sheet, each to be opened. */

import { html } from '../../../lib/preact.js';
import { timeOf } from '../../../lib/format.js';
import { Icon } from '../../../parts/icon.js';
import { t } from '../../core/words.js';
import { labelOf, wasSent } from './indicators.js';
import { SeenPhotos } from './photos.js';

/** @param {{draft: import('../../core/draft.js').Draft, open: (at: number) => void}} props */
export function Flags({ draft, open }) {
  const { flags } = draft.content;
  if (!flags.length) return null;
  return html`<section>
    <h2>${t('sheet.noted', { count: flags.length })}</h2>
    <ol class="rows sheet-flags">
      ${flags.map(
        (flag, at) => html`<li key=${at}>
          <button type="button" class="row" onClick=${() => open(at)}>
            <span class="row-text">
              <strong>${labelOf(flag.indicator)}</strong>
              <span class="under">${told(flag)}</span>
              ${wasSent(draft, at) && html`<span class="tag"><${Icon} name="lock" />${t('sheet.sent')}</span>`}
            </span>
            <${Icon} name="chevron-right" />
          </button>
          <${SeenPhotos} draft=${draft} at=${at} />
        </li>`,
      )}
    </ol>
  </section>`;
}

/** @param {import('../../core/drafts.js').FlagRow} flag */
function told({ seen_at, place, person, indicator }) {
  return [indicator, seen_at && timeOf(seen_at), place, person?.label].filter(Boolean).join(' · ');
}
