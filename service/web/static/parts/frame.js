/** What stands around every page: who is signed in, where one can go, in which language. */

import { get } from '../lib/api.js';
import { asProblem } from '../lib/loading.js';
import { html, render, useEffect, useState } from '../lib/preact.js';
import { currentLanguage, speak, t } from '../lib/words.js';
import { Header } from './header.js';
import { ProblemNotice, Skeleton } from './notice.js';

/** @param {any} content draws it in place of the shell's own few words */
export function draw(content) {
  const root = document.getElementById('page');
  root.replaceChildren();
  render(content, root);
}

/**
 * Draws a page for whoever is signed in; the sign-in page comes first for whoever is not.
 * @param {(props: {account: any}) => any} Page
 */
export function show(Page) {
  draw(html`<${Frame} Page=${Page} />`);
}

/** @param {string | null} title of the page, for the tab and the history */
export function useTitle(title) {
  useEffect(() => {
    if (title) document.title = `${title} · An Trú`;
  }, [title]);
}

/** @returns {[string, (language: 'vi' | 'en') => void]} */
export function useLanguage() {
  const [language, setLanguage] = useState(currentLanguage());
  const choose = (chosen) => {
    speak(chosen);
    setLanguage(chosen);
  };
  return [language, choose];
}

/** @param {{Page: any}} props */
function Frame({ Page }) {
  const [account, setAccount] = useState(null);
  const [problem, setProblem] = useState(null);
  const [language, choose] = useLanguage();
  const ask = () => {
    setProblem(null);
    get('/me').then(setAccount).catch((error) => setProblem(asProblem(error)));
  };
  useEffect(ask, []);
  return html`
    <${SkipLink} />
    <${Header} account=${account} language=${language} choose=${choose} />
    <main class="main" id="content" tabindex="-1">
      <${ProblemNotice} problem=${problem} again=${ask} />
      ${account ? html`<${Page} account=${account} />` : !problem && html`<${Skeleton} />`}
    </main>
  `;
}

export function SkipLink() {
  return html`<a class="skip" href="#content">${t('skip')}</a>`;
}
