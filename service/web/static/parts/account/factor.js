/** One's second factor: whether there is one, and what to do when it is lost. */

import { post } from '../../lib/api.js';
import { dayOf } from '../../lib/format.js';
import { useAnswer } from '../../lib/loading.js';
import { html, useState } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { ProblemNotice, Skeleton } from '../notice.js';
import { Enrolment, RecoveryCodes } from './enrolment.js';
import { useDelicate } from './step-up.js';

/** @param {{account: any}} props */
export function Factor({ account }) {
  const factor = useAnswer('/me/second-factor');
  const [doing, setDoing] = useState('');
  const [codes, setCodes] = useState(null);
  const act = useDelicate({ ...account, second_factor_since: factor.data?.since });
  const close = () => { setCodes(null); setDoing(''); factor.again(); };
  if (codes) return html`<${RecoveryCodes} codes=${codes} done=${close} doneWords=${t('factor.codes-kept')} />`;
  const renew = () => act.run(() => post('/me/second-factor/recovery-codes'), (told) => setCodes(told.recovery_codes));
  const enrol = () => act.run(() => post('/me/second-factor'), () => setDoing('enrol'));
  return html`<section aria-labelledby="factor-title">
    <h2 id="factor-title">${t('factor.title')}</h2>
    <${ProblemNotice} problem=${factor.problem || act.problem} again=${factor.problem ? factor.again : undefined} />
    ${!factor.data && factor.loading && html`<${Skeleton} lines=${2} />`}
    ${factor.data && html`<p>${wordsOf(factor.data)}</p>`}
    ${act.proof}
    ${doing === 'enrol' && html`<${Enrolment} done=${setCodes} />`}
    ${factor.data && !act.proof && !doing && html`<p class="buttons">
      <button type="button" class="button" disabled=${act.busy} onClick=${enrol}>${t(factor.data.since ? 'factor.other' : 'factor.enrol')}</button>
      ${factor.data.since && html`<button type="button" class="button" disabled=${act.busy} onClick=${renew}>${t('factor.renew')}</button>`}
    </p>`}
  </section>`;
}

/** @param {{since: string | null, recovery_codes_left: number}} factor */
function wordsOf(factor) {
  if (!factor.since) return t('factor.none');
  return t('factor.since', { day: dayOf(factor.since), n: factor.recovery_codes_left });
}
