/** Which areas a unit has: the whole province, or those that are ticked; old ones it has stay as they are. */

import { folded } from '../../lib/folded.js';
import { useCommunes } from '../../lib/known.js';
import { html, useState } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { SelectField, TextField } from '../fields.js';

/** @param {{areas: string[] | null, set: (areas: string[] | null) => void}} props */
export function UnitAreas({ areas, set }) {
  const [before, setBefore] = useState(areas || []);
  const choose = (how) => {
    if (areas) setBefore(areas);
    set(how === 'all' ? null : before);
  };
  return html`<${SelectField} id="reach" label=${t('unit.areas')} value=${areas === null ? 'all' : 'some'} onChange=${choose}
      options=${[['all', t('area.all')], ['some', t('unit.some-areas')]]} />
    ${areas && html`<${Ticked} areas=${areas} set=${set} />`}`;
}

/** @param {{areas: string[], set: (areas: string[]) => void}} props */
function Ticked({ areas, set }) {
  const communes = useCommunes();
  const [sought, setSought] = useState('');
  const shown = communes.filter((area) => folded(area.full_name).includes(folded(sought)));
  const toggle = (key) => set(areas.includes(key) ? areas.filter((one) => one !== key) : [...areas, key]);
  return html`<fieldset class="ticks">
    <legend>${t('unit.ticked', { n: areas.length })}</legend>
    <${TextField} id="sought" type="search" label=${t('unit.find-area')} value=${sought} autocomplete="off" onInput=${(event) => setSought(event.currentTarget.value)} />
    <div class="ticks-in" tabindex="0" role="group" aria-label=${t('unit.areas')}>
      ${shown.map((area) => html`<${Tick} key=${area.code} area=${area} ticked=${areas.includes(`2025:${area.code}`)} toggle=${toggle} />`)}
    </div>
  </fieldset>`;
}

/** @param {{area: any, ticked: boolean, toggle: (key: string) => void}} props */
function Tick({ area, ticked, toggle }) {
  return html`<label class="choice"><input type="checkbox" checked=${ticked} onChange=${() => toggle(`2025:${area.code}`)} />${area.full_name}</label>`;
}
