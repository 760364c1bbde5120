/** One case: what was seen and by which rule it came to its level, the place, its past, who read it. */

import { useAreaNames } from '../lib/known.js';
import { useAnswer } from '../lib/loading.js';
import { html, useState } from '../lib/preact.js';
import { t } from '../lib/words.js';
import { Back } from '../parts/back.js';
import { Actions } from '../parts/case/actions.js';
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
  const place = useAnswer(told.data && `/establishments/${told.data.establishment.id}`);
  const [onPaper, setOnPaper] = useState(false);
  const areaName = useAreaNames();
  useTitle(told.data && t('case.of', { place: told.data.establishment.name }));
  const back = html`<${Back} to="/cases" words=${t('cases.title')} />`;
  if (told.problem && !told.data) return html`${back}<${ProblemNotice} problem=${told.problem} again=${told.again} />`;
  if (!told.data) return html`<${Skeleton} lines=${10} />`;
  return html`${back}
    <article class=${onPaper ? 'case' : 'case case-open-part'}>
      <${Head} one=${one} account=${account} areaName=${areaName} onPaper=${onPaper} setOnPaper=${setOnPaper} />
      <${ProblemNotice} problem=${told.problem} again=${told.again} />
      <div class="columns">
        <div>
          <${Seen} visits=${one.visits} />
          <${Notes} one=${one} moved=${setMoved} />
          <${Moves} moves=${one.moves} />
          <${Timeline} one=${one} />
        </div>
        <aside>
          <${Actions} key=${round} one=${one} account=${account} moved=${setMoved} again=${again} />
          <${Place} one=${one} place=${place} areaName=${areaName} />
          <${Related} one=${one} />
          <${Readers} readers=${one.readers} />
          <${Openings} glass=${one.glass} />
        </aside>
      </div>
    </article>`;
}

show(Case);
