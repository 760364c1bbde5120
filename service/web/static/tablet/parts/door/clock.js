/** The time of day, as any tablet shows it that is locked. */

import { html, useEffect, useState } from '../../../lib/preact.js';
import { dayOf, timeOf } from '../../../lib/format.js';

const LOOK_EVERY_MS = 5_000;

export function Clock() {
  const [now, look] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => look(new Date().toISOString()), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return html`<p class="door-clock"><span>${timeOf(now)}</span> ${dayOf(now)}</p>`;
}
