/** Tape to what a person reads: streams, their rows, how a block came to be, the raw wire. Pure. */
export { carryOver } from './carry.ts';
export { Chain } from './chain/chain.ts';
export type { ChainMember } from './chain/member.ts';
export { Channels, type ReadingFault } from './channels.ts';
export { blockedCause } from './connection/blocked.ts';
export { causeOf, isOwnFault, networkError, remedyOf } from './connection/errors.ts';
export type { BusyStretch, ConnectionFacts } from './connection/facts.ts';
export { failureOf, hasFailed, isOfServiceWorker, originRemark } from './connection/failure.ts';
export { type EndFacts, type HowEnded, howEnded, WHY_UNDECIDED } from './connection/how-ended.ts';
export type { KindTotals } from './connection/kind.ts';
export { gapOf } from './connection/lanes/gap.ts';
export { openerOf, placeOf } from './connection/place.ts';
export type { ConnectionView } from './connection/view.ts';
export { RawIndex } from './connection/wire/raw.ts';
export { wordsOf } from './connection/wire/words.ts';
export { ChannelFigures } from './delay/figures.ts';
export { risingTimes, type Sample } from './delay/judge.ts';
export { type MessageTime, timesIn } from './delay/server-time.ts';
export { joinDetail } from './event-stream/chain/connection-row.ts';
export type { EventStreamLink } from './event-stream/chain/reconnect-state.ts';
export { sentId, sentIdAt } from './event-stream/chain/reconnect-state.ts';
export { type EventStreamChain, isEventStreamChain } from './event-stream/chain/reconnects.ts';
export { type ComparedEvent, headOf, type Repeats } from './event-stream/chain/repeats.ts';
export { repeatsAt } from './event-stream/chain/repeats-at.ts';
export { EventStream } from './event-stream/event-stream.ts';
export { blockDetail } from './event-stream/merge/merge.ts';
export { RowKind } from './event-stream/row-table.ts';
export { describeRow } from './event-stream/rows/describe.ts';
export { rowAt } from './event-stream/rows/row-at.ts';
export { payloadOf } from './event-stream/rows/row-text.ts';
export { EventStreamRows } from './event-stream/rows/stream-rows.ts';
export { peekOf, type Segment } from './event-stream/segment.ts';
export {
  declinesGet,
  hasOpened,
  isAnswer,
  isRefused,
  isUnwantedPage,
} from './event-stream/state/answer.ts';
export { compressionLeft } from './event-stream/state/compression.ts';
export { endedText } from './event-stream/state/ended.ts';
export { refusalOf } from './event-stream/state/verdict.ts';
export { namesOf } from './event-stream/state/waiting.ts';
export { type ListenersAt, listenersOf, type UnheardType, unheardTypes } from './event-stream/unheard.ts';
export type * from './model/block.ts';
export { type Channel, type ChannelRows, PENDING, type RowText } from './model/channel.ts';
export type * from './model/connection.ts';
export type * from './model/cost.ts';
export type * from './model/delay.ts';
export { type Environment, type Holder, TCP_CONNECTIONS_PER_HOST } from './model/environment.ts';
export type * from './model/events.ts';
export type { Bars, Lane, Ticks } from './model/lane.ts';
export type * from './model/polls.ts';
export type * from './model/raw.ts';
export type * from './model/reconnect.ts';
export type * from './model/requests.ts';
export type * from './model/stream.ts';
export { isOver, stateAt } from './model/stream.ts';
export * from './model/timeline.ts';
export { piecesEnded } from './pieces/ended.ts';
export { PiecesChannel } from './pieces/pieces.ts';
export type { RecordPlace } from './pieces/segment.ts';
export { EndpointChoices } from './polling/endpoint-choices.ts';
export type { Exchange } from './polling/exchange.ts';
export { bearingOf, failureWords } from './polling/health/failing.ts';
export { PollLoop } from './polling/loop.ts';
export { labelsOf } from './polling/response/content.ts';
export type { AnswerFault } from './polling/response/fault.ts';
export { changedParams, questionOf } from './polling/strands/question.ts';
export { Timeline } from './timeline/timeline.ts';
export { RowsView } from './view/rows-view.ts';
export { isWebSocketChain, type WebSocketChain } from './websocket/chain/reconnects.ts';
export { closeMeaning, isGoodClose } from './websocket/close.ts';
export { webSocketEnded } from './websocket/ended.ts';
export { Opcode } from './websocket/frames.ts';
export { WebSocketMember } from './websocket/member.ts';
