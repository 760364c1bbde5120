/** What each role may open: the same table as the API's, so that no link leads to a refusal. */

const READS_VISITS = ['inspector', 'reviewer', 'leader', 'administrator'];
const FOLLOWS_UP = ['inspector', 'reviewer'];
const WRITES_REGISTER = ['inspector', 'administrator'];
const IMPORTS_LISTS = ['reporter', 'administrator'];
const MAKES_PLANS = ['inspector', 'reporter', 'administrator'];
const READS_RETURNS = ['reporter', 'leader', 'administrator'];
const READS_FIGURES = ['reviewer', 'reporter', 'leader', 'administrator'];

/** @param {{role: string}} account */
export const readsVisits = (account) => READS_VISITS.includes(account.role);

/** @param {{role: string}} account */
export const followsUp = (account) => FOLLOWS_UP.includes(account.role);

/** @param {{role: string}} account */
export const readsFigures = (account) => READS_FIGURES.includes(account.role);

/** @param {{role: string}} account */
export const readsReturns = (account) => READS_RETURNS.includes(account.role);

/** @param {{role: string}} account */
export const reports = (account) => account.role === 'reporter';

/** @param {{role: string}} account */
export const readsCases = (account) => account.role === 'reviewer';

/** @param {{role: string}} account */
export const makesPlans = (account) => MAKES_PLANS.includes(account.role);

/** @param {{role: string}} account */
export const writesRegister = (account) => WRITES_REGISTER.includes(account.role);

/** @param {{role: string}} account */
export const importsLists = (account) => IMPORTS_LISTS.includes(account.role);

/** @param {{role: string}} account */
export const keepsAccounts = (account) => account.role === 'administrator';

/** @param {{role: string}} account @param {string} code of a figure */
export const opensRecords = (account, code) => !code.startsWith('E') || account.role === 'reviewer';

/** Whether somebody has a password and, where needed, a second factor of their own. @param {any} account */
export const isSettled = (account) => !account.must_change_password && !account.must_enrol_second_factor;
