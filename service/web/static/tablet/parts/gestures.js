/** Fingers on a map: one moves it, two bring it closer, a short touch points at something. */

import { useEffect, useRef } from '../../lib/preact.js';

const STILL_PIXELS = 8; // a glove trembles

/**
 * @param {{current: Element | null}} place
 * @param {{onMove: (right: number, down: number) => void, onZoom: (times: number, at: [number, number]) => void,
 *   onTap: (at: [number, number]) => void}} told in pixels from the element's upper left
 */
export function useGestures(place, told) {
  const newest = useRef(told);
  newest.current = told;
  useEffect(() => {
    const element = /** @type {HTMLElement} */ (place.current);
    const fingers = new Fingers(element, () => newest.current);
    /** @type {[string, (event: any) => void, AddEventListenerOptions?][]} */
    const heard = [
      ['pointerdown', (event) => fingers.down(event)],
      ['pointermove', (event) => fingers.moved(event)],
      ['pointerup', (event) => fingers.up(event, true)],
      ['pointercancel', (event) => fingers.up(event, false)],
      ['wheel', (event) => fingers.wheel(event), { passive: false }],
      // Two fingers are for the map even where one of them would scroll the page.
      ['touchmove', (event) => event.touches.length > 1 && event.preventDefault(), { passive: false }],
    ];
    for (const [name, listener, how] of heard) element.addEventListener(name, listener, how);
    return () => {
      for (const [name, listener] of heard) element.removeEventListener(name, listener);
    };
  }, []);
}

class Fingers {
  /** @param {HTMLElement} element @param {() => any} told */
  constructor(element, told) {
    this.element = element;
    this.told = told;
    /** @type {Map<number, [number, number]>} where each finger is */
    this.at = new Map();
    this.gone = 0;
    this.many = false;
  }

  down(event) {
    if (!this.at.size) Object.assign(this, { gone: 0, many: false });
    this.at.set(event.pointerId, this.place(event));
    this.many ||= this.at.size > 1;
    this.element.setPointerCapture(event.pointerId);
  }

  moved(event) {
    const before = this.at.get(event.pointerId);
    if (!before) return;
    const old = this.spread();
    this.at.set(event.pointerId, this.place(event));
    const now = this.spread();
    const [right, down] = [now.x - old.x, now.y - old.y];
    this.gone += Math.hypot(right, down);
    if (!this.many && this.gone < STILL_PIXELS) return;
    this.told().onMove(right, down);
    if (old.wide && now.wide) this.told().onZoom(now.wide / old.wide, [now.x, now.y]);
  }

  /** @param {boolean} lifted not taken over by the browser */
  up(event, lifted) {
    const at = this.at.get(event.pointerId);
    this.at.delete(event.pointerId);
    if (at && lifted && !this.many && this.gone < STILL_PIXELS) this.told().onTap(at);
  }

  wheel(event) {
    event.preventDefault();
    this.told().onZoom(2 ** (-event.deltaY / 300), this.place(event));
  }

  /** @returns {[number, number]} */
  place({ clientX, clientY }) {
    const { left, top } = this.element.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }

  /** The middle of the fingers, and how wide they are apart; 0 for one. */
  spread() {
    const all = [...this.at.values()];
    const x = all.reduce((sum, one) => sum + one[0], 0) / all.length;
    const y = all.reduce((sum, one) => sum + one[1], 0) / all.length;
    return { x, y, wide: all.length > 1 ? Math.hypot(all[0][0] - all[1][0], all[0][1] - all[1][1]) : 0 };
  }
}
