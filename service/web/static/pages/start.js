/** Where everybody begins: what their role does first. */

import { html } from '../lib/preact.js';
import { t } from '../lib/words.js';
import { show, useTitle } from '../parts/frame.js';
import { AdministratorStart } from '../parts/start/administrator.js';
import { FiguresStart } from '../parts/start/figures.js';
import { InspectorStart } from '../parts/start/inspector.js';
import { ReviewerStart } from '../parts/start/reviewer.js';

const STARTS = {
  inspector: InspectorStart,
  reviewer: ReviewerStart,
  reporter: FiguresStart,
  leader: FiguresStart,
  administrator: AdministratorStart,
};

/** @param {{account: any}} props */
function Start({ account }) {
  useTitle(t('nav.start'));
  return html`<${STARTS[account.role]} account=${account} />`;
}

show(Start);
