/** This tablet: whose it is, how it stands, its PIN and language, unsent visits as a file, signing out. */

import { html } from '../../lib/preact.js';
import { Icon } from '../../parts/icon.js';
import * as catalogue from '../core/catalogue.js';
import * as session from '../core/session.js';
import * as update from '../core/update.js';
import * as vault from '../core/vault.js';
import { t } from '../core/words.js';
import { Bar } from '../parts/bar.js';
import { Wipe } from '../parts/door/forgot.js';
import { Languages } from '../parts/door/languages.js';
import { CarryIn, CarryOut } from '../parts/home/carry.js';
import { ChangePin } from '../parts/home/change-pin.js';
import { Space, Sync } from '../parts/home/state.js';
import { moment } from '../parts/home/words.js';
import { useEvents, useRead } from '../parts/hooks.js';
import { href } from '../route.js';

const SHOWN_OF_VERSION = 8;

export function OwnTablet() {
  useEvents('vault', 'update');
  const { unsent } = vault.facts();
  return html`<${Bar} title=${t('home.tablet')} />
    <main class="tablet-page home-page">
      <${Facts} />
      <section><h2>${t('home.lock')}</h2><div class="card stack">
        <p>${t('home.lock-why', { minutes: vault.facts().limits.idle_minutes })}</p>
        <button type="button" class="button" onClick=${() => vault.lock()}><${Icon} name="lock" />${t('home.lock-now')}</button>
      </div></section>
      <section><h2>${t('home.language')}</h2><${Languages} /></section>
      <${Sync} />
      <${Space} ask />
      <${Drawer} icon="key-round" title=${t('home.pin')}><${ChangePin} /><//>
      <${Drawer} icon="download" title=${t('home.carry')}><${CarryOut} unsent=${unsent} /><//>
      <${Drawer} icon="inbox" title=${t('home.bring')}><${CarryIn} /><//>
      <${Drawer} icon="log-out" title=${t('home.leave')}>
        <div class="stack">
          <p>${t('home.leave-why')}</p>
          ${unsent > 0 && html`<p class="reason"><${Icon} name="triangle-alert" />${t('home.leave-unsent', { unsent })}</p>
            <a class="button wide" href=${href('outbox')}>${t('home.leave-send')}</a>`}
          <${Wipe} words=${t('home.leave-do')} before=${session.signOut} />
        </div>
      <//>
    </main>`;
}

/** What is needed rarely, out of the way until it is. @param {{icon: string, title: string, children: any}} props */
function Drawer({ icon, title, children }) {
  return html`<details class="drawer"><summary><${Icon} name=${icon} /><h2>${title}</h2><${Icon} name="chevron-down" /></summary>${children}</details>`;
}

function Facts() {
  const { value } = useRead(async () => ({ version: await update.version(), kept: await update.isKept() }), ['update']);
  const { name, username, unit } = /** @type {import('../core/session.js').Account} */ (session.account());
  const { contact } = vault.facts();
  const version = value?.version.slice(0, SHOWN_OF_VERSION) || '–';
  return html`<section><h2>${t('home.who')}</h2>
    <dl class="facts card">
      <div><dt>${t('home.account')}</dt><dd>${name} (${username})</dd></div>
      <div><dt>${t('home.unit')}</dt><dd>${catalogue.unitName(unit)}</dd></div>
      <div><dt>${t('home.device')}</dt><dd>${session.device()?.name}</dd></div>
      <div><dt>${t('home.contact')}</dt><dd>${contact ? moment(contact) : t('door.never')}</dd></div>
      <div><dt>${t('home.version')}</dt><dd><code>${version}</code>
        ${value && html`<span class=${value.kept ? 'kept' : 'reason'}><${Icon} name=${value.kept ? 'check' : 'circle-alert'} />${t(value.kept ? 'home.app-kept' : 'home.app-not-kept')}</span>`}</dd></div>
    </dl>
    ${update.isWaiting() && html`<div class="notice notice-warn"><${Icon} name="download" /><div><p>${t('home.update')}</p>
      <button type="button" class="button" onClick=${() => update.apply()}>${t('home.update-now')}</button></div></div>`}
  </section>`;
}
