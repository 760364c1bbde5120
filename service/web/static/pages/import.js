/** A list of an office laid over the register: read for trial, each row with its verdict, then stored. */

import { postList } from '../lib/api.js';
import { html, useState } from '../lib/preact.js';
import { importsLists } from '../lib/roles.js';
import { useSending } from '../lib/sending.js';
import { t } from '../lib/words.js';
import { Back } from '../parts/back.js';
import { show, useTitle } from '../parts/frame.js';
import { Icon } from '../parts/icon.js';
import { Empty, ProblemNotice } from '../parts/notice.js';
import { ChooseFile } from '../parts/register/choose-file.js';
import { Verdicts } from '../parts/register/verdicts.js';

const PATH = '/establishments/import';

/** @param {{account: any}} props */
function Import({ account }) {
  const [file, setFile] = useState(/** @type {File | null} */ (null));
  const [told, setTold] = useState(null);
  const { problem, busy, send } = useSending();
  useTitle(t('import.title'));
  if (!importsLists(account)) return html`<h1>${t('import.title')}</h1><${Empty} title=${t('import.not-yours')}>${t('import.not-yours-do')}<//>`;
  const read = (chosen) => {
    setFile(chosen);
    setTold(null);
    send(() => postList(PATH, chosen, { dry_run: true }), { done: setTold });
  };
  const store = () => file && send(() => postList(PATH, file, { dry_run: false }), { done: setTold });
  return html`
    <${Back} to="/establishments" words=${t('register.title')} />
    <div class="head"><h1>${t('import.title')}</h1><p class="lead">${t('import.lead')}</p></div>
    <${ChooseFile} busy=${busy} again=${Boolean(told)} choose=${read} />
    <${ProblemNotice} problem=${problem} />
    <div role="status">${busy && file && html`<p class="quiet">${t('import.reading', { name: file.name })}</p>`}
      ${told && !told.dry_run && html`<div class="notice notice-good"><${Icon} name="circle-check" /><div><p class="notice-title">${t('import.done', { name: file?.name || '' })}</p><p>${t('import.done-do')}</p></div></div>`}</div>
    ${told && html`<${Verdicts} told=${told} name=${file?.name || ''} busy=${busy} store=${store} />`}
  `;
}

show(Import);
