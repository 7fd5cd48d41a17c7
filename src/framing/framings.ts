import { plainChunks } from './chunks.ts';
import { engineIoBinary } from './engine-io/binary.ts';
import { engineIo } from './engine-io/separated.ts';
import { engineIoStrings } from './engine-io/strings.ts';
import type { Framing, ResponseHeaders } from './framing.ts';
import { jsonArray } from './json-array.ts';
import { jsonLines } from './json-lines.ts';
import { messageBus } from './message-bus/message-bus.ts';
import { multipart } from './multipart/multipart.ts';
import { separatedRecords } from './separated.ts';
import { sockJs } from './sockjs/sockjs.ts';
import { textSequence } from './text-sequence.ts';

/** Every framing, in the order in which they are asked: the surer first. */
export const FRAMINGS: readonly Framing[] = [
  multipart,
  textSequence,
  sockJs,
  engineIo,
  engineIoStrings,
  engineIoBinary,
  messageBus,
  jsonLines,
  separatedRecords,
  jsonArray,
  plainChunks,
];

const NOTHING = new Uint8Array(0);

/**
 * The framing that is certain: before any byte came, by Content-Type or by the address of a stream; else by the address of a poll
 * with what came. Null where none is.
 * @param head the first bytes of the body.
 */
export function statedFraming(response: ResponseHeaders, head: Uint8Array = NOTHING): Framing | null {
  return FRAMINGS.find((framing) => framing.isStated?.(response, head)) ?? null;
}

/** How a body is framed: as its response states, else as it looks, else by its chunks. @param head its first bytes. */
export function framingOf(response: ResponseHeaders, head: Uint8Array): Framing {
  const stated = statedFraming(response, head);
  if (stated) return stated;
  return FRAMINGS.find((framing) => framing.isLikely?.(response, head)) ?? plainChunks;
}
