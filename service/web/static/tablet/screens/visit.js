/** A visit being recorded: one card after the other, each touch on the disk. */

import { html, useEffect, useMemo, useRef, useState } from '../../lib/preact.js';
import { Icon } from '../../parts/icon.js';
import { t } from '../core/words.js';
import { Bar } from '../parts/bar.js';
import { Recording } from '../parts/recording.js';
import { href } from '../route.js';
import { ItemCard } from './visit/card.js';
import { Foot } from './visit/foot.js';
import { Head, Steps } from './visit/head.js';
import { Overview } from './visit/overview.js';
import { PeopleCard } from './visit/people.js';
import { Changes, useStanding } from './visit/standing.js';
import { PEOPLE, useWalk } from './visit/walk.js';

/** @param {{id: string}} props */
export function Visit({ id }) {
  return html`<${Recording} id=${id} title=${t('visit.title')} Shown=${Cards} />`;
}

/** @param {{draft: import('../core/draft.js').Draft}} props */
function Cards({ draft }) {
  const standing = useStanding(draft);
  const walk = useWalk(draft, standing);
  const [listed, setListed] = useState(false);
  const top = useTop(walk.at);
  const item = standing.items.find((one) => one.code === walk.at);
  const section = item?.section ?? '';
  const steps = useMemo(() => html`<${Steps} standing=${standing} section=${section} to=${walk.to} />`, [standing, section]);
  return html`<${Bar} title=${draft.row.place.name}>
      <a class="bar-button" aria-label=${t('visit.notes')} href=${href(`visits/${draft.id}/sheet`)}><${Icon} name="pen-line" /><span class="bar-words">${t('visit.notes')}</span></a>
    <//>
    <${Head} draft=${draft} standing=${standing} section=${section} list=${() => setListed(true)} />
    <div class="visit">
      ${steps}
      <main class="visit-main" ref=${top}>
        ${walk.at === PEOPLE && html`<${PeopleCard} draft=${draft} standing=${standing} to=${walk.to} />`}
        ${item && html`<${ItemCard} key=${item.code} draft=${draft} item=${item} standing=${standing} place=${walk.place} soon=${walk.soon} />`}
      </main>
    </div>
    <${Changes} items=${standing.items} />
    <${Foot} draft=${draft} standing=${standing} walk=${walk} />
    ${listed && html`<${Overview} draft=${draft} standing=${standing} at=${walk.at} to=${walk.to} close=${() => setListed(false)} />`}`;
}

/** A new card is read from its top, and its heading is where the keyboard and the reader go on. @param {string} at */
function useTop(at) {
  const main = useRef(null);
  const first = useRef(true);
  useEffect(() => {
    const heading = main.current?.querySelector('h2');
    scrollTo(0, 0);
    if (!first.current) heading?.focus({ preventScroll: true });
    first.current = false;
  }, [at]);
  return main;
}
