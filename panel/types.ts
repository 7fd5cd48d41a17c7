import type { ChannelListRow, EventRow, EventsSpec, PanelHost } from '../src/session/host/index.ts';

export { isOver, stateAt } from '../src/channels/model/stream.ts';
export { BarKind, TickKind } from '../src/channels/model/timeline.ts';
export type * from '../src/session/host/index.ts';

/** Taken from the host's own signatures: the panel does not know the capture folder. */
export type CaptureStatus = ReturnType<PanelHost['capture']['status']>;
export type Notice = CaptureStatus['notices'][number];
export type SourceName = Parameters<PanelHost['capture']['useSource']>[0];

export type Stream = Extract<ChannelListRow, { kind: 'stream' }>;
export type Sort = EventsSpec['sort'];

/** A range of bytes on a stream, `end` exclusive. */
export type ByteRange = NonNullable<EventRow['range']>;
