/** What lies on this tablet: visits by their state, what waits to be sent and how far it is. */

import { useMemo, useRef, useState } from '../../../lib/preact.js';
import * as drafts from '../../core/drafts.js';
import * as outbox from '../../core/outbox.js';
import { useEvent, useRead } from '../hooks.js';

/** @typedef {import('../../core/drafts.js').DraftRow} DraftRow */
/**
 * @typedef {import('../../core/outbox.js').Item & {name: string, size: number, sent: number, isMoving: boolean, isRefused: boolean}} Waiting
 * @typedef {{there: boolean, drafts: DraftRow[], attention: DraftRow[], done: DraftRow[], waiting: Waiting[],
 *   places: import('../../core/outbox.js').PlaceItem[], trouble: import('../../core/trouble.js').Trouble | null}} Stock
 *   `waiting` leaves out what was refused
 */

/** @returns {Stock} */
export function useStock() {
  const [turn, again] = useState(0);
  const [moving, move] = useState(new Map());
  useEvent('outbox', (told) => {
    if (told?.total === undefined) again((n) => n + 1); // Bytes on their way are no reason to read the disk.
    else move((old) => new Map(old).set(told.id, told.sent));
  });
  const { value, trouble } = useRead(read, ['drafts'], [turn]);
  return useMemo(() => ({ ...sorted(value ?? EMPTY, moving), there: Boolean(value), trouble }), [value, moving, trouble]);
}

const EMPTY = { rows: /** @type {DraftRow[]} */ ([]), items: [], places: [] };

async function read() {
  const [rows, items, places] = await Promise.all([drafts.list(), outbox.waiting(), outbox.places()]);
  return { rows, items, places };
}

function sorted({ rows, items, places }, moving) {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const of = (state) => rows.filter((row) => row.state === state);
  const waiting = items
    .map((item) => seen(item, byId.get(item.id), moving.get(item.id)))
    .filter(({ isRefused, isGone }) => !isRefused && !isGone);
  return { drafts: of('draft'), attention: of('attention'), done: of('sent'), waiting, places };
}

function seen(item, row, moved) {
  const state = row?.state;
  const isMoving = state === 'sending' && outbox.isSending(); // What was killed on its way is still called so.
  const sent = isMoving ? (moved ?? item.moving?.sent ?? 0) : 0;
  return { ...item, name: row?.place.name ?? '', size: outbox.sizeOf(item), sent, isMoving, isRefused: state === 'attention', isGone: state === 'sent' };
}

/**
 * How far all that waits has come; what was sent since nothing waited counts as sent, so that the bar never goes back.
 * @param {Waiting[]} waiting @returns {{sent: number, total: number}} bytes
 */
export function useProgress(waiting) {
  const known = useRef(new Map());
  if (!waiting.length) known.current = new Map();
  for (const { id, size } of waiting) known.current.set(id, size);
  const total = [...known.current.values()].reduce((sum, size) => sum + size, 0);
  const left = waiting.reduce((sum, { size, sent }) => sum + Math.max(size - sent, 0), 0);
  return { sent: total - left, total };
}
