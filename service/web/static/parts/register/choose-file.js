/** A file is dragged here, or chosen by a button; the same by keyboard. */

import { html, useRef, useState } from '../../lib/preact.js';
import { t } from '../../lib/words.js';
import { Icon } from '../icon.js';

/** @param {{busy: boolean, again: boolean, choose: (file: File) => void}} props */
export function ChooseFile({ busy, again, choose }) {
  const field = useRef(null);
  const [over, setOver] = useState(false);
  const take = (files) => files?.[0] && !busy && choose(files[0]);
  const dropped = (event) => { event.preventDefault(); setOver(false); take(event.dataTransfer.files); };
  const chosen = (event) => { take(event.currentTarget.files); event.currentTarget.value = ''; };
  return html`<div class=${over ? 'drop drop-over' : 'drop'} onDragOver=${(event) => { event.preventDefault(); setOver(true); }}
    onDragLeave=${() => setOver(false)} onDrop=${dropped}>
    <${Icon} name="cloud-upload" />
    <p><strong>${t('import.drop')}</strong> ${t('import.or')}</p>
    <button type="button" class=${again ? 'button' : 'button primary'} disabled=${busy} onClick=${() => field.current.click()}>${t(again ? 'import.another' : 'import.choose')}</button>
    <input ref=${field} type="file" hidden aria-label=${t('import.choose')} accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" onChange=${chosen} />
  </div>`;
}
