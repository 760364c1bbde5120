/** An establishment entered or changed at the desk; a change of somebody else is told, and nothing is lost. */

import { get, patchVersion, post } from '../../lib/api.js';
import { useCommunes } from '../../lib/known.js';
import { KINDS, STATUSES } from '../../lib/lists.js';
import { newId } from '../../lib/new-id.js';
import { html, useState } from '../../lib/preact.js';
import { useSending } from '../../lib/sending.js';
import { t } from '../../lib/words.js';
import { ErrorSummary } from '../error-summary.js';
import { SelectField, TextField } from '../fields.js';
import { ProblemNotice } from '../notice.js';
import { Panel } from '../panel.js';
import { PointField } from './point-field.js';

const TEXTS = ['name', 'address', 'owner_name', 'phone', 'email'];

/** @param {{place?: any, done: (place: any) => void, close: () => void}} props without a `place` it is a new one */
export function PlaceForm({ place, done, close }) {
  const [id] = useState(newId);
  const [base, setBase] = useState(place);
  const [filled, setFilled] = useState(() => filledOf(place));
  const { problem, busy, send } = useSending();
  const communes = useCommunes();
  const set = (name) => (value) => setFilled((old) => ({ ...old, [name]: value }));
  const save = () => (base ? patchVersion(`/establishments/${base.id}`, changesOf(filled, base), base.version) : post('/establishments', { id, ...bodyOf(filled) }));
  const submit = (event) => {
    event.preventDefault();
    send(save, { done });
  };
  const errors = told(problem);
  const text = (name, more = {}) => html`<${TextField} id=${`p-${name}`} label=${t(`place-form.${name}`)} autocomplete="off" value=${filled[name]} error=${errors[name]} onInput=${(event) => set(name)(event.currentTarget.value)} ...${more} />`;
  return html`<${Panel} id="place-form" over=${t('register.title')} title=${place ? t('place-form.change') : t('place-form.new')} close=${close}>
    <form class="form" onSubmit=${submit} novalidate>
      <${ErrorSummary} errors=${Object.fromEntries(Object.entries(errors).map(([name, words]) => [`p-${name}`, words]))} />
      ${problem && Object.keys(errors).length === 0 && html`<${ProblemNotice} problem=${problem} />`}
      ${problem?.status === 412 && html`<${Moved} id=${base.id} filled=${filled} base=${base} take=${setBase} />`}
      ${text('name')}
      <${SelectField} id="p-kind" label=${t('place.kind')} value=${filled.kind} options=${KINDS.map((kind) => [kind, t(`kind.${kind}`)])} onChange=${set('kind')} />
      <${SelectField} id="p-status" label=${t('place.status')} value=${filled.status} options=${STATUSES.map((status) => [status, t(`status.${status}`)])} onChange=${set('status')} />
      ${text('stars', { type: 'number', min: 1, max: 5 })}${text('rooms', { type: 'number', min: 0 })}${text('address')}
      <${SelectField} id="p-area" label=${t('place.area')} value=${filled.area} error=${errors.area} options=${[['', t('place-form.choose')], ...communes.map((area) => [area.code, area.full_name])]} onChange=${set('area')} />
      <${PointField} point=${filled.point} error=${errors.point} set=${set('point')} />
      ${place && !place.owner ? null : html`${text('owner_name')}${text('phone', { type: 'tel' })}${text('email', { type: 'email' })}`}
      <div><button class="button primary" disabled=${busy}>${busy ? t('loading') : t('act.save')}</button></div>
    </form>
  <//>`;
}

/** What somebody else changed meanwhile, beside what was typed here. @param {{id: string, filled: any, base: any, take: (place: any) => void}} props */
function Moved({ id, filled, base, take }) {
  const [theirs, setTheirs] = useState(/** @type {any} */ (null));
  const { problem, send } = useSending();
  const look = () => send(() => get(`/establishments/${id}`), { done: setTheirs });
  if (!theirs) return html`<div><${ProblemNotice} problem=${problem} /><button type="button" class="button" onClick=${look}>${t('place-form.compare')}</button></div>`;
  const [old, now] = [filledOf(base), filledOf(theirs)];
  const names = Object.keys(now).filter((name) => String(now[name]) !== String(old[name]));
  return html`<section class="card"><h3>${t('place-form.theirs')}</h3>
    <ul class="plain-list">${names.map((name) => html`<li key=${name}>${t(`place-form.${name}`)}: <strong>${String(now[name])}</strong> · ${t('place-form.yours')}: ${String(filled[name])}</li>`)}</ul>
    <button type="button" class="button" onClick=${() => take(theirs)}>${t('place-form.keep')}</button></section>`;
}

/** @param {any} place */
function filledOf(place) {
  const point = place?.point?.coordinates;
  return {
    name: place?.name || '', kind: place?.kind || 'guesthouse', status: place?.status || 'active', stars: place?.stars ?? '', rooms: place?.rooms ?? '',
    address: place?.address || '', area: place?.area?.scheme === '2025' ? place.area.code : '', point: point ? [point[1], point[0]].join(', ') : '',
    owner_name: place?.owner?.name || '', phone: place?.owner?.phone || '', email: place?.owner?.email || '',
  };
}

/** @param {any} filled */
function bodyOf(filled) {
  const [latitude, longitude] = filled.point.split(/[,;\s]+/).map(Number);
  const whole = (text) => (text === '' || text == null ? null : Number(text));
  const trimmed = Object.fromEntries(TEXTS.map((name) => [name, filled[name].trim()]));
  return {
    name: trimmed.name, kind: filled.kind, status: filled.status, stars: whole(filled.stars), rooms: whole(filled.rooms), address: trimmed.address,
    ...(filled.area ? { area: { scheme: '2025', code: filled.area } } : {}),
    point: filled.point.trim() ? { type: 'Point', coordinates: [longitude, latitude] } : null,
    owner: { name: trimmed.owner_name, phone: trimmed.phone, email: trimmed.email },
  };
}

/** Only what is another than what was read. @param {any} filled @param {any} base */
function changesOf(filled, base) {
  const [body, before] = [bodyOf(filled), bodyOf(filledOf(base))];
  return Object.fromEntries(Object.entries(body).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])));
}

/** @param {any} problem @returns {Record<string, string>} */
function told(problem) {
  const found = {};
  for (const [path, [fault]] of Object.entries(problem?.errors || {})) {
    const name = path === 'owner.name' ? 'owner_name' : path.replace('owner.', '').split('.')[0];
    found[name] = fault.message;
  }
  return found;
}
