/** Adds a place that the register does not have, after looking whether it has; or mends one that the server refused. */

import { html, useEffect, useRef, useState } from '../../lib/preact.js';
import * as format from '../../lib/format.js';
import { Icon } from '../../parts/icon.js';
import { SelectField, TextField } from '../../parts/fields.js';
import * as catalogue from '../core/catalogue.js';
import * as outbox from '../core/outbox.js';
import { locate } from '../core/position.js';
import * as register from '../core/register.js';
import { account } from '../core/session.js';
import { asTrouble } from '../core/trouble.js';
import * as vault from '../core/vault.js';
import { t } from '../core/words.js';
import { Bar } from '../parts/bar.js';
import { Combobox } from '../parts/combobox.js';
import { BLANK, faultsOf, fieldsOf, isBlank, typedOf } from '../parts/find/new-place.js';
import { backToFind } from '../parts/find/query.js';
import { useRead, useWork } from '../parts/hooks.js';
import { TroubleNotice } from '../parts/notice.js';
import { KINDS, PlaceRow } from '../parts/place.js';
import { Summary } from '../parts/summary.js';
import { go, href, query } from '../route.js';

/** @typedef {import('../parts/find/new-place.js').Typed} Typed */

const POOR_METRES = 100;

export function NewPlace() {
  const mended = register.get(query().get('mend') ?? '');
  const { value: begun, trouble } = useRead(async () => (await register.begun()) ?? null, []);
  const title = mended ? t('find.mend-title') : t('find.new-title');
  return html`<${Bar} title=${title} back=${mended ? afterMending(mended) : backToFind()} />
    <main class="tablet-page">
      <${TroubleNotice} trouble=${trouble} />
      ${vault.facts().lapsed && html`<p class="notice notice-warn">${t('find.lapsed')}</p>`}
      ${!vault.facts().lapsed && begun !== undefined && html`<${Form} mended=${mended} begun=${begun} />`}
    </main>`;
}

/** @param {{mended: import('../core/register.js').Establishment | undefined, begun: Typed | null}} props */
function Form({ mended, begun }) {
  const { typed, change, unkept, stop } = useTyped(first(mended, begun), !mended);
  const [faults, setFaults] = useState({});
  const [alike, setAlike] = useState(/** @type {ReturnType<typeof register.alike>} */ ([]));
  const { busy, trouble, work } = useWork();
  const set = (patch) => {
    change(patch);
    setAlike([]);
  };
  const add = () =>
    work(async () => {
      const to = mended ? await mend(mended, typed) : `places/${(await register.add(fieldsOf(typed))).id}`;
      stop();
      go(to, { replace: true });
    });
  const send = (event) => {
    event.preventDefault();
    const wrong = faultsOf(typed);
    setFaults(wrong);
    if (Object.keys(wrong).length) return;
    const same = mended ? [] : register.alike(fieldsOf(typed));
    setAlike(same);
    if (!same.length) add();
  };
  return html`<form class="tablet-form" noValidate onSubmit=${send}>
    <${Summary} title=${t('find.wrong')} faults=${faults} />
    <${TroubleNotice} trouble=${unkept} />
    <${Fields} typed=${typed} set=${set} faults=${faults} />
    <${PointField} point=${typed.point} onChange=${(point) => set({ point })} />
    <${TroubleNotice} trouble=${trouble} />
    ${alike.length ? html`<${Alike} found=${alike} busy=${busy} add=${add} />` : html`<button class="button primary wide" disabled=${busy}>
      <${Icon} name=${mended ? 'check' : 'plus'} />${mended ? t('find.mend') : t('find.add')}
    </button>`}
    ${!mended && html`<p class="quiet">${t('find.kept')}</p>`}
    ${!mended && !isBlank(typed) && html`<button type="button" class="button" onClick=${() => set(BLANK)}>${t('find.clear-all')}</button>`}
  </form>`;
}

function Fields({ typed, set, faults }) {
  const text = (name, more) => html`<${TextField} id=${`place-${name}`} label=${t(`find.${name}`)} value=${typed[name]} error=${faults[`place-${name}`]}
    autocomplete="off" onInput=${(event) => set({ [name]: event.currentTarget.value })} ...${more} />`;
  return html`
    ${text('name', { required: true })}
    <${KindField} value=${typed.kind} error=${faults['place-kind']} onChange=${(kind) => set({ kind })} />
    ${text('address', { hint: t('find.address-hint') })}
    <${Combobox} id="place-area" label=${t('find.area')} hint=${t('find.area-hint')} error=${faults['place-area']} value=${typed.area}
      options=${communes()} onChange=${(area) => set({ area })} />
    ${text('owner', { hint: t('find.owner-hint') })} ${text('phone', { hint: t('find.owner-hint'), type: 'tel', inputmode: 'tel' })}`;
}

function KindField({ value, error, onChange }) {
  const options = /** @type {[string, string][]} */ ([['', t('find.choose')], ...KINDS.map((kind) => [kind, t(`kind.${kind}`)])]);
  return html`<div class=${error ? 'field-wrong' : ''}>
    <${SelectField} id="place-kind" label=${t('find.kind')} value=${value} options=${options} onChange=${onChange} />
    ${error && html`<p class="field-error" id="place-kind-error">${error}</p>`}
  </div>`;
}

/** Where one stands, or none. @param {{point: Typed['point'], onChange: (point: Typed['point']) => void}} props */
function PointField({ point, onChange }) {
  const { busy, trouble, work } = useWork();
  const take = () => work(async () => onChange(await locate()));
  return html`<fieldset class="choices">
    <legend>${t('find.point')}</legend>
    <p class="field-hint">${t('find.point-hint')}</p>
    <div role="status">
      ${point && html`<p class="point-taken"><${Icon} name="map-pin" />${point.accuracy_m === null ? t('find.point-known') : t('find.point-of', { n: format.number(point.accuracy_m) })}</p>`}
      ${point?.accuracy_m > POOR_METRES && html`<p class="place-warning">${t('find.point-poor')}</p>`}
    </div>
    <${TroubleNotice} trouble=${trouble} />
    <div class="button-row">
      <button type="button" class="button" disabled=${busy} onClick=${take}><${Icon} name="locate-fixed" />${busy ? t('find.locating') : point ? t('find.again-point') : t('find.take-point')}</button>
      ${point && html`<button type="button" class="button" onClick=${() => onChange(null)}><${Icon} name="x" />${t('find.drop-point')}</button>`}
    </div>
  </fieldset>`;
}

/** Places that may be the same: to be chosen instead, or passed by knowingly. */
function Alike({ found, busy, add }) {
  const head = useRef(null);
  useEffect(() => head.current.focus(), []);
  return html`<section class="card alike">
    <h2 tabindex="-1" ref=${head}>${t('find.alike')}</h2>
    <p>${t('find.alike-why')}</p>
    <ul class="rows">${found.map(({ place, metres }) => html`<${PlaceRow} key=${place.id} place=${place} metres=${metres} to=${href(`places/${place.id}`)} />`)}</ul>
    <button type="button" class="button wide" disabled=${busy} onClick=${add}>${t('find.add-anyway')}</button>
  </section>`;
}

/**
 * What is typed, on the disk as it is typed, so that a reload or a lock takes nothing.
 * @param {Typed} begun @param {boolean} isKept
 */
function useTyped(begun, isKept) {
  const [typed, setTyped] = useState(begun);
  const [unkept, setUnkept] = useState(null);
  const newest = useRef(typed);
  const added = useRef(false);
  const change = (patch) => {
    if (added.current) return; // A position that comes too late.
    newest.current = { ...newest.current, ...patch };
    setTyped(newest.current);
    if (!isKept) return;
    const kept = register.keepBegun(isBlank(newest.current) ? null : newest.current);
    kept.then(() => setUnkept(null), (error) => setUnkept(asTrouble(error)));
  };
  const stop = () => {
    added.current = true;
  };
  return { typed, change, unkept, stop };
}

/** @param {import('../core/register.js').Establishment} place @param {Typed} typed @returns {Promise<string>} the route to go on */
async function mend(place, typed) {
  await register.mend(place.id, fieldsOf(typed));
  outbox.sendDue();
  return afterMending(place);
}

/** Back to the visit that waits for it. @param {{id: string}} place */
function afterMending({ id }) {
  const visit = query().get('visit');
  return visit ? `sent/${visit}` : `places/${id}`;
}

/** @returns {Typed} */
function first(mended, begun) {
  return mended ? typedOf(mended) : begun ?? { ...BLANK, name: query().get('name') ?? '' };
}

/** Those of one's own area: others would be refused. @returns {[string, string][]} */
function communes() {
  const areas = account()?.areas ?? null;
  const own = catalogue.communes().filter(({ scheme, code }) => !areas || areas.includes(`${scheme}:${code}`));
  return own.map(({ code, full_name }) => [code, full_name]);
}
