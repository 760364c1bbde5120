/** What the forms of administration let one choose from. */

import { today } from '../../lib/format.js';
import { t } from '../../lib/words.js';

export const ROLES = ['inspector', 'reviewer', 'reporter', 'leader', 'administrator'];
export const UNIT_KINDS = ['department', 'division', 'commune', 'centre'];

/** @returns {[string, string][]} */
export const roleOptions = () => ROLES.map((role) => [role, `${t(`role.${role}`)} – ${t(`role-may.${role}`)}`]);

/** @param {any[]} units @param {string} [kept] a unit that is offered although it has ended @returns {[string, string][]} */
export function unitOptions(units, kept = '') {
  return units.filter((unit) => unit.code === kept || !hasEnded(unit)).map((unit) => [unit.code, unit.name]);
}

/** @param {any} unit */
export const hasEnded = (unit) => Boolean(unit.valid_to) && unit.valid_to < today();
