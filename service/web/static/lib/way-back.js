/** The way to the sign-in page and back to where somebody was. */

const DOORS = ['/sign-in', '/settle'];

/** Leaves the page for the sign-in page; the promise never settles, so nothing flashes meanwhile. */
export function goToSignIn() {
  const here = location.pathname + location.search;
  return leave('/sign-in', here);
}

/** Leaves the page for where somebody gets a password and a second factor of their own. */
export function goToSettle(back = location.pathname + location.search) {
  return leave('/settle', back);
}

/** @param {string} door @param {string} back */
function leave(door, back) {
  const said = back === '/' ? '' : `?back=${encodeURIComponent(back)}`;
  if (location.pathname !== door) location.replace(door + said);
  return new Promise(() => {});
}

/** @returns {string} a path of this site, whatever the address bar was made to say */
export function wayBack() {
  const asked = new URLSearchParams(location.search).get('back') || '/';
  try {
    const target = new URL(asked, location.origin);
    const inside = target.origin === location.origin && asked.startsWith('/');
    return inside && !DOORS.includes(target.pathname) ? target.pathname + target.search : '/';
  } catch {
    return '/';
  }
}
