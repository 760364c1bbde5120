/** Words in Vietnamese: those of each screen in a file of its own. */

import kinds from '../../words/kinds.vi.js';
import core from './core.vi.js';
import door from './door.vi.js';
import find from './find.vi.js';
import finish from './finish.vi.js';
import home from './home.vi.js';
import sent from './sent.vi.js';
import sheet from './sheet.vi.js';
import shell from './shell.vi.js';
import visit from './visit.vi.js';

export default { ...kinds, ...core, ...door, ...find, ...finish, ...home, ...sent, ...sheet, ...shell, ...visit };
