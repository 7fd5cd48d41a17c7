/**
 * Server-Sent Events from their bytes: lines, blocks and events, each line knowing its bytes and its chunk (WHATWG HTML
 * 9.2). Pure; knows nothing of the rest of the project.
 *
 * {@link EventStreamReader} reads bytes as they come and keeps numbers; {@link readEvent} and its like make text of them
 * on demand; {@link parseEventStream} does both for a stream that is all there.
 */

export { EVENT_STREAM, type Refusal, type ResponseHead, refusalBy } from './acceptance.ts';
export { Field } from './field.ts';
export { type ParsedEventStream, parseEventStream } from './parse.ts';
export { EventStreamReader, type OpenBlock, type ReaderOptions } from './reader.ts';
export { Outcome } from './tables/blocks.ts';
export { Terminator } from './tables/lines.ts';
export { StreamTables } from './tables/stream-tables.ts';
export {
  blockRange,
  type EventText,
  fieldValue,
  lineText,
  type Peek,
  readBlock,
  readEvent,
  readOpen,
} from './text.ts';
