/** The tablet's first module: opens the app and hands over to its screens. */

import { boot } from './core/app.js';
import * as vault from './core/vault.js';

const state = await boot(() => {});
document.documentElement.dataset.tablet = state;
if (state === 'unavailable') document.getElementById('page').textContent = vault.available().words;
