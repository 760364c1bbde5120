/** An icon as inline SVG; decoration only, the words stand beside it. */

import { html } from '../lib/preact.js';
import { ICONS } from '../vendor/lucide-1.62.0.js';

/** @param {{name: string, filled?: boolean}} props */
export function Icon({ name, filled = false }) {
  return html`<svg
    class=${filled ? 'icon icon-filled' : 'icon'}
    viewBox="0 0 24 24"
    aria-hidden="true"
    focusable="false"
  >
    ${ICONS[name].map(([Tag, attributes]) => html`<${Tag} ...${attributes} />`)}
  </svg>`;
}
