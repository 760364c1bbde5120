/** Whom to call from here: the numbers of who receives referrals of the area. */

import { html } from '../../lib/preact.js';
import { inLanguage, t } from '../../lib/words.js';
import { Icon } from '../icon.js';
import { ProblemNotice } from '../notice.js';

/** @param {{told: any}} props `told` is of `useAnswer` */
export function Contacts({ told }) {
  return html`<section class="card contacts"><h2>${t('contacts.title')}</h2>
    <${ProblemNotice} problem=${told.problem} again=${told.again} />
    <ul class="plain-list">${(told.data?.items || []).map((one) => html`<li key=${one.code}><strong>${inLanguage(one.name)}</strong>
      ${one.numbers.map((number) => html`<a class="call" key=${number.number} href=${`tel:${number.number}`}><${Icon} name="phone" />${number.number}
        <span class="under">${inLanguage(number.use)}</span></a>`)}
      ${one.numbers.length === 0 && html`<span class="under">${t('contacts.no-number')}</span>`}</li>`)}</ul>
  </section>`;
}
