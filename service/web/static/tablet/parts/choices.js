/** One of several, each a whole row to tap. */

import { html } from '../../lib/preact.js';

/**
 * @param {{name: string, legend: string, value: string, options: {value: string, words: string, under?: string}[],
 *   onChange: (value: string) => void, children?: any}} props
 */
export function Choices({ name, legend, value, options, onChange, children }) {
  return html`<fieldset class="choices">
    <legend>${legend}</legend>
    <div class="rows">
      ${options.map((one) => html`<label key=${one.value} class="choice">
        <input type="radio" name=${name} value=${one.value} checked=${one.value === value} onChange=${() => onChange(one.value)} />
        <span><strong>${one.words}</strong>${one.under && html`<span class="place-where">${one.under}</span>`}</span>
      </label>`)}
    </div>
    ${children}
  </fieldset>`;
}
