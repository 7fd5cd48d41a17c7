/** What is served in place of a connection: pure data, made from a tape and changed by faults. */
import { extractMimeType } from '../../format/mime-type.ts';
import { EVENT_STREAM } from '../../sse/index.ts';
import type { Header } from '../../tape/index.ts';

/** One write. `at` is in milliseconds since the request left, as all times of a recording. */
export interface Write {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** The head of the answer, safe to be sent (`headers.ts`). */
export interface Head {
  readonly at: number;
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly Header[];
}

/** How the connection is left. */
export type Close =
  /** Properly, with the response finished. */
  | { readonly how: 'end'; readonly at: number }
  /** By a TCP reset. */
  | { readonly how: 'reset'; readonly at: number }
  /** Closed although the response is not finished. */
  | { readonly how: 'cut'; readonly at: number }
  /** Not at all: it stays open until the client leaves. */
  | { readonly how: 'hold' };

export interface Recording {
  /** Null where the server never answered. */
  readonly head: Head | null;
  /** In order; times never fall. */
  readonly writes: readonly Write[];
  readonly close: Close;
  /** What is not as it was recorded, and why; a sentence each. */
  readonly notes: readonly string[];
}

/**
 * From the last byte to a cut that was not recorded, milliseconds: a browser that sees the end at once throws away
 * what the page has not read yet.
 */
export const BEFORE_CUT = 50;

/** The closing time, or that of the last thing that happens where it stays open. */
export function lastAt({ head, writes, close }: Recording): number {
  if (close.how !== 'hold') return close.at;
  return writes.at(-1)?.at ?? head?.at ?? 0;
}

/** Bytes of the body. */
export function bodyLength({ writes }: Recording): number {
  return writes.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/** The body in one piece. */
export function bodyOf(recording: Recording): Uint8Array {
  const whole = new Uint8Array(bodyLength(recording));
  let at = 0;
  for (const { bytes } of recording.writes) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}

/** Whether its body is an event stream. */
export function isEventStream({ head }: Recording): boolean {
  return extractMimeType(head?.headers ?? []).mimeType === EVENT_STREAM;
}
