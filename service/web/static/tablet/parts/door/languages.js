/** The two languages, each in its own words; the whole app follows. */

import { html } from '../../../lib/preact.js';
import { currentLanguage, speak } from '../../core/words.js';
import { tell } from '../../core/events.js';

const NAMES = /** @type {const} */ ({ vi: 'Tiếng Việt', en: 'English' });

export function Languages() {
  const choose = (language) => {
    speak(language);
    tell('language');
  };
  return html`<div class="languages" role="group" aria-label="Ngôn ngữ, Language">
    ${Object.entries(NAMES).map(([language, name]) => html`<button type="button" class="button" lang=${language} key=${language}
      aria-pressed=${String(currentLanguage() === language)} onClick=${() => choose(language)}>${name}</button>`)}
  </div>`;
}
