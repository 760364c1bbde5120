/** What this device may be called until the person names it: what it is, and its model or system. */

import { t } from '../../core/words.js';

const PHONE_PX = 600;

/** @returns {Promise<string>} such as `Máy tính bảng SM-X200` */
export async function nameOfDevice() {
  const agent = /** @type {any} */ (navigator).userAgentData;
  const { model = '', platform = '' } = (await agent?.getHighEntropyValues?.(['model', 'platform']).catch(() => ({}))) ?? {};
  const apple = /iPad|iPhone/.exec(navigator.userAgent)?.[0];
  return `${kind()} ${model || apple || platform}`.trim();
}

function kind() {
  if (!matchMedia('(pointer: coarse)').matches) return t('door.computer');
  return Math.min(screen.width, screen.height) < PHONE_PX ? t('door.phone') : t('door.tablet');
}
