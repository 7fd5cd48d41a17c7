import { EVENT_STREAM } from '../../../sse/index.ts';
import type { ConnectionTape } from '../../../tape/index.ts';
import type { ConnectionFacts } from '../../connection/facts.ts';
import { isAnswer, isRefused } from './answer.ts';
import { type Compression, compressionOf } from './compressed-bytes.ts';

/**
 * What an event stream still is compressed by, as the browser hands it to the page; null where it is not, or where its beginning is
 * not known.
 */
export function compressionLeft(facts: ConnectionFacts, tape: ConnectionTape): Compression | null {
  const { request, response, gaps } = facts;
  if (!response || request?.openBefore || isAnswer(facts) || isRefused(facts)) return null;
  // What says that it is a file of another type may be one.
  if (response.mimeType !== EVENT_STREAM && !/^(text\/.*)?$/.test(response.mimeType)) return null;
  const [gap] = gaps;
  if (tape.chunks.count === 0 || (gap && gap.at <= tape.chunks.at(0))) return null;
  return compressionOf(tape.bytes);
}
