/** The level of a visit: a word and a shape beside the colour. */

import { html } from '../../lib/preact.js';
import { Icon } from '../../parts/icon.js';
import { t } from '../core/words.js';

const SHAPES = { red: 'square', orange: 'triangle', yellow: 'diamond', white: 'circle' };

/** @param {{level: 'red' | 'orange' | 'yellow' | 'white'}} props */
export function LevelTag({ level }) {
  return html`<span class=${`tag level level-${level}`}><${Icon} name=${SHAPES[level]} filled=${level !== 'white'} />${t(`level.${level}`)}</span>`;
}
