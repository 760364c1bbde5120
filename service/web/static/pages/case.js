/** One case: what was seen and by which rule it came to its level, the place, its past, who read it. */

import { useAreaNames } from '../lib/known.js';
import { useAnswer } from '../lib/loading.js';
import { html, useState } from '../lib/preact.js';
import { standingOf } from '../lib/standing.js';
import { t } from '../lib/words.js';
import { Back } from '../parts/back.js';
import { Actions } from '../parts/case/actions.js';
import { Glass } from '../parts/case/glass.js';
import { Head } from '../parts/case/head.js';
import { Moves } from '../parts/case/moves.js';
import { Notes } from '../parts/case/notes.js';
import { Place } from '../parts/case/place.js';
import { Openings, Readers } from '../parts/case/readers.js';
import { Related } from '../parts/case/related.js';
import { Seen } from '../parts/case/seen.js';
import { Timeline } from '../parts/case/timeline.js';
import { show, useTitle } from '../parts/frame.js';
import { ProblemNotice, Skeleton } from '../parts/notice.js';
import { Contacts } from '../parts/referrals/contacts.js';
import { Referrals } from '../parts/referrals/section.js';

const ID = location.pathname.split('/').pop();

/** @param {{account: any}} props */
function Case({ account }) {
  const told = useAnswer(`/cases/${ID}`);
  const [moved, setMoved] = useState(null);
  const one = moved || told.data;
  const [round, setRound] = useState(0);
  const again = () => {
    setRound(round + 1);
    setMoved(null);
    told.again();
  };
  const place = useAnswer(one && standingOf(one, account) !== 'outside' && `/establishments/${one.establishment.id}`);
  const recipients = useAnswer(one && '/recipients', one && { area: `${one.area.scheme}:${one.area.code}` });
  const [onPaper, setOnPaper] = useState(false);
  const areaName = useAreaNames();
  useTitle(one && t('case.of', { place: one.establishment.name }));
  const back = html`<${Back} to="/cases" words=${t('cases.title')} />`;
  if (told.problem && !one) {
    return html`${back}<div class="head"><h1>${t('case.title')}</h1></div><${ProblemNotice} problem=${told.problem} again=${told.again} />
      ${told.problem.status === 404 && html`<${Glass} id=${ID} opened=${setMoved} />`}`;
  }
  if (!one) return html`<${Skeleton} lines=${10} />`;
  return html`${back}
    <article class=${onPaper ? 'case' : 'case case-open-part'}>
      <${Head} one=${one} account=${account} areaName=${areaName} onPaper=${onPaper} setOnPaper=${setOnPaper} />
      ${told.data && html`<${ProblemNotice} problem=${told.problem} again=${told.again} />`}
      <div class="columns">
        <div>
          <${Seen} visits=${one.visits} />
          <${Referrals} one=${one} account=${account} recipients=${recipients.data?.items || []} changed=${again} />
          <${Notes} one=${one} account=${account} moved=${setMoved} />
          <${Moves} moves=${one.moves} />
          <${Timeline} one=${one} />
        </div>
        <aside>
          <${Actions} key=${round} one=${one} account=${account} moved=${setMoved} again=${again} />
          <${Contacts} told=${recipients} />
          <${Place} one=${one} place=${place} areaName=${areaName} />
          <${Related} one=${one} />
          <${Readers} readers=${one.readers} />
          <${Openings} glass=${one.glass} />
        </aside>
      </div>
    </article>`;
}

show(Case);
