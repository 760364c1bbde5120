/** All items by section with their state, to jump anywhere; and the way to throw the visit away. */

import { html, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import * as drafts from '../../core/drafts.js';
import { inLanguage, t } from '../../core/words.js';
import { useWork } from '../../parts/hooks.js';
import { TroubleNotice } from '../../parts/notice.js';
import { Panel } from '../../parts/panel.js';
import { go } from '../../route.js';
import { stateOf } from './standing.js';
import { PEOPLE } from './walk.js';

const MARKS = {
  pass: 'circle-check', fail: 'circle-x', not_applicable: 'circle-minus', answered: 'circle-check',
  missing: 'circle', incomplete: 'circle-alert', open: 'circle',
};

/**
 * @param {{draft: import('../../core/draft.js').Draft, standing: import('./standing.js').Standing, at: string,
 *   to: (card: string) => void, close: () => void}} props
 */
export function Overview({ draft, standing, at, to, close }) {
  const chosen = (shut) => (card) => {
    shut();
    to(card);
  };
  return html`<${Panel} id="overview-title" title=${t('visit.overview')} kind="overview" closed=${close}>
    ${(shut) => html`<${Listed} draft=${draft} standing=${standing} at=${at} choose=${chosen(shut)} />`}
  <//>`;
}

/** @param {{draft: import('../../core/draft.js').Draft, standing: import('./standing.js').Standing, at: string, choose: (card: string) => void}} props */
function Listed({ draft, standing, at, choose }) {
  return html`<ul class="rows"><li><button type="button" class="row" aria-current=${at === PEOPLE ? 'true' : null} onClick=${() => choose(PEOPLE)}>
      <${Icon} name="users" /><span class="row-text"><strong>${t('people.title')}</strong></span></button></li></ul>
    ${standing.groups.map((group) => html`<section key=${group.name}>
      <h3><span lang="vi">${group.name}</span> <span class="quiet">${group.answered}/${group.items.length}</span></h3>
      <ul class="rows">${group.items.map((item) => html`<${Row} key=${item.code} item=${item} state=${stateOf(item, standing)} here=${item.code === at} choose=${choose} />`)}</ul>
    </section>`)}
    <${Discard} draft=${draft} standing=${standing} />`;
}

/** @param {{item: import('../../core/checklist.js').Item, state: string, here: boolean, choose: (card: string) => void}} props */
function Row({ item, state, here, choose }) {
  return html`<li><button type="button" class="row" aria-current=${here ? 'true' : null} onClick=${() => choose(item.code)}>
    <span class=${`state state-${state}`}><${Icon} name=${MARKS[state]} /></span>
    <span class="row-text"><span class="overview-question"><span class="code">${item.code}</span> ${inLanguage(item.question)}</span></span>
    <span class=${`tag state-tag state-${state}`}>${t(`state.${state}`)}</span>
  </button></li>`;
}

/** Three taps, each telling more: what is thrown away is nowhere else. @param {{draft: import('../../core/draft.js').Draft, standing: import('./standing.js').Standing}} props */
function Discard({ draft, standing }) {
  const [step, setStep] = useState(0);
  const { busy, trouble, work } = useWork();
  const photos = Object.values(draft.row.photos).filter((one) => one.kind === 'photo').length;
  const gone = async () => {
    if (await work(() => drafts.discard(draft.id))) go('', { replace: true });
  };
  return html`<section class="discard">
    ${step === 0 && html`<button type="button" class="button" onClick=${() => setStep(1)}><${Icon} name="trash" />${t('discard.title')}</button>`}
    ${step > 0 && html`<div class="notice notice-bad" role="alert"><${Icon} name="triangle-alert" /><div>
      <p class="notice-title">${t('discard.what', { answers: standing.answered, photos })}</p>
      <p>${t('discard.nowhere')}</p>
      <div class="button-row">
        <button type="button" class="button" onClick=${() => setStep(0)}>${t('discard.keep')}</button>
        ${step === 1 && html`<button type="button" class="button danger" key="first" onClick=${() => setStep(2)}>${t('discard.yes')}</button>`}
        ${step === 2 && html`<button type="button" class="button danger" key="second" disabled=${busy} onClick=${gone}>${t('discard.sure')}</button>`}
      </div></div></div>`}
    <${TroubleNotice} trouble=${trouble} />
  </section>`;
}
