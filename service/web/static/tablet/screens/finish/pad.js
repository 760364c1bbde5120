/** The glass to sign on, with a finger or a pen. */

import { html, useEffect, useRef, useState } from '../../../lib/preact.js';
import { Icon } from '../../../parts/icon.js';
import { t } from '../../core/words.js';
import { TroubleNotice } from '../../parts/notice.js';
import { Panel } from '../../parts/panel.js';
import { Line } from '../../parts/writing.js';
import { drawn, imageOf, isWritten } from './ink.js';

/** @typedef {import('./ink.js').Stroke} Stroke */

/**
 * @param {{title: string, name: string, busy: boolean, trouble: import('../../core/trouble.js').Trouble | null,
 *   keep: (given: {name: string, image: Blob}) => void, close: () => void}} props
 */
export function Pad({ title, name, busy, trouble, keep, close }) {
  const [called, setCalled] = useState(name);
  const [strokes, setStrokes] = useState(/** @type {Stroke[]} */ ([]));
  const done = async () => keep({ name: called.trim(), image: await imageOf(strokes) });
  return html`<${Panel} id="pad-title" title=${title} kind="pad" closed=${close}>
    <${Line} id="signer-name" label=${t('people.name')} value=${called} say=${setCalled} />
    <${Glass} strokes=${strokes} write=${setStrokes} />
    <div class="button-row pad-foot">
      <button type="button" class="button" disabled=${!strokes.length} onClick=${() => setStrokes(strokes.slice(0, -1))}><${Icon} name="undo-2" />${t('sign.undo')}</button>
      <button type="button" class="button" disabled=${!strokes.length} onClick=${() => setStrokes([])}><${Icon} name="trash" />${t('sign.clear')}</button>
      <button type="button" class="button primary" disabled=${busy || !isWritten(strokes) || !called.trim()} onClick=${done}><${Icon} name="check" />${t('sign.keep')}</button>
    </div>
    ${!called.trim() && html`<p class="quiet">${t('sign.name-first')}</p>`}
    <${TroubleNotice} trouble=${trouble} />
  <//>`;
}

/** Draws while the hand moves, without asking anybody. @param {{strokes: Stroke[], write: (strokes: Stroke[]) => void}} props */
function Glass({ strokes, write }) {
  const canvas = useRef(null);
  const current = useRef(/** @type {Stroke | null} */ (null));
  const newest = useRef(strokes);
  newest.current = strokes;
  useEffect(() => {
    const watch = new ResizeObserver(() => drawn(canvas.current, newest.current)); // The tablet may be turned while somebody signs.
    watch.observe(canvas.current);
    return () => watch.disconnect();
  }, []);
  useEffect(() => drawn(canvas.current, strokes), [strokes]);
  const begin = (event) => {
    if (current.current) return; // A second finger, or the palm.
    canvas.current.setPointerCapture(event.pointerId);
    current.current = { pointer: event.pointerId, points: [pointOf(canvas.current, event)] };
  };
  const move = (event) => {
    if (current.current?.pointer !== event.pointerId) return;
    const passed = event.getCoalescedEvents?.() ?? [];
    current.current.points.push(...(passed.length ? passed : [event]).map((one) => pointOf(canvas.current, one)));
    drawn(canvas.current, [...newest.current, current.current]);
  };
  const end = (event) => {
    if (current.current?.pointer !== event.pointerId) return;
    write([...newest.current, current.current]);
    current.current = null;
  };
  return html`<div class="glass"><canvas ref=${canvas} role="img" aria-label=${t(strokes.length ? 'sign.glass-written' : 'sign.glass')}
    onPointerDown=${begin} onPointerMove=${move} onPointerUp=${end} onPointerCancel=${end}></canvas></div>`;
}

/** Where on the glass, its width being 1. @returns {[number, number]} */
function pointOf(canvas, { clientX, clientY }) {
  const box = canvas.getBoundingClientRect();
  return [(clientX - box.left) / box.width, (clientY - box.top) / box.width];
}
