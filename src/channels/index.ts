/** Tape to what a person reads: streams, their rows, how a block came to be, the raw wire. Pure. */
export { carryOver } from './carry.ts';
export type { Channel, ChannelRows, RowText } from './channel.ts';
export { Channels } from './channels.ts';
export { curlOf } from './curl.ts';
export { describeRow } from './describe.ts';
export { blockDetail } from './merge.ts';
export type * from './model.ts';
export { PENDING } from './pending.ts';
export { PollIntents } from './polls/intents.ts';
export { PollLoop } from './polls/loop.ts';
export type * from './polls/model.ts';
export { RawIndex, rowAt } from './raw.ts';
export { payloadOf } from './row-text.ts';
export { SocketChannel, websocatOf } from './socket/index.ts';
export { StreamChannel } from './stream.ts';
export { StreamRows } from './stream-rows.ts';
export { RowsView } from './view.ts';
