/** Words in Vietnamese: those of each family of pages in a file of its own. */

import account from './account.vi.js';
import admin from './admin.vi.js';
import cases from './cases.vi.js';
import figures from './figures.vi.js';
import findings from './findings.vi.js';
import frame from './frame.vi.js';
import informs from './informs.vi.js';
import kinds from './kinds.vi.js';
import onMap from './map.vi.js';
import papers from './papers.vi.js';
import plans from './plans.vi.js';
import referrals from './referrals.vi.js';
import register from './register.vi.js';
import reports from './reports.vi.js';
import start from './start.vi.js';
import told from './told.vi.js';
import visits from './visits.vi.js';

export default { ...account, ...admin, ...cases, ...figures, ...findings, ...frame, ...kinds, ...onMap, ...papers, ...plans, ...informs, ...referrals, ...register, ...reports, ...start, ...told, ...visits };
