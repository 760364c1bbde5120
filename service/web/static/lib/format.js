/** Numbers as 1.234,5, dates as 23/11/2026, times as 08:30, all of the local day in Việt Nam. */

const ZONE = 'Asia/Ho_Chi_Minh';
const NUMBER = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });
const DAY = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE, day: '2-digit', month: '2-digit', year: 'numeric',
});
const TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});

/** @param {number | null | undefined} value */
export function number(value) {
  return value == null ? '–' : NUMBER.format(value);
}

/** @param {number | null | undefined} value a change in percent, told with its sign */
export function change(value) {
  if (value == null) return '–';
  const sign = value > 0 ? '+' : value < 0 ? '−' : '';
  return `${sign}${NUMBER.format(Math.abs(value))}`;
}

/** @param {string | null | undefined} day `YYYY-MM-DD` */
export function day(day) {
  return day ? day.split('-').reverse().join('/') : '–';
}

/** @param {string | null | undefined} moment RFC 3339 */
export function dayOf(moment) {
  return moment ? DAY.format(new Date(moment)) : '–';
}

/** @param {string | null | undefined} moment RFC 3339 */
export function timeOf(moment) {
  return moment ? TIME.format(new Date(moment)) : '–';
}

/** @param {string} moment RFC 3339 @returns {string} its local date, `YYYY-MM-DD` */
export function isoDay(moment) {
  return DAY.format(new Date(moment)).split('/').reverse().join('-');
}

/** @returns {string} today's local date, `YYYY-MM-DD` */
export function today() {
  return isoDay(new Date().toISOString());
}
