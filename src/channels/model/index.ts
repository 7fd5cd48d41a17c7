/**
 * What can be read of a stream: plain data, made when it is looked at. The panel sees nothing else of a tape.
 */
export type * from './block.ts';
export type * from './connection.ts';
export type * from './events.ts';
export type * from './raw.ts';
export type * from './reconnect.ts';
export type * from './stream.ts';
