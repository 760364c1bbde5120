/** How somebody stands to a case: what the API would refuse is not offered. */

/** @param {any} one the case @param {any} account @returns {'barred' | 'outside' | ''} empty where both may work on it */
export function standingOf(one, account) {
  if (!isWithin(one, account)) return 'outside';
  return one.barred.includes(account.username) ? 'barred' : '';
}

/** @param {any} one @param {any} account */
function isWithin(one, account) {
  return account.areas === null || account.areas.includes(`${one.area.scheme}:${one.area.code}`);
}
