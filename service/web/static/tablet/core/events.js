/** Who wants to know hears of it: screens redraw, modules wake each other. */

/**
 * `vault`: its state changed. `sync`: a pull began, went on or ended. `register`: places changed.
 * `drafts`: a visit changed or its state did, or (`saved`) is now on the disk as it stands. `outbox`: an item moved on or failed. `space`: room on the device.
 * `update`: a new version of the app waits. `language`: another one was chosen.
 * @typedef {'vault' | 'sync' | 'register' | 'drafts' | 'outbox' | 'space' | 'update' | 'language'} EventName
 */

/** @type {Map<string, Set<(detail: any) => void>>} */
const listeners = new Map();

/**
 * @param {EventName} name
 * @param {(detail: any) => void} listener
 * @returns {() => void} stops listening
 */
export function on(name, listener) {
  const those = listeners.get(name) ?? new Set();
  listeners.set(name, those.add(listener));
  return () => those.delete(listener);
}

/** @param {EventName} name @param {any} [detail] */
export function tell(name, detail = undefined) {
  for (const listener of [...(listeners.get(name) ?? [])]) {
    try {
      listener(detail);
    } catch (error) {
      console.error(error); // One who listens badly takes nothing from the others.
    }
  }
}
