/** What is typed of a new place: as the form has it, as the register takes it, and what is wrong with it. */

import { t } from '../../core/words.js';

/**
 * `area`: the code of a commune of today.
 * @typedef {{name: string, kind: string, area: string, address: string, owner: string, phone: string,
 *   point: {coordinates: [number, number], accuracy_m: number | null} | null}} Typed
 */

/** @type {Typed} */
export const BLANK = { name: '', kind: '', area: '', address: '', owner: '', phone: '', point: null };
const SCHEME = '2025';
/** Characters at most: contract.md, section 3, and `schemas/establishments.py`. */
const MOST = /** @type {const} */ ({ name: 300, address: 500, owner: 300, phone: 100 });

/** @param {Typed} typed @returns {Record<string, string>} words by the field `place-<name>` */
export function faultsOf(typed) {
  /** @type {[string, boolean, string][]} */
  const rules = [
    ['name', !typed.name.trim(), t('find.no-name')],
    ['name', typed.name.trim().length > MOST.name, t('find.long-name')],
    ['kind', !typed.kind, t('find.no-kind')],
    ['area', !typed.area, t('find.no-area')],
    ['address', typed.address.trim().length > MOST.address, t('find.long-address')],
    ['owner', typed.owner.trim().length > MOST.owner, t('find.long-owner')],
    ['phone', typed.phone.trim().length > MOST.phone, t('find.long-phone')],
  ];
  return Object.fromEntries(rules.filter(([, wrong]) => wrong).map(([name, , words]) => [`place-${name}`, words]));
}

/** @param {Typed} typed without faults @returns {Omit<import('../../core/register.js').Establishment, 'id' | 'own' | 'version'>} */
export function fieldsOf({ name, kind, area, address, owner, phone, point }) {
  return {
    name: name.trim(), kind, status: 'active', area: { scheme: SCHEME, code: area }, address: address.trim(),
    point: point && { type: 'Point', coordinates: point.coordinates }, owner: { name: owner.trim(), phone: phone.trim() },
  };
}

/** @param {import('../../core/register.js').Establishment} place one added on this tablet @returns {Typed} */
export function typedOf({ name, kind, area, address, owner, point }) {
  const known = point && { coordinates: point.coordinates, accuracy_m: null };
  return { name, kind, area: area.code, address, owner: owner?.name ?? '', phone: owner?.phone ?? '', point: known };
}

/** @param {Typed} typed @returns {boolean} */
export function isBlank(typed) {
  return Object.values(typed).every((value) => !value);
}
