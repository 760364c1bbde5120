/** The tablet's clock, and how far it is from the server's. */

const OFF_MS = 5 * 60_000;
const ZONE_MINUTES = 7 * 60; // Asia/Ho_Chi_Minh has had no other offset since 1975.

let difference = 0;
let known = false;

/**
 * Learns from an answer; the server's `Date` has whole seconds.
 * @param {string | null} date the header
 * @param {number} asked when the request left, by this clock
 * @param {number} heard when the answer came
 */
export function compare(date, asked, heard) {
  const server = date ? Date.parse(date) : NaN;
  if (Number.isNaN(server)) return;
  difference = (asked + heard) / 2 - (server + 500);
  known = true;
}

/** @returns {number} milliseconds that this clock is ahead of the server's; 0 until known */
export function ahead() {
  return Math.round(difference);
}

/** @returns {boolean} whether to tell the person that the clock is wrong */
export function isOff() {
  return known && Math.abs(difference) > OFF_MS;
}

/** @returns {number} the server's time as well as it is known, in milliseconds */
export function serverNow() {
  return Date.now() - difference;
}

/** @param {number} [moment] @returns {string} RFC 3339 in Vietnamese time, as the device's clock has it */
export function rfc3339(moment = Date.now()) {
  const local = new Date(moment + ZONE_MINUTES * 60_000).toISOString();
  return `${local.slice(0, -1)}+07:00`;
}

/** @param {number} [moment] @returns {string} the local day, `YYYY-MM-DD` */
export function localDay(moment = Date.now()) {
  return rfc3339(moment).slice(0, 10);
}
