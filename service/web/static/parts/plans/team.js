/** The team of an inspection: inspectors by their accounts, others by name, and who leads. */

import { patchVersion } from '../../lib/api.js';
import { useAnswer } from '../../lib/loading.js';
import { html, useState } from '../../lib/preact.js';
import { useSending } from '../../lib/sending.js';
import { t } from '../../lib/words.js';
import { LongField, SelectField } from '../fields.js';
import { ProblemNotice, Skeleton } from '../notice.js';
import { Panel } from '../panel.js';

/** @param {{inspection: any, kept: () => void, close: () => void}} props */
export function TeamPanel({ inspection, kept, close }) {
  const { data, problem } = useAnswer(`/inspections/${inspection.id}/inspectors`);
  return html`<${Panel} id="team-title" over=${inspection.name} title=${t('inspections.team')} close=${close}>
    <${ProblemNotice} problem=${problem} />
    ${data ? html`<${TeamForm} inspection=${inspection} inspectors=${data.items} kept=${kept} />` : html`<${Skeleton} lines=${4} />`}
  <//>`;
}

/** @param {{inspection: any, inspectors: any[], kept: () => void}} props */
function TeamForm({ inspection, inspectors, kept }) {
  const before = inspection.team;
  const [chosen, setChosen] = useState(before.filter((one) => one.account).map((one) => one.account));
  const [lead, setLead] = useState(before.find((one) => one.lead)?.account || '');
  const [others, setOthers] = useState(before.filter((one) => !one.account).map((one) => [one.name, one.body].filter(Boolean).join(', ')).join('\n'));
  const { problem, busy, send } = useSending();
  const toggle = (name) => setChosen(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name]);
  const leader = chosen.includes(lead) ? lead : chosen[0] || '';
  const submit = (event) => {
    event.preventDefault();
    const team = [...chosen.map((name) => memberOf(name, before, inspectors, leader)), ...namesIn(others)];
    send(() => patchVersion(`/inspections/${inspection.id}`, { team }, inspection.version), { done: kept });
  };
  const names = Object.fromEntries(inspectors.map((one) => [one.username, one.name]));
  return html`<form class="form" onSubmit=${submit}>
    <${ProblemNotice} problem=${problem} />
    <fieldset class="ticks"><legend>${t('team.inspectors')}</legend><div class="ticks-in">
      ${inspectors.map((one) => html`<label class="choice" key=${one.username}><input type="checkbox" checked=${chosen.includes(one.username)} onChange=${() => toggle(one.username)} />${one.name}</label>`)}
    </div></fieldset>
    ${chosen.length > 0 && html`<${SelectField} id="lead" label=${t('team.lead')} value=${leader} options=${chosen.map((name) => [name, names[name] || name])} onChange=${setLead} />`}
    <${LongField} id="others" label=${t('team.others')} hint=${t('team.others-hint')} rows=${3} value=${others} onInput=${(event) => setOthers(event.currentTarget.value)} />
    <div><button class="button primary" disabled=${busy || (chosen.length === 0 && others.trim() !== '')}>${t('act.save')}</button></div>
  </form>`;
}

/** @param {string} account @param {any[]} before @param {any[]} inspectors @param {string} lead */
function memberOf(account, before, inspectors, lead) {
  const known = before.find((one) => one.account === account) || { position: '', body: '' };
  const name = known.name || inspectors.find((one) => one.username === account)?.name || account;
  return { name, position: known.position, body: known.body, account, lead: account === lead };
}

/** @param {string} text a line for each: name, body */
function namesIn(text) {
  const lines = text.split('\n').map((line) => line.trim()).filter(Boolean);
  return lines.map((line) => {
    const [name, ...body] = line.split(',');
    return { name: name.trim(), position: '', body: body.join(',').trim(), account: null, lead: false };
  });
}
