/** What to do and what not, and whom to call: open without any visit, with no network. */

import { html } from '../../lib/preact.js';
import { Icon } from '../../parts/icon.js';
import * as catalogue from '../core/catalogue.js';
import { inLanguage, t } from '../core/words.js';
import { Bar } from '../parts/bar.js';
import { useEvents } from '../parts/hooks.js';
import { useQuery } from '../route.js';

/** The query may say where one came `from`. */
export function Calls() {
  useEvents('sync');
  const from = useQuery().get('from') ?? '';
  const isThere = catalogue.cards().length > 0;
  return html`<${Bar} title=${t('sheet.calls')} back=${from} />
    <main class="tablet-page calls">
      ${isThere
        ? html`<section><h2>${t('sheet.numbers')}</h2><${Numbers} those=${catalogue.numbers()} /></section>
            <${Duty} />
            <section><h2>${t('sheet.cards')}</h2><${Cards} /></section>`
        : html`<p class="empty">${t('sheet.no-cards')}</p>`}
    </main>`;
}

/** Who is on duty, by area. */
function Duty() {
  const areas = catalogue.dutyNumbersByArea();
  if (!areas.length) return html`<p class="quiet">${t('sheet.no-duty-at-all')}</p>`;
  return html`<section><h2>${t('sheet.duty')}</h2>
    ${areas.map(({ name, numbers }) => html`<details key=${name} class="sheet-group">
      <summary><span>${name}</span><${Icon} name="chevron-down" /></summary><${Numbers} those=${numbers} />
    </details>`)}
  </section>`;
}

/** @param {{those: any[], onCall?: (name: string) => void}} props hears whom a tap calls */
export function Numbers({ those, onCall }) {
  return html`<ul class="numbers">
    ${those.map(
      ({ code, number, name, use }) => html`<li key=${code}>
        <a class="number" href=${`tel:${number}`} onClick=${() => onCall?.(`${number} ${name.vi}`)}>
          <span class="number-digits"><${Icon} name="phone-call" />${number}</span>
          <span class="number-words"><strong>${inLanguage(name)}</strong><span>${inLanguage(use)}</span></span>
        </a>
      </li>`,
    )}
  </ul>`;
}

/** @param {{from?: number, to?: number}} props which of them, by their place */
export function Cards({ from = 0, to = undefined }) {
  const those = catalogue.cards().slice(from, to);
  return html`<ol class="cards" start=${from + 1}>
    ${those.map(
      ({ code, words, reason }, place) => html`<li key=${code} value=${from + place + 1}><p>${inLanguage(words)}</p><p class="quiet" lang="vi">${reason}</p></li>`,
    )}
  </ol>`;
}
