/** Which rows of a channel can be sent as messages, and as what. */
import { type Channel, type EventRow, PENDING } from '../../channels/index.ts';
import type { Timed } from '../../replay/send/model.ts';
import type { Chosen } from '../host/sending.ts';

/** Messages sent in one series at most: each is held, and may be edited, in the panel. */
export const MAX_MESSAGES = 1000;

/** @param keys null for all rows. */
export function chooseFrom(channel: Channel | undefined, keys: readonly number[] | null): Chosen {
  const messages: Timed[] = [];
  const count = keys?.length ?? channel?.rows.count ?? 0;
  let looked = 0;
  for (; channel && looked < count && messages.length < MAX_MESSAGES; looked++) {
    const message = messageOf(channel, keys ? (keys[looked] ?? PENDING) : looked);
    if (message) messages.push(message);
  }
  return { messages, skipped: looked - messages.length, beyond: count - looked, max: MAX_MESSAGES };
}

function messageOf(channel: Channel, key: number): Timed | null {
  if (key === PENDING || key >= channel.rows.count) return null;
  const row = channel.rows.describe(key);
  if (!isMessage(row)) return null;
  const payload = channel.payload(key);
  // Half of the data is not what came.
  if (!payload || payload.cut > 0 || isCut(row)) return null;
  const { data, binary } = payload;
  // Of a frame only text and binary data is a message; ping and the like is not.
  if (row.kind === 'frame' && binary && row.type !== 'binary') return null;
  const { at } = row;
  // The names of a socket's frames are the panel's, not the page's.
  if (row.kind === 'frame') return { at, type: 'message', data, binary, id: '' };
  return { at, type: payload.type, data, binary, id: payload.id };
}

/** An event, or a frame as the page received it: text or binary. */
function isMessage({ kind, direction, type }: EventRow): boolean {
  if (kind === 'frame') return direction === 'received' && type !== 'close';
  // What a known client's page sent beside its event stream never was a message to it.
  return direction !== 'sent' && (kind === 'event' || kind === 'message' || kind === 'injected');
}

/** Whether of a frame not all bytes were kept. */
function isCut({ kind, range, size }: EventRow): boolean {
  return kind === 'frame' && size > 0 && (range === null || range[1] - range[0] < size);
}
