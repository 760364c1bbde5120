/** Words in English: those of each screen in a file of its own. */

import kinds from '../../words/kinds.en.js';
import core from './core.en.js';
import door from './door.en.js';
import find from './find.en.js';
import finish from './finish.en.js';
import home from './home.en.js';
import sent from './sent.en.js';
import sheet from './sheet.en.js';
import shell from './shell.en.js';
import visit from './visit.en.js';

export default { ...kinds, ...core, ...door, ...find, ...finish, ...home, ...sent, ...sheet, ...shell, ...visit };
