/** Leaflet, vendored: the one place that names its files. */

import '../../vendor/leaflet-1.9.4.js';

const style = document.createElement('link');
style.rel = 'stylesheet';
style.href = '/static/vendor/leaflet-1.9.4.css';
document.head.prepend(style);

/** @type {any} */
export const L = /** @type {any} */ (globalThis).L;
