/** The head of every page: the product's name, navigation by role, language, account. */

import { signOut } from '../lib/api.js';
import { useUnitNames } from '../lib/known.js';
import { html, useEffect, useRef } from '../lib/preact.js';
import { followsUp, keepsAccounts, readsCases, readsFigures, readsVisits } from '../lib/roles.js';
import { useNotices } from '../lib/told.js';
import { t } from '../lib/words.js';
import { Icon } from './icon.js';

const PLACES = [
  { path: '/', words: 'nav.start', icon: 'house', may: () => true },
  { path: '/cases', words: 'nav.cases', icon: 'inbox', may: readsCases },
  { path: '/establishments', words: 'nav.register', icon: 'hotel', may: () => true },
  { path: '/map', words: 'nav.map', icon: 'map', may: () => true },
  { path: '/visits', words: 'nav.visits', icon: 'clipboard-check', may: readsVisits },
  { path: '/findings', words: 'nav.findings', icon: 'list-checks', may: followsUp },
  { path: '/inspections', words: 'nav.plans', icon: 'calendar', also: ['/tasks', '/campaigns', '/activities'], may: () => true },
  { path: '/figures', words: 'nav.figures', icon: 'chart-column', also: ['/dashboard', '/returns', '/summaries'], may: readsFigures },
  { path: '/admin', words: 'nav.admin', icon: 'settings', may: keepsAccounts },
];

/** @param {{account: any, language: string, choose: (language: string) => void}} props */
export function Header({ account, language, choose }) {
  return html`<header class="top">
    <div class="top-row">
      <${Brand} />
      ${account && html`<${Navigation} account=${account} />`}
      <div class="top-end">
        <${LanguageSwitch} language=${language} choose=${choose} />
        ${account && html`<${Bell} />`}
        ${account && html`<${AccountMenu} account=${account} />`}
      </div>
    </div>
  </header>`;
}

export function Brand() {
  return html`<a class="brand" href="/"><img src="/static/favicon.svg" alt="" width="28" height="28" />An Trú</a>`;
}

/** @param {{language: string, choose: (language: string) => void}} props */
export function LanguageSwitch({ language, choose }) {
  const button = (code, name) => html`<button
    type="button"
    lang=${code}
    aria-pressed=${language === code}
    title=${name}
    onClick=${() => choose(code)}
  >${code.toUpperCase()}<span class="unseen"> – ${name}</span></button>`;
  return html`<div class="switch" role="group" aria-label=${t('language')}>
    ${button('vi', 'Tiếng Việt')}${button('en', 'English')}
  </div>`;
}

/** @param {{account: any}} props */
function Navigation({ account }) {
  const under = (path) => location.pathname === path || (path !== '/' && location.pathname.startsWith(`${path}/`));
  const here = (path) => under(path) || (PLACES.find((place) => place.path === path)?.also || []).some(under);
  const places = PLACES.filter((place) => place.may(account));
  return html`<nav class="places" aria-label=${t('nav.main')}>
    ${places.map(({ path, words, icon }) => html`<a href=${path} aria-current=${here(path) ? 'page' : undefined}>
      <${Icon} name=${icon} />${t(words)}
    </a>`)}
  </nav>`;
}

/** How much waits, and the way to it. */
function Bell() {
  const unseen = useNotices().data?.unseen || 0;
  const words = unseen > 0 ? t('told.bell', { n: unseen }) : t('told.bell-none');
  return html`<a class="bell" href="/notices" title=${words}><${Icon} name="bell" />
    ${unseen > 0 && html`<span class="bell-count" aria-hidden="true">${unseen > 99 ? '99+' : unseen}</span>`}
    <span class="unseen">${words}</span>
  </a>`;
}

/** @param {{account: any}} props */
function AccountMenu({ account }) {
  const unitName = useUnitNames();
  const menu = useRef(null);
  useClosing(menu);
  const leave = () => signOut().catch(() => {}).finally(() => location.assign('/sign-in'));
  return html`<details class="account" ref=${menu}>
    <summary>
      <span class="account-badge" aria-hidden="true">${initials(account.name)}</span>
      <span class="account-who"><span class="account-name">${account.name}</span><span class="account-unit">${unitName(account.unit)}</span></span>
      <span class="unseen account-short">${account.name}</span>
      <${Icon} name="chevron-down" />
    </summary>
    <div class="account-panel">
      <p class="account-name">${account.name}</p>
      <p>${t(`role.${account.role}`)}</p>
      <p class="quiet">${unitName(account.unit)}</p>
      <p><a href="/account">${t('account.own')}</a></p>
      <button type="button" class="button" onClick=${leave}><${Icon} name="log-out" />${t('sign-out')}</button>
    </div>
  </details>`;
}

/** Closes an open menu by Escape and by a tap elsewhere. */
function useClosing(menu) {
  useEffect(() => {
    const close = (event) => {
      const inside = event.type === 'click' && menu.current?.contains(event.target);
      if (!menu.current?.open || inside || (event.type === 'keydown' && event.key !== 'Escape')) return;
      menu.current.open = false;
      if (event.type === 'keydown') menu.current.querySelector('summary').focus();
    };
    addEventListener('click', close);
    addEventListener('keydown', close);
    return () => {
      removeEventListener('click', close);
      removeEventListener('keydown', close);
    };
  }, []);
}

/** @param {string} name the first letters of the first and the last word of the bare name */
function initials(name) {
  const words = name.replace(/\(.*\)/, '').trim().split(/\s+/);
  return (words[0]?.[0] || '') + (words.length > 1 ? words[words.length - 1][0] : '');
}
