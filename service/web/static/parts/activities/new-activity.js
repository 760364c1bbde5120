/** The panel by which an activity is recorded: what its form asks for, and no more. */

import { get } from '../../lib/api.js';
import { today } from '../../lib/format.js';
import { useCommunes } from '../../lib/known.js';
import { ACTIVITY_FORMS, ACTIVITY_NUMBERS, AUDIENCES } from '../../lib/lists.js';
import { useAnswer } from '../../lib/loading.js';
import { html, useState } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { EntryForm } from '../entry-form.js';
import { Panel } from '../panel.js';

const GATHERINGS = ['session', 'conference', 'training', 'rally', 'integrated'];
const NUMBERS_OF = {
  news: ['news_items'], broadcast: ['broadcasts', 'broadcast_minutes'], post: ['posts', 'reach'], banner: ['banners'],
  panel: ['panels'], leaflet: ['leaflets'], mobile: ['mobile_rounds'], rally: ['leaflets', 'banners'],
};

/** @param {{account: any, done: (made: any) => void, close: () => void}} props */
export function NewActivity({ account, done, close }) {
  const communes = useCommunes();
  const slogans = useAnswer('/slogans').data?.items || [];
  const campaigns = useAnswer('/campaigns', { limit: 50 }).data?.items || [];
  const [signed, setSigned] = useState([]);
  const mine = account.areas ? communes.filter((area) => account.areas.includes(`2025:${area.code}`)) : communes;
  const fields = (filled) => fieldsOf(filled, mine, slogans, campaigns);
  return html`<${Panel} id="activity-new" over=${t('activities.title')} title=${t('activities.new')} close=${close}>
    <${Signers} signed=${signed} setSigned=${setSigned} />
    <${EntryForm} path="/activities" fields=${fields} values=${BLANK()} bodyOf=${(filled) => bodyOf(filled, signed)} words=${t('act.save')} done=${done} />
  <//>`;
}

const BLANK = () => ({
  form: 'session', title: '', place: '', area: '', held_on: today(), times: '1', slogan: '', campaign: '', source: '', note: '',
  ...Object.fromEntries([...AUDIENCES, ...ACTIVITY_NUMBERS].map((name) => [name, ''])),
});

/** @param {any} filled @param {any[]} areas @param {any[]} slogans @param {any[]} campaigns */
function fieldsOf({ form }, areas, slogans, campaigns) {
  const field = (id, more = {}) => ({ id, label: t(`activity.${id}`), ...more });
  const count = (id, group) => ({ id, label: t(`${group}.${id}`), type: 'number', min: 0, path: `${group === 'audience' ? 'attendance' : 'numbers'}.${id}` });
  const none = ['', t('activity.none-of')];
  const numbers = NUMBERS_OF[form] || ['leaflets'];
  return [
    field('form', { options: ACTIVITY_FORMS.map((one) => [one, t(`activity-form.${one}`)]) }),
    field('title', { error: t('plan.needed'), rows: 2 }), field('held_on', { type: 'date', max: today(), error: t('plan.needed') }),
    field('place'), field('area', { options: [['', t('activity.whole')], ...areas.map((area) => [area.code, area.full_name])] }),
    field('times', { type: 'number', min: 1 }),
    ...(GATHERINGS.includes(form) ? AUDIENCES.map((id) => count(id, 'audience')) : []),
    ...numbers.map((id) => count(id, 'activity-number')),
    field('slogan', { options: [none, ...slogans.map((one) => [one.code, one.words])] }),
    field('campaign', { options: [none, ...campaigns.map((one) => [one.id, one.name])] }),
    field('source', { hint: t('activity.source-hint') }), field('note', { rows: 2 }),
  ];
}

/** @param {any} filled @param {any[]} signed */
function bodyOf(filled, signed) {
  const counted = (names) => Object.fromEntries(names.map((name) => [name, Number(filled[name]) || 0]));
  return {
    form: filled.form, title: filled.title, place: filled.place, held_on: filled.held_on, times: Number(filled.times) || 1,
    area: filled.area ? { scheme: '2025', code: filled.area } : null, attendance: counted(AUDIENCES), numbers: counted(ACTIVITY_NUMBERS),
    slogans: filled.slogan ? [filled.slogan] : [], campaign_id: filled.campaign || null, source: filled.source, note: filled.note,
    signed: signed.map((one) => one.id),
  };
}

/** Establishments that signed commitments there, found in the register. @param {{signed: any[], setSigned: any}} props */
function Signers({ signed, setSigned }) {
  const [found, setFound] = useState([]);
  const [asked, setAsked] = useState('');
  const look = async (text) => {
    setAsked(text);
    setFound(text.trim().length > 1 ? (await get('/establishments', { q: text, limit: 6 })).items : []);
  };
  const add = (place) => { setSigned([...signed.filter((one) => one.id !== place.id), place]); setFound([]); setAsked(''); };
  return html`<details class="card basis"><summary>${t('activity.signed', { n: signed.length })}</summary>
    <div class="field"><label for="signer">${t('activity.signer')}</label>
      <input id="signer" autocomplete="off" value=${asked} onInput=${(event) => look(event.currentTarget.value).catch(() => setFound([]))} /></div>
    <ul class="plain-list">${found.map((place) => html`<li key=${place.id}><button type="button" class="as-link" onClick=${() => add(place)}>${place.name}</button> <span class="quiet">${place.address}</span></li>`)}</ul>
    <ul class="plain-list">${signed.map((place) => html`<li key=${place.id}>${place.name} <button type="button" class="as-link" aria-label=${t('activity.unsign', { name: place.name })} onClick=${() => setSigned(signed.filter((one) => one.id !== place.id))}>${t('activity.remove')}</button></li>`)}</ul>
  </details>`;
}
