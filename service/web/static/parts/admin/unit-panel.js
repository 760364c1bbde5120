/** A unit is added or changed: its name, what it is under, its days, its areas. */

import { post, put } from '../../lib/api.js';
import { html, useState } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { useDelicate } from '../account/step-up.js';
import { Panel } from '../panel.js';
import { FieldsForm } from './fields-form.js';
import { UNIT_KINDS } from './options.js';
import { UnitAreas } from './unit-areas.js';

const NEW = { code: '', name: '', kind: 'commune', parent: '', symbol: '', superior: '', valid_from: '', valid_to: '', areas: [] };

/** @param {{unit: any | null, units: any[], account: any, people: number, kept: () => void, close: () => void}} props `people` are the unit's open accounts */
export function UnitPanel({ unit, units, account, people, kept, close }) {
  const [areas, setAreas] = useState(unit ? unit.areas : NEW.areas);
  const act = useDelicate(account);
  const values = Object.fromEntries(Object.keys(NEW).filter((name) => name !== 'areas').map((name) => [name, (unit || NEW)[name] || '']));
  const submit = ({ code, ...filled }) => {
    const body = { ...filled, parent: filled.parent || null, valid_to: filled.valid_to || null, areas };
    const call = unit ? () => put(`/units/${encodeURIComponent(unit.code)}`, body, unit.version) : () => post('/units', { code, ...body });
    act.run(call, kept);
  };
  return html`<${Panel} id="unit-title" over=${unit ? html`<span class="code">${unit.code}</span>` : t('admin.units')} title=${unit ? unit.name : t('unit.new')} close=${close}>
    ${act.proof}
    <div class=${act.proof ? 'unseen-form' : ''}>
      <p class="quiet">${t('unit.lead')}</p>
      ${people > 0 && html`<p class="quiet">${t('unit.people', { n: people })}</p>`}
      <${FieldsForm} fields=${fieldsOf(unit, units)} values=${values} words=${t(unit ? 'act.save' : 'unit.add')} problem=${act.problem} busy=${act.busy} submit=${submit}>
        <${UnitAreas} areas=${areas} set=${setAreas} />
      <//>
    </div>
  <//>`;
}

/** @param {any | null} unit @param {any[]} units */
function fieldsOf(unit, units) {
  const kinds = [...new Set([...UNIT_KINDS, ...units.map((one) => one.kind)])];
  const above = units.filter((one) => one.code !== unit?.code).map((one) => [one.code, one.name]);
  return [
    ...(unit ? [] : [{ id: 'code', label: t('unit.code'), hint: t('unit.code-hint'), needed: t('unit.no-code'), spellcheck: false }]),
    { id: 'name', label: t('unit.name'), needed: t('unit.no-name') },
    { id: 'kind', label: t('unit.kind'), options: kinds.map((kind) => [kind, kindOf(kind)]) },
    { id: 'parent', label: t('unit.parent'), options: [['', t('unit.no-parent')], ...above] },
    { id: 'symbol', label: t('unit.symbol'), hint: t('unit.symbol-hint'), spellcheck: false },
    { id: 'superior', label: t('unit.superior'), hint: t('unit.superior-hint') },
    { id: 'valid_from', label: t('unit.from'), type: 'date', needed: t('unit.no-day') },
    { id: 'valid_to', label: t('unit.to'), hint: t('unit.to-hint'), type: 'date' },
  ];
}

/** @param {string} kind */
export const kindOf = (kind) => (UNIT_KINDS.includes(kind) ? t(`unit-kind.${kind}`) : kind);
