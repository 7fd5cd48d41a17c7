import type { ChannelListRow, EventRow, EventsSpec, PanelHost } from '../src/session/host.ts';

export { BarKind, TickKind } from '../src/channels/model/timeline.ts';
export type * from '../src/session/host.ts';

/** Taken from the host's own signatures: the panel does not know the capture folder. */
export type CaptureStatus = ReturnType<PanelHost['capture']>;
export type Notice = CaptureStatus['notices'][number];
export type SourceName = Parameters<PanelHost['useSource']>[0];

export type Stream = Extract<ChannelListRow, { kind: 'stream' }>;
export type Sort = EventsSpec['sort'];

/** A range of bytes on a stream, `end` exclusive. */
export type ByteRange = NonNullable<EventRow['range']>;
