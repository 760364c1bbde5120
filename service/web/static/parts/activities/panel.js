/** One activity in a panel: what it was, who signed, what it may be double of, and taking it back. */

import { patchVersion, postVersion } from '../../lib/api.js';
import { day, number } from '../../lib/format.js';
import { useAreaNames, useUnitNames } from '../../lib/known.js';
import { ACTIVITY_NUMBERS, AUDIENCES } from '../../lib/lists.js';
import { useAnswer } from '../../lib/loading.js';
import { html, useState } from '../../lib/preact.js';
import { useSending } from '../../lib/sending.js';
import { t } from '../../lib/words.js';
import { Facts } from '../facts.js';
import { LongField } from '../fields.js';
import { ProblemNotice, Skeleton } from '../notice.js';
import { Panel } from '../panel.js';
import { StateTag } from '../tag.js';

/** @param {{id: string, changed: () => void, open: (id: string) => void, close: () => void}} props */
export function ActivityPanel({ id, changed, open, close }) {
  const answer = useAnswer(`/activities/${id}`);
  const one = answer.data;
  const sending = useSending();
  const act = (call) => sending.send(call, { done: () => { answer.again(); changed(); } });
  return html`<${Panel} id="activity-one" over=${one ? t(`activity-form.${one.form}`) : ''} title=${one?.title || t('loading')} close=${close}>
    <${ProblemNotice} problem=${answer.problem || sending.problem} again=${answer.problem && answer.again} />
    ${!one && answer.loading && html`<${Skeleton} />`}
    ${one && html`<${Told} one=${one} />
      <${Doubles} one=${one} act=${act} busy=${sending.busy} open=${open} />
      ${one.may_change && one.state === 'standing' && html`<${Withdraw} one=${one} act=${act} busy=${sending.busy} />`}`}
  <//>`;
}

/** @param {{one: any}} props */
function Told({ one }) {
  const [unitName, areaName] = [useUnitNames(), useAreaNames()];
  const counts = (group, values, names) => names.filter((name) => values[name]).map((name) => `${t(`${group}.${name}`)}: ${number(values[name])}`).join('; ');
  return html`<${Facts} facts=${[
    [t('activity.state'), html`<${StateTag} list="activity-state" value=${one.state} />`],
    [t('activity.withdrawn-because'), one.withdrawal?.reason],
    [t('activity.held_on'), day(one.held_on)], [t('activity.times'), number(one.times)],
    [t('plan.unit'), unitName(one.unit)], [t('activity.place'), one.place],
    [t('activity.area'), one.area && areaName(`${one.area.scheme}:${one.area.code}`)],
    [t('activity.people'), counts('audience', one.attendance, AUDIENCES)], [t('activity.made'), counts('activity-number', one.numbers, ACTIVITY_NUMBERS)],
    [t('activity.institutions'), one.institutions.map((each) => each.name).join('; ')],
    [t('activity.signers'), one.signed.length > 0 && html`<ul class="plain-list">${one.signed.map((place) => html`<li><a href=${`/establishments/${place.id}`}>${place.name}</a></li>`)}</ul>`],
    [t('activity.source'), one.source], [t('activity.note'), one.note],
  ].map(([name, what]) => [name, what || null])} />
  ${one.warnings.map((warning) => html`<p class="notice notice-warn" lang="vi">${warning.message}</p>`)}`;
}

/** @param {{one: any, act: any, busy: boolean, open: (id: string) => void}} props */
function Doubles({ one, act, busy, open }) {
  if (one.doubles.length === 0) return null;
  const path = `/activities/${one.id}`;
  const merge = (other) => act(() => postVersion(`${path}/withdrawal`, { reason: t('activity.entered-twice'), same_as: other.id }, one.version));
  const apart = (other) => act(() => patchVersion(path, { apart_from: [...one.apart_from, other.id] }, one.version));
  return html`<section class="card"><h3>${t('activity.doubles')}</h3>
    <ul class="plain-list">${one.doubles.map((other) => html`<li key=${other.id}>
      <button type="button" class="as-link" onClick=${() => open(other.id)}>${other.title}</button> <span class="quiet">${day(other.held_on)}</span>
      ${one.may_change && html`<div class="list-acts"><button type="button" class="button small" disabled=${busy} onClick=${() => merge(other)}>${t('activity.merge')}</button>
        <button type="button" class="button small" disabled=${busy} onClick=${() => apart(other)}>${t('activity.apart')}</button></div>`}</li>`)}</ul>
  </section>`;
}

/** @param {{one: any, act: any, busy: boolean}} props */
function Withdraw({ one, act, busy }) {
  const [reason, setReason] = useState('');
  const submit = (event) => {
    event.preventDefault();
    act(() => postVersion(`/activities/${one.id}/withdrawal`, { reason }, one.version));
  };
  return html`<details class="card basis"><summary>${t('activity.withdraw')}</summary>
    <form class="form" onSubmit=${submit}>
      <${LongField} id="withdraw-reason" label=${t('activity.withdraw-why')} rows=${2} value=${reason} onInput=${(event) => setReason(event.currentTarget.value)} />
      <div><button class="button danger" disabled=${busy || reason.trim().length < 3}>${t('activity.withdraw')}</button></div>
    </form></details>`;
}
