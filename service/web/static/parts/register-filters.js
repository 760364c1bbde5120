/** The search box of the register and its filters. */

import { useCommunes } from '../lib/known.js';
import { KINDS, STATUSES } from '../lib/lists.js';
import { html, useEffect, useRef, useState } from '../lib/preact.js';
import { t } from '../lib/words.js';
import { SelectField } from './fields.js';
import { Icon } from './icon.js';

const PAUSE_MS = 250;

/** @param {{asked: Record<string, string>, change: (changes: Record<string, string>, step?: boolean) => void}} props */
export function RegisterFilters({ asked, change }) {
  const areas = useCommunes();
  const set = (name) => (value) => change({ [name]: value }, true);
  const all = /** @type {[string, string]} */ (['', t('filters.all')]);
  return html`<form class="filters" role="search" onSubmit=${(event) => event.preventDefault()}>
    <${SearchBox} value=${asked.q} change=${(q) => change({ q })} />
    <${SelectField} id="kind" label=${t('place.kind')} value=${asked.kind} onChange=${set('kind')}
      options=${[all, ...KINDS.map((kind) => [kind, t(`kind.${kind}`)])]} />
    <${SelectField} id="area" label=${t('place.area')} value=${asked.area} onChange=${set('area')}
      options=${[all, ...areas.map((area) => [area.code, area.full_name])]} />
    <${SelectField} id="status" label=${t('place.status')} value=${asked.status} onChange=${set('status')}
      options=${[all, ...STATUSES.map((status) => [status, t(`status.${status}`)])]} />
  </form>`;
}

/** @param {{value: string, change: (q: string) => void}} props asks when the typing pauses */
function SearchBox({ value, change }) {
  const [typed, setTyped] = useState(value);
  const pause = useRef(0);
  useEffect(() => setTyped(value), [value]);
  const type = (event) => {
    const words = event.currentTarget.value;
    setTyped(words);
    clearTimeout(pause.current);
    pause.current = setTimeout(() => change(words.trim()), PAUSE_MS);
  };
  return html`<div class="field search">
    <label for="q">${t('register.search')}</label>
    <div class="search-box"><${Icon} name="search" />
      <input id="q" name="q" type="search" value=${typed} onInput=${type} autocomplete="off" spellcheck=${false} />
    </div>
  </div>`;
}
