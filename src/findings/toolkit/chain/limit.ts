import type { EventStream } from '../../../channels/index.ts';
import { duration } from '../../../format/durations.ts';
import { largest, smallest } from '../../../tape/index.ts';

/** Ends alike from which on they are a pattern, and how far apart two times are that are the same. */
export const PATTERN = 3;
const SAME = 0.1;
/** Milliseconds of silence from which on it may be what ended a connection. */
const MIN_IDLE = 1000;
/** Chunks before the end in which the longest silence is looked for. */
const LOOKED_AT = 500;

/** When a connection ended, milliseconds. */
export interface EndTimes {
  /** From the response, or where there was none from the request, to the end. */
  readonly age: number;
  /** Since the last byte; the age, where none came; null where the bytes are not known. */
  readonly idle: number | null;
  /** The longest silence before that. */
  readonly longestBefore: number;
}

/** When a connection ended that is over. */
export function endTimesOf({
  facts: { request, response, end, fidelity },
  tape: { chunks },
  lastByteAt,
}: EventStream): EndTimes {
  const at = end?.at ?? 0;
  const began = response?.at ?? request?.at ?? at;
  let before = chunks.count > LOOKED_AT ? chunks.at(chunks.count - LOOKED_AT) : began;
  let longestBefore = 0;
  for (let chunk = Math.max(0, chunks.count - LOOKED_AT); chunk < chunks.count; chunk++) {
    longestBefore = Math.max(longestBefore, chunks.at(chunk) - before);
    before = chunks.at(chunk);
  }
  // What came before the response was reported came with it.
  const idle = at - Math.max(lastByteAt ?? began, began);
  // A comment is no message.
  const areBytesKnown = fidelity.every(({ level }) => level === 'bytes');
  return { age: at - began, idle: areBytesKnown ? idle : null, longestBefore };
}

/**
 * What ended connections that ended one after another. `idle`: each had been silent for the same time, at ages that differ.
 * `lifetime`: each was as old, and the silence before was nothing new to it. `either`: both were the same.
 */
export type LimitKind = 'idle' | 'lifetime' | 'either';

export interface Limit {
  readonly kind: LimitKind;
  /** What they have in common: "3.1 s to 3.36 s". */
  readonly text: string;
  /** What more is known, in a sentence after a space; '' where nothing is. */
  readonly reason: string;
  /** What helps. */
  readonly remedy: string;
}

/** Null where their times have nothing in common, or where they are too few. */
export function limitOf(ends: readonly EndTimes[]): Limit | null {
  if (ends.length < PATTERN) return null;
  const ages = ends.map(({ age }) => age);
  const idles = ends.flatMap(({ idle }) => idle ?? []);
  if (idles.length < ends.length) return areSame(ages) ? eitherLimit(ages, []) : null;
  const mayBeIdle = ends.every(
    ({ idle, longestBefore }) => idle !== null && idle >= MIN_IDLE && idle > longestBefore * (1 + SAME),
  );
  const isSameIdle = mayBeIdle && areSame(idles);
  if (!areSame(ages)) return isSameIdle ? idleLimit(idles, ages) : null;
  return isSameIdle ? eitherLimit(ages, idles) : lifetimeLimit(ages, idles);
}

function idleLimit(idles: readonly number[], ages: readonly number[]): Limit {
  return {
    kind: 'idle',
    text: span(idles),
    reason: ` Their ages were ${span(ages)}.`,
    remedy:
      'On the server, send a comment line well more often than that. Or raise that limit: the time-out for an idle connection of the server, a proxy or a load balancer.',
  };
}

function eitherLimit(ages: readonly number[], idles: readonly number[]): Limit {
  return {
    kind: 'either',
    text: span(ages),
    reason: idles.length === 0 ? '' : ` Nothing had come for the last ${span(idles)}.`,
    remedy:
      'On the server, send a comment line well more often than that: most limits are for what is idle. If the age stays the same even so, look for a limit of time for one request, in the server, a proxy or the platform.',
  };
}

function lifetimeLimit(ages: readonly number[], idles: readonly number[]): Limit {
  return {
    kind: 'lifetime',
    text: span(ages),
    reason: ` The last bytes came ${span(idles)} before, so it counts from the beginning, and no heartbeat helps.`,
    remedy:
      'Look for a limit of time for one request, in the server, a proxy or the platform, and raise it. Where it cannot be raised, let the server end the stream before it, and give its events IDs.',
  };
}

function areSame(times: readonly number[]): boolean {
  return largest(times) - smallest(times) <= SAME * largest(times);
}

/** Times that lie so near are one time in words. */
const NEAR = 0.05;

/** "5 s", or "3.1 s to 3.36 s". */
function span(times: readonly number[]): string {
  const [least, most] = [smallest(times), largest(times)];
  if (most - least <= NEAR * most) return duration(times.at(-1) ?? most);
  return `${duration(least)} to ${duration(most)}`;
}
