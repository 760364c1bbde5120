/** A choice among many by typing a part of its name, accents or not (WAI-ARIA combobox with a list). */

import { html, useEffect, useRef, useState } from '../../lib/preact.js';
import { Icon } from '../../parts/icon.js';
import { folded } from '../core/names.js';
import { t } from '../core/words.js';

/**
 * @param {{id: string, label: string, value: string, options: [value: string, words: string][], onChange: (value: string) => void,
 *   hint?: string, error?: string, placeholder?: string}} props `value` empty: nothing chosen
 */
export function Combobox({ id, label, value, options, onChange, hint = '', error = '', placeholder = '' }) {
  const words = options.find(([key]) => key === value)?.[1] ?? '';
  const [typed, setTyped] = useState(/** @type {string | null} */ (null));
  const [active, setActive] = useState(0);
  const list = useRef(null);
  const open = typed !== null;
  const found = open ? fitting(options, typed) : [];
  const choose = (key) => {
    onChange(key);
    setTyped(null);
  };
  const type = (text) => {
    setTyped(text);
    setActive(0);
  };
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active, open]);
  const key = (event) => {
    if (event.key === 'Escape' && open) setTyped(null);
    else if (event.key === 'Enter' && open && found[active]) choose(found[active][0]);
    else if (event.key === 'ArrowDown') open ? setActive(Math.min(active + 1, found.length - 1)) : type('');
    else if (event.key === 'ArrowUp' && open) setActive(Math.max(active - 1, 0));
    else return;
    event.preventDefault();
  };
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return html`<div class=${error ? 'field field-wrong combobox' : 'field combobox'}>
    <label for=${id}>${label}</label>
    ${hint && html`<p class="field-hint" id=${`${id}-hint`}>${hint}</p>`}
    ${error && html`<p class="field-error" id=${`${id}-error`}>${error}</p>`}
    <div class="combobox-box">
      <input id=${id} role="combobox" autocomplete="off" aria-expanded=${open} aria-controls=${`${id}-list`} aria-autocomplete="list"
        aria-activedescendant=${open && found.length ? `${id}-${active}` : undefined} aria-invalid=${error ? 'true' : undefined}
        aria-describedby=${told || undefined} placeholder=${open && words ? words : placeholder} value=${typed ?? words}
        onInput=${(event) => type(event.currentTarget.value)} onClick=${() => open || type('')} onKeyDown=${key} onBlur=${() => setTyped(null)} />
      ${value && !open && html`<button type="button" class="combobox-clear" aria-label=${t('find.clear', { what: label })} onClick=${() => onChange('')}><${Icon} name="x" /></button>`}
      ${open && html`<ul class="combobox-list" id=${`${id}-list`} role="listbox" aria-label=${label} ref=${list}>
        ${found.map(([one, name], place) => html`<li key=${one} id=${`${id}-${place}`} role="option" aria-selected=${place === active}
          onPointerDown=${(event) => event.preventDefault()} onClick=${() => choose(one)}>${name}</li>`)}
        ${!found.length && html`<li class="combobox-none" role="option" aria-disabled="true" aria-selected="false">${t('find.no-option')}</li>`}
      </ul>`}
    </div>
  </div>`;
}

/** @param {[string, string][]} options @param {string} typed each of its words begins a word of the name */
function fitting(options, typed) {
  const starts = folded(typed).split(' ').filter(Boolean);
  if (!starts.length) return options;
  return options.filter(([, name]) => {
    const words = folded(name).split(' ');
    return starts.every((start) => words.some((word) => word.startsWith(start)));
  });
}
