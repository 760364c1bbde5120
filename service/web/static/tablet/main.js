/** The tablet's first module: opens the app and shows its screens. */

import { html, render } from '../lib/preact.js';
import { boot } from './core/app.js';
import { Shell } from './shell.js';

/** @type {() => void} */
let lost = () => {};
const whenLost = (/** @type {() => void} */ listener) => {
  lost = listener;
};

const begun = await boot(() => lost());
const page = /** @type {HTMLElement} */ (document.getElementById('page'));
page.replaceChildren();
render(html`<${Shell} begun=${begun} whenLost=${whenLost} />`, page);
