/** Whom to call, what to do and what not; where it is red, at once, and who was called. */

import { html, useState } from '../../../lib/preact.js';
import * as catalogue from '../../core/catalogue.js';
import { rfc3339 } from '../../core/clock.js';
import { t } from '../../core/words.js';
import { Cards, Numbers } from '../calls.js';
import { Called } from './called.js';

const FIRST = 3; // of the cards: what must be read before anything is done

/** @param {{draft: import('../../core/draft.js').Draft, leaving: () => void}} props */
export function Call({ draft, leaving }) {
  const [tapped, setTapped] = useState(null);
  const { flags, emergency_call: call } = draft.content;
  if (!flags.length && !call) return null;
  const { area } = draft.row.place;
  const duty = catalogue.dutyNumbers(area);
  const isRed = draft.level().level === 'red';
  const calling = (body) => {
    leaving();
    setTapped({ body, called_at: rfc3339() });
  };
  return html`<section class=${isRed ? 'card sheet-call sheet-call-red' : 'card sheet-call'}>
    <${Folded} title=${t('sheet.numbers')} open=${isRed}>
      <${Numbers} those=${[...duty, ...catalogue.numbers()]} onCall=${calling} />
      ${!duty.length && html`<p class="quiet">${t('sheet.no-duty', { area: catalogue.areaName(area) })}</p>`}
    <//>
    ${(isRed || call) && html`<${Called} draft=${draft} tapped=${tapped} taken=${() => setTapped(null)} />`}
    ${isRed && html`<${Cards} to=${FIRST} />`}
    <${Folded} title=${t(isRed ? 'sheet.more-cards' : 'sheet.cards')} open=${false}><${Cards} from=${isRed ? FIRST : 0} /><//>
  </section>`;
}

function Folded({ title, open, children }) {
  return html`<details class="sheet-folded" open=${open}><summary><h2>${title}</h2></summary>${children}</details>`;
}
