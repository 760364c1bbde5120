/** What leaves the case: each referral with its state and clock, and the draft of another. */

import { useAnswer } from '../../lib/loading.js';
import { HELD } from '../../lib/lists.js';
import { html, useState } from '../../lib/preact.js';
import { standingOf } from '../../lib/standing.js';
import { t } from '../../lib/words.js';
import { Icon } from '../icon.js';
import { ProblemNotice, Skeleton } from '../notice.js';
import { DraftForm } from './draft-form.js';
import { ReferralCard } from './card.js';

/** @param {{one: any, account: any, recipients: any[], changed: () => void}} props `changed` asks for the case anew */
export function Referrals({ one, account, recipients, changed }) {
  const told = useAnswer(`/cases/${one.id}/referrals`);
  const [writing, setWriting] = useState(null);
  const standing = standingOf(one, account);
  const holds = !standing && HELD.includes(one.state) && one.claimed_by === account.username;
  const done = () => {
    setWriting(null);
    told.again();
    changed();
  };
  const newest = [...(told.data?.items || [])].reverse();
  return html`<section class="signs referrals"><div class="section-head"><h2>${t('referrals.title')}</h2>
      ${holds && !writing && html`<button type="button" class="button no-print" onClick=${() => setWriting({})}><${Icon} name="file-pen" />${t('referrals.write')}</button>`}</div>
    <${ProblemNotice} problem=${told.problem} again=${told.again} />
    ${!told.data && !told.problem && html`<${Skeleton} lines=${3} />`}
    ${writing && html`<${DraftForm} key=${writing.id || ''} one=${one} referral=${writing.id ? writing : null} recipients=${recipients}
      done=${done} close=${() => setWriting(null)} />`}
    ${told.data && newest.length === 0 && !writing && html`<p class="quiet">${t(holds ? 'referrals.none-write' : 'referrals.none')}</p>`}
    ${newest.map((referral) => referral.id !== writing?.id && html`<${ReferralCard} key=${referral.id} one=${one} referral=${referral} account=${account}
      standing=${standing} holds=${holds} byKey=${recipients.some((each) => each.code === referral.recipient.code && each.sealed_by_key)} rewrite=${() => setWriting(referral)} changed=${done} />`)}
  </section>`;
}
