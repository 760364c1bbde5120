/** The way up from a page to the list it belongs to. */

import { html } from '../lib/preact.js';
import { Icon } from './icon.js';

/** @param {{to: string, words: string}} props */
export function Back({ to, words }) {
  return html`<p class="back"><a href=${to}><${Icon} name="arrow-left" />${words}</a></p>`;
}
