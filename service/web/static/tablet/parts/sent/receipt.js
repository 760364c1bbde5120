/** The server's receipt: when it came, and what it covers. */

import { html } from '../../../lib/preact.js';
import { dayOf, timeOf } from '../../../lib/format.js';
import { Icon } from '../../../parts/icon.js';
import { claimsOf } from '../../core/receipts.js';
import { t } from '../../core/words.js';
import { useRead } from '../hooks.js';

/** @param {{item: import('../../core/outbox.js').Item, open: import('../../screens/finish/record.js').Open | null}} props */
export function Receipt({ item, open }) {
  const { value: claims } = useRead(() => claimsOf(item.receipt ?? ''), ['sync'], [item.receipt]);
  if (!claims) return null;
  const moment = (at) => ({ day: dayOf(at), time: timeOf(at) });
  return html`<section class="card receipt">
    <h2><${Icon} name="shield" />${t('sent.receipt')}</h2>
    <p>${t('sent.received', moment(claims.received_at))}</p>
    <p>${t('sent.issued', moment(claims.issued_at))}</p>
    ${open && html`<p>${t('sent.covers', { answers: open.answers.length, photos: photosIn(open), marks: open.signatures.filter((mark) => mark.attachment).length })}</p>`}
    <p class="quiet">${t('sent.number', { id: item.visit, content: claims.content.slice(0, 12) })}</p>
  </section>`;
}

/** Open ones only. @param {import('../../screens/finish/record.js').Open} open */
function photosIn(open) {
  return new Set(open.answers.flatMap((answer) => answer.attachments)).size;
}
