/** idb: the one place that names the vendored file. */
export { deleteDB, openDB } from '../../vendor/idb-8.0.4.js';
