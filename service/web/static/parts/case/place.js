/** The place of a case: what it is, whom to call there, and where it lies. */

import { useAnswer } from '../../lib/loading.js';
import { html } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { Facts } from '../facts.js';
import { ProblemNotice } from '../notice.js';
import { StateTag } from '../tag.js';
import { PlaceMap } from './place-map.js';

/** @param {{one: any, place: any, areaName: (key: string) => string}} props `place` is of `useAnswer` */
export function Place({ one, place, areaName }) {
  const areas = useAnswer('/areas', { scheme: '2025', level: 'commune' });
  return html`<section class="card"><h2>${t('place.facts')}</h2>
    <${ProblemNotice} problem=${place.problem} again=${place.again} />
    ${place.data && html`<${Facts} facts=${[
      [t('place.status'), html`<${StateTag} list="status" value=${place.data.status} />`],
      [t('place.kind'), t(`kind.${place.data.kind}`)],
      [t('place.address'), place.data.address],
      [t('place.area'), areaName(`${one.area.scheme}:${one.area.code}`)],
      [t('place.owner'), place.data.owner?.name],
      [t('owner.phone'), place.data.owner?.phone],
    ]} />
    ${place.data.point && areas.data && html`<${PlaceMap} name=${place.data.name} point=${place.data.point.coordinates} communes=${areas.data.items} />`}`}
  </section>`;
}
