/** Words in English: those of each family of pages in a file of its own. */

import account from './account.en.js';
import admin from './admin.en.js';
import cases from './cases.en.js';
import figures from './figures.en.js';
import findings from './findings.en.js';
import frame from './frame.en.js';
import informs from './informs.en.js';
import kinds from './kinds.en.js';
import onMap from './map.en.js';
import papers from './papers.en.js';
import plans from './plans.en.js';
import referrals from './referrals.en.js';
import register from './register.en.js';
import reports from './reports.en.js';
import start from './start.en.js';
import told from './told.en.js';
import visits from './visits.en.js';

export default { ...account, ...admin, ...cases, ...figures, ...findings, ...frame, ...kinds, ...onMap, ...papers, ...plans, ...informs, ...referrals, ...register, ...reports, ...start, ...told, ...visits };
