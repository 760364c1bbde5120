/** Facts as pairs of a name and what it is; what is absent is not told. */

import { html } from '../lib/preact.js';

/** @param {{facts: [string, any][]}} props */
export function Facts({ facts }) {
  const told = facts.filter(([, what]) => what !== null && what !== undefined && what !== '');
  return html`<dl class="facts">
    ${told.map(([name, what]) => html`<div key=${name}><dt>${name}</dt><dd>${what}</dd></div>`)}
  </dl>`;
}
