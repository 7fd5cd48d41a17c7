/**
 * What can be read of a stream: plain data, made when it is looked at. The panel sees nothing else of a tape.
 */
export type * from './model/block.ts';
export type * from './model/connection.ts';
export type * from './model/events.ts';
export type * from './model/raw.ts';
export type * from './model/reconnect.ts';
export type * from './model/stream.ts';
