import { plainChunks } from './chunks.ts';
import type { Framing, ResponseHeaders } from './framing.ts';
import { jsonArray } from './json-array.ts';
import { jsonLines } from './json-lines.ts';
import { multipart } from './multipart/multipart.ts';
import { separatedRecords } from './separated.ts';
import { textSequence } from './text-sequence.ts';

/** Every framing, in the order in which they are asked: the surer first. */
export const FRAMINGS: readonly Framing[] = [
  multipart,
  textSequence,
  jsonLines,
  separatedRecords,
  jsonArray,
  plainChunks,
];

const NOTHING = new Uint8Array(0);

/** The framing that a response states by its Content-Type; null where it states none. */
export function statedFraming(response: ResponseHeaders): Framing | null {
  return FRAMINGS.find((framing) => framing.claims(response, NOTHING) === 'certain') ?? null;
}

/** How a body is framed: as its response states, else as it looks, else by its chunks. @param head its first bytes. */
export function framingOf(response: ResponseHeaders, head: Uint8Array): Framing {
  const stated = statedFraming(response);
  if (stated) return stated;
  return FRAMINGS.find((framing) => framing.claims(response, head) === 'likely') ?? plainChunks;
}
