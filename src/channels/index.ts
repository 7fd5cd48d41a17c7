/** Tape to what a person reads: streams, their rows, how a block came to be, the raw wire. Pure. */
export { carryOver } from './carry.ts';
export type { Channel, ChannelRows, RowText } from './channel.ts';
export { Channels } from './channels.ts';
export { curlOf } from './curl.ts';
export { describeRow } from './describe.ts';
export { blockDetail } from './merge.ts';
export type * from './model.ts';
export { PENDING } from './pending.ts';
export { RawIndex, rowAt } from './raw.ts';
export { payloadOf } from './row-text.ts';
export { RowKind } from './rows.ts';
export { peekOf, type Segment } from './segment.ts';
export { StreamChannel } from './stream.ts';
export { StreamRows } from './stream-rows.ts';
export { CONNECTIONS_PER_HOST, refusalOf } from './verdict.ts';
export { RowsView } from './view.ts';
