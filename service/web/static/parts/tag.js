/** Tags: a word and a shape beside the colour. */

import { html } from '../lib/preact.js';
import { t } from '../lib/words.js';
import { Icon } from './icon.js';

const SHAPES = { red: 'square', orange: 'triangle', yellow: 'diamond', white: 'circle' };
const FILLED = ['red', 'orange', 'yellow'];
const TONES = {
  active: 'good', suspended: 'warn', closed: 'quiet', unregistered: 'bad',
  revoked: 'bad', new: 'strong', claimed: 'info', monitoring: 'info', referred: 'good', unfounded: 'quiet',
  overdue: 'bad', open: 'info', met: 'good', reopened: 'warn', draft: 'quiet', approved: 'info', sent: 'strong', acknowledged: 'good', result: 'good', cancelled: 'quiet', standing: 'good', withdrawn: 'bad', planned: 'info', running: 'strong', finished: 'good', late: 'bad', created: 'good', updated: 'info', unchanged: 'quiet', duplicate: 'warn', refused: 'bad', done: 'good', done_late: 'warn', missing: 'warn', submitted: 'strong', sent_back: 'bad', accepted: 'good', issued: 'good', proposed: 'strong', published: 'good', given_up: 'quiet', discarded: 'quiet',
};

/** @param {{level: 'red' | 'orange' | 'yellow' | 'white'}} props */
export function LevelTag({ level }) {
  return html`<span class=${`tag level level-${level}`}>
    <${Icon} name=${SHAPES[level]} filled=${FILLED.includes(level)} />${t(`level.${level}`)}
  </span>`;
}

/** @param {{list: 'status' | 'state' | 'account' | 'device' | 'finding-state' | 'referral-state' | 'inspection-state' | 'task-state' | 'verdict' | 'return-state' | 'summary-state' | 'activity-state' | 'publication-state', value: string}} props a word of one of our lists */
export function StateTag({ list, value }) {
  return html`<span class=${`tag tag-${TONES[value] || 'quiet'}`}>${t(`${list}.${value}`)}</span>`;
}
