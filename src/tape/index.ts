/** The tape: facts in the order they came, and the bytes they carried. Pure. */
export { ByteLog } from './byte-log.ts';
export { bytesColumn, Column, countColumn, doubleColumn } from './column.ts';
export { ChunkTable, ConnectionTape, MessageTable } from './connection.ts';
export type * from './decision.ts';
export { type Difference, DispatchLog } from './dispatch-log.ts';
export { Excerpt } from './excerpt.ts';
export { firstOfBase64, fromBase64, isBase64, toBase64 } from './file/base64.ts';
export { giveWay, givingWay } from './file/give-way.ts';
export { GzipError, gunzip, gzip, isGzip, MAX_UNPACKED } from './file/gzip.ts';
export { openTape, type TapeFileOutcome } from './file/open.ts';
export { MAX_LINE_LENGTH, NotATapeError, type ReadTape, readTape } from './file/read.ts';
export { FORMAT_VERSION, type WriteOptions, writeTape } from './file/write.ts';
export { FrameTable } from './frames.ts';
export { injectedId } from './injected.ts';
export { type Entry, PlayedTape } from './played.ts';
export type * from './records.ts';
export { Redaction, type Replaced } from './redact/redaction.ts';
export { Cursor, Table, Tape } from './tape.ts';
