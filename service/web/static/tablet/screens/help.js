/** Help: how a visit goes, what to do without a network, what hiding and receipts mean; all of it lies on the tablet. */

import { html } from '../../lib/preact.js';
import { Icon } from '../../parts/icon.js';
import * as vault from '../core/vault.js';
import { t } from '../core/words.js';
import { Bar } from '../parts/bar.js';
import { href } from '../route.js';

/** Each step with the icon that the person sees at that place. */
const STEPS = [
  ['search', 'help.find'],
  ['list-checks', 'help.answer'],
  ['camera', 'help.photo'],
  ['undo-2', 'help.leave'],
  ['pen-line', 'help.sign'],
  ['send', 'help.finish'],
];
const MATTERS = [
  ['wifi-off', 'help.offline'],
  ['eye-off', 'help.hide'],
  ['file-check', 'help.receipt'],
  ['triangle-alert', 'help.attention'],
  ['key-round', 'help.pin'],
];

export function Help() {
  const { limits } = vault.facts();
  const values = { minutes: limits.idle_minutes, days: limits.days_kept_after_receipt, contact: limits.days_without_contact, tries: limits.wrong_pins };
  return html`<${Bar} title=${t('home.help')} />
    <main class="tablet-page home-page help">
      <section><h2>${t('help.visit')}</h2>
        <ol class="steps">${STEPS.map(([icon, words]) => html`<li key=${words}><${Icon} name=${icon} />
          <div><h3>${t(words)}</h3><p>${t(`${words}-how`)}</p></div></li>`)}</ol>
      </section>
      ${MATTERS.map(([icon, words]) => html`<section key=${words} class="card help-matter"><h2><${Icon} name=${icon} />${t(words)}</h2>
        <p>${t(`${words}-how`, values)}</p></section>`)}
      <section><h2>${t('help.who')}</h2>
        <div class="stack"><p>${t('help.who-how')}</p>
          <div class="button-row">
            <a class="button" href=${href('calls')}><${Icon} name="phone" />${t('home.calls')}</a>
            <a class="button" href=${href('tablet')}><${Icon} name="settings" />${t('home.tablet')}</a>
          </div></div>
      </section>
    </main>`;
}
