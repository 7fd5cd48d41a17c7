import { headerValue } from '../format/headers.ts';
import type { ResponseHeaders } from './framing.ts';
import { statedFraming } from './framings.ts';

/** Milliseconds between two chunks that are a pause of the server: less is what a network takes. */
export const PAUSE = 500;
/** Pauses after which a body is one that is read in pieces: one alone happens to every download. */
const PAUSES = 2;

/** A trickle: as many chunks, of no more bytes on average, over as many milliseconds. No file comes so: an AI's answer does. */
const TRICKLE = { chunks: 20, bytes: 256, ms: 1000 } as const;

/** Sees by its chunks whether a body is read in pieces: it pauses twice, or trickles. */
export class PieceWatch {
  #chunks = 0;
  #bytes = 0;
  #pauses = 0;
  #firstAt = 0;
  #lastAt = 0;

  /**
   * One more chunk came.
   * @param at tape time, milliseconds. @param busyUntil when the thread that reads it was free again: a chunk that was read late
   *   shows no pause of the server.
   */
  add(at: number, bytes: number, busyUntil = Number.NEGATIVE_INFINITY): void {
    if (this.#chunks === 0) this.#firstAt = at;
    else if (at - this.#lastAt >= PAUSE && busyUntil <= this.#lastAt) this.#pauses++;
    this.#chunks++;
    this.#bytes += bytes;
    this.#lastAt = at;
  }

  /** Whether it has paused at all: from then on it is worth to be kept. */
  get hasPaused(): boolean {
    return this.#pauses > 0;
  }

  get isInPieces(): boolean {
    return this.#pauses >= PAUSES || this.#trickles;
  }

  get #trickles(): boolean {
    const { chunks, bytes, ms } = TRICKLE;
    return (
      this.#chunks >= chunks && this.#bytes <= this.#chunks * bytes && this.#lastAt - this.#firstAt >= ms
    );
  }
}

/** Media, fonts, archives and programs: their readers wait for the whole, or fetch ranges of it. */
const WHOLE =
  /^(image|audio|video|font)\/|^application\/(font-|x-font|vnd\.ms-fontobject|zip|gzip|x-gzip|x-tar|x-bzip|x-7z|x-rar|vnd\.rar|java-archive|wasm|pdf|vnd\.apple\.mpegurl|x-mpegurl|dash\+xml)/;

/** What a response says of itself. */
interface ResponseHead extends ResponseHeaders {
  readonly status: number;
}

/** Ranges of a file (206), and statuses without a body. */
const NOT_WHOLE = new Set([204, 205, 206]);

/**
 * Whether a response may be one that is read in pieces: a good one, whose length the server does not know or state, and that
 * is no file. Only its pauses show whether it is.
 */
export function mayComeInPieces(response: ResponseHead): boolean {
  const { status, mimeType, headers } = response;
  return isGood(status) && headerValue(headers, 'content-length') === null && !WHOLE.test(mimeType);
}

/** Whether a response is read in pieces because Content-Type or its address states by what it is framed. */
export function isFramed(response: ResponseHead): boolean {
  return isGood(response.status) && statedFraming(response) !== null;
}

const isGood = (status: number): boolean => status >= 200 && status < 300 && !NOT_WHOLE.has(status);
