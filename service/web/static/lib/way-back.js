/** The way to the sign-in page and back to where somebody was. */

/** Leaves the page for the sign-in page; the promise never settles, so nothing flashes meanwhile. */
export function goToSignIn() {
  const here = location.pathname + location.search;
  const back = here === '/' ? '' : `?back=${encodeURIComponent(here)}`;
  location.replace(`/sign-in${back}`);
  return new Promise(() => {});
}

/** @returns {string} a path of this site, whatever the address bar was made to say */
export function wayBack() {
  const asked = new URLSearchParams(location.search).get('back') || '/';
  try {
    const target = new URL(asked, location.origin);
    const inside = target.origin === location.origin && asked.startsWith('/');
    return inside && target.pathname !== '/sign-in' ? target.pathname + target.search : '/';
  } catch {
    return '/';
  }
}
