/** A paper to take along, as DOCX to edit or as PDF to print; what went wrong stands below. */

import { getFile } from '../lib/api.js';
import { html, useState } from '../lib/preact.js';
import { save } from '../lib/saving.js';
import { t } from '../lib/words.js';
import { Icon } from './icon.js';
import { ProblemNotice } from './notice.js';

const KINDS = ['docx', 'pdf'];

/** @param {{path: string, words: string, kinds?: string[], children?: any}} props `path` of the paper without its ending; `children` stand beside the buttons */
export function Papers({ path, words, kinds = KINDS, children }) {
  const [making, setMaking] = useState('');
  const [problem, setProblem] = useState(null);
  const take = async (kind) => {
    setMaking(kind);
    setProblem(null);
    try {
      save(await getFile(`${path}.${kind}`));
    } catch (told) {
      setProblem(told);
    } finally {
      setMaking('');
    }
  };
  return html`<div class="papers no-print" role="group" aria-label=${words}>
    ${kinds.map((kind) => html`<button type="button" class="button" disabled=${making !== ''} onClick=${() => take(kind)}>
      <${Icon} name="download" />${t(making === kind ? 'paper.making' : `paper.${kind}`)}</button>`)}
    ${children}
    ${problem && html`<${PaperRefused} problem=${problem} />`}
  </div>`;
}

/** Why there is no paper. @param {{problem: any}} props */
export function PaperRefused({ problem }) {
  if (!problem.is?.('pdf-program-missing')) return html`<${ProblemNotice} problem=${problem} />`;
  return html`<div class="notice notice-bad" role="alert"><${Icon} name="circle-alert" /><p>${t('paper.no-program')}</p></div>`;
}
