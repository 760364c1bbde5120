/** The clock of a case: how long it waits for somebody, or how long somebody has it. */

import { CLAIMABLE, HELD } from '../../lib/lists.js';
import { html, useEffect, useState } from '../../lib/preact.js';
import { t } from '../../lib/words.js';

const TICK_MS = 30_000;
const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

/** @param {{row: any}} props */
export function Waiting({ row }) {
  const now = useNow();
  if (CLAIMABLE.includes(row.state)) {
    const waits = now - Date.parse(row.waiting_since);
    const late = row.late_at && now > Date.parse(row.late_at);
    return html`<span class=${late ? 'nowrap late' : 'nowrap'}>${t('case.waits', { long: spell(waits) })}</span>`;
  }
  if (!HELD.includes(row.state) || !row.claimed_at) return '';
  return html`<span class="nowrap quiet">${t('case.held', { long: spell(now - Date.parse(row.claimed_at)) })}</span>`;
}

/** @param {number} ms @returns {string} in the two largest units, days alone past a week */
export function spell(ms) {
  const [days, hours, minutes] = [Math.floor(ms / DAY), Math.floor((ms % DAY) / HOUR), Math.floor((ms % HOUR) / MINUTE)];
  if (days > 6) return t('long.days', { n: days });
  if (days > 0) return t('long.days-hours', { n: days, h: hours });
  if (hours > 0) return t('long.hours-minutes', { n: hours, m: minutes });
  return t('long.minutes', { n: Math.max(minutes, 0) });
}

/** @returns {number} this moment, renewed twice a minute */
export function useNow() {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(clock);
  }, []);
  return now;
}
