/**
 * What the panel is mounted on: the narrow, plain-data border between the window that captures and the window that
 * draws. No class instance and no signal crosses it (`instanceof` and subscriptions do not survive another realm).
 */
import type { CaptureStatus, NoticeCode } from '../capture/status.ts';
import type { BlockDetail } from '../channels/model/block.ts';
import type { ConnectionDetail } from '../channels/model/connection.ts';
import type { FiguresView } from '../channels/model/cost.ts';
import type { EventsSpec, EventsView, Payload } from '../channels/model/events.ts';
import type {
  Cycle,
  EndpointChoice,
  PollOverview,
  PollRows,
  RepeatingRequests,
} from '../channels/model/polls.ts';
import type { RawView } from '../channels/model/raw.ts';
import type { ConnectionRow } from '../channels/model/reconnect.ts';
import type { ChannelListRow } from '../channels/model/stream.ts';
import type { LaneFacts, TimelineView } from '../channels/model/timeline.ts';
import type { Exporter } from '../exports/index.ts';
import type { Finding } from '../findings/finding.ts';
import type { Speed } from '../replay/player/player.ts';
import type { StepUnit } from '../replay/player/stops.ts';
import type { Replaced, SourceName } from '../tape/index.ts';
import type { AnsweringHost } from './answering.ts';
import type { SendingHost } from './sending/sending.ts';

export type * from '../channels/model/block.ts';
export type * from '../channels/model/connection.ts';
export type * from '../channels/model/cost.ts';
export type * from '../channels/model/delay.ts';
export type * from '../channels/model/events.ts';
export type * from '../channels/model/polls.ts';
export type * from '../channels/model/raw.ts';
export type * from '../channels/model/reconnect.ts';
export type * from '../channels/model/stream.ts';
export type * from '../channels/model/timeline.ts';
export type { Evidence, Finding, Severity } from '../findings/finding.ts';
export type { FoundServer } from '../replay/answer/find-server.ts';
export type { AnsweringStatus, AnswerRule } from '../replay/answer/model.ts';
export type { Speed } from '../replay/player/player.ts';
export type { StepUnit } from '../replay/player/stops.ts';
export type { Pace, SendingEnd, SendingRun, SendingStatus, Target, Timed } from '../replay/send/model.ts';
export type { Replaced } from '../tape/index.ts';
export type { AnsweringHost, FaultChoice, Servable } from './answering.ts';
export type { Chosen } from './sending/sendable.ts';
export type { SendingHost } from './sending/sending.ts';

export interface PanelHost {
  /** Calls `listener` after any change, at most once a task. Read what you need then. @returns a function that stops it. */
  subscribe(listener: () => void): () => void;
  /** Milliseconds on the shown tape's clock, now; for an imported tape its last record. */
  now(): number;
  /** Milliseconds since the Unix epoch at tape time `at`. */
  wall(at: number): number;

  capture(): CaptureStatus;
  /** Totals for the Capture status: events so far, and chunks or messages known to be missing. */
  totals(): Totals;
  record(on: boolean): void;
  useSource(source: SourceName): void;
  dismissNotice(code: NoticeCode): void;
  reloadPage(): void;
  clear(): void;
  setPreserveLog(on: boolean): void;
  preserveLog(): boolean;

  /** In order of opening. The array is a new one only when something in it changed. */
  streams(): readonly ChannelListRow[];
  /** Everything known of one connection, by its own id, or null where it is gone. */
  connection(id: string): ConnectionDetail | null;
  /** Connections `start` to `end` (from 0) of an event stream's channel; none of a channel of another kind. */
  connections(stream: string, start: number, end: number): readonly ConnectionRow[];
  /** Which of its channel's connections one is, from 1; null where it is gone or of a channel of another kind. */
  connectionNumber(connection: string): number | null;
  /** Says that a connection and those after it are another source's. @returns their channel; null where there is nothing to split. */
  split(connection: string): string | null;
  /** Channels that ended before this one began, which it may continue by hand; those of its address first. */
  joinable(stream: string): readonly string[];
  /** Says that channel `stream` continues channel `earlier`, under the latter's id. @returns whether it could. */
  join(earlier: string, stream: string): boolean;
  /** Looks up now which types have listeners; the outcome arrives in {@link ConnectionDetail.listeners}. */
  findListeners(): void;
  /** A curl command (`-N`) that asks for the same stream as a connection did, or the latest of a poll loop; for a WebSocket one for websocat. */
  command(connection: string): string;

  /** The cycles of a poll loop; null for other channels. */
  cycles(stream: string): CyclesView | null;
  /** A poll loop summed up; null for other channels. */
  pollOverview(stream: string): PollOverview | null;
  /** Which rows Events shows of a poll loop; views that are open follow. */
  showPollRows(stream: string, rows: PollRows): void;
  /** Requests that repeat and are no poll loop, the most frequent first. */
  repeating(): readonly RepeatingRequests[];
  /** What the user says of an endpoint, over the rule; null takes it back. Kept as long as the session, and on the tape. */
  setEndpointChoice(endpoint: string, intent: EndpointChoice | null): void;

  /** What is wrong on a channel now, the gravest first, muted ones included; the same array until something changed. */
  findings(channel: string): readonly Finding[];
  /** How a rule is muted on a channel; null where it is not. */
  muted(channel: string, rule: string): Muted | null;
  /** Mutes a rule on this channel while the session lasts, or for good; null lets it speak again everywhere. */
  mute(channel: string, rule: string, how: Muted | null): void;
  /** How many rules look at a channel. */
  ruleCount(channel: string): number;

  openEvents(spec: EventsSpec): EventsView;
  /**
   * Key within its channel of the row that the byte at `offset` of a connection (of a WebSocket: of its payloads) belongs to, the pending row's included; null where there is none. A block
   * that was pending when it was picked is found again by this when it has gone out.
   */
  rowAt(connection: string, offset: number): number | null;
  /** Tape time at which the byte at `offset` of an event stream's connection came, milliseconds; null where it is not known. */
  timeAt(connection: string, offset: number): number | null;
  /** How the block behind a row came to be; null for rows without bytes (messages, notes). */
  block(stream: string, key: number): BlockDetail | null;
  /** The whole data of a row. */
  payload(stream: string, key: number): Payload | null;
  /** The wire of one connection. */
  openRaw(connection: string): RawView;
  /** A channel's connections in time. */
  timeline(stream: string): TimelineView;
  /** What channels cost on the wire and how late their messages come, to be compared. */
  figures(channels: readonly string[]): FiguresView;
  /** Bytes `start` to `end` (exclusive) of a connection's kept bytes, of a WebSocket among its payloads; null where they are not in memory. */
  bytes(connection: string, start: number, end: number): Uint8Array | null;

  /** The formats of Export; the first unless another is chosen. */
  exportFormats(): readonly [ExportFormat, ...ExportFormat[]];
  /**
   * The shown tape, as it stands now, as a file in pieces of at most a few megabytes. Without a choice: all of it, as a tape,
   * plain, secrets replaced. The tape in memory is not touched.
   * @throws Error in words for the user, while it is read.
   */
  exportTape(choice?: Partial<ExportChoice>): AsyncIterable<Uint8Array<ArrayBuffer>>;
  /**
   * What an export would replace of these channels (their ids; null for the whole tape). Null once `isWanted`, which is
   * asked now and then, says no.
   */
  exportPreview(channels: readonly string[] | null, isWanted?: () => boolean): Promise<ExportPreview | null>;
  /** Shows a tape from a file beside the others. Never throws: the outcome says what is wrong. */
  importTape(name: string, file: Blob): Promise<ImportOutcome>;
  /** What can be shown: the live capture first, then the imported tapes in the order they came. */
  openTapes(): readonly OpenTape[];
  /** Which of them is shown. */
  shownTape(): OpenTape;
  showTape(id: string): void;
  /** Lets go of an imported tape; where it was shown, the live capture is. */
  closeTape(id: string): void;

  /** The player; null while what is shown is not played. While there is one, everything else is as of its moment. */
  player(): PlayerControl | null;
  /** Plays what is shown, as far as it was captured, from where a channel was opened. Capture continues. */
  openPlayer(channel: string | null): void;
  closePlayer(): void;
  /** The page's requests answered with what is shown. */
  readonly answering: AnsweringHost;
  /** Messages sent to the page's own listeners. */
  readonly sending: SendingHost;

  /** Settings that outlive the panel; plain JSON. */
  settings(): Settings;
  saveSettings(change: Partial<Settings>): void;
}

/** Plays a tape again. Times are tape time, milliseconds. */
export interface PlayerControl {
  /** The channel it was opened for. */
  readonly channel: string | null;
  readonly start: number;
  readonly end: number;
  /** The moment that is shown. */
  readonly at: number;
  readonly isPlaying: boolean;
  readonly isAtEnd: boolean;
  readonly speed: Speed;
  /** Whether silences of more than a second are played as one of a second. */
  readonly shortens: boolean;
  /** Lanes of a channel as they are when all was played. */
  lanes(channel: string): readonly LaneFacts[];
  play(): void;
  pause(): void;
  seek(time: number): void;
  /** Goes to the end of the next or the last chunk, line or event of a channel. */
  step(channel: string, unit: StepUnit, direction: 'forward' | 'back'): void;
  setSpeed(speed: Speed): void;
  setShortens(on: boolean): void;
  /** Lets milliseconds of the user's time pass. The drawing code calls it, so that nothing plays unseen. */
  tick(elapsed: number): void;
}

export interface CyclesView {
  readonly count: number;
  /** Cycles `start` to `end` (exclusive, 0-based). */
  rows(start: number, end: number): readonly Cycle[];
  /** Position of the cycle on this connection, or -1. */
  indexOf(connection: string): number;
  /** Key of the first row of Events that came with this connection; null where none did. */
  rowOf(connection: string): number | null;
}

/** A finding that is not to be counted: on one channel, or wherever it turns up. */
export type Muted = 'channel' | 'always';

export interface Totals {
  readonly events: number;
  readonly bytes: number;
  /** Records that say something is missing. */
  readonly gaps: number;
}

export interface Settings {
  readonly theme: 'devtools' | 'light' | 'dark';
  /** Factor on the text size, 1 to 2.5; for projectors. */
  readonly textScale: number;
  readonly time: 'relative' | 'delta' | 'wall';
  readonly comments: boolean;
  /** Whether the timeline is shown. */
  readonly timeline: boolean;
  /** After how many milliseconds without a byte an open stream is marked. */
  readonly quietLimit: number;
  /** Column widths in px and hidden columns of the Events grid, by column. */
  readonly columns: Readonly<Record<string, { readonly width?: number; readonly hidden?: boolean }>>;
  /** Ids of the rules that are muted for good. */
  readonly mutedRules: readonly string[];
}

/** The live capture, or an imported tape by the name of its file. */
export type OpenTape =
  | { readonly kind: 'live'; readonly id: string }
  | {
      readonly kind: 'imported';
      readonly id: string;
      readonly name: string;
      /** What was wrong with the file, in words for the user. */
      readonly notes: readonly string[];
    };

export interface ExportChoice {
  /** Ids of the channels to export; null for the whole tape. */
  readonly channels: readonly string[] | null;
  readonly secrets: 'replaced' | 'kept';
  /** Id of one of `exportFormats()`. */
  readonly format: string;
  /** Whether the file is packed by gzip. */
  readonly isPacked: boolean;
}

/** A format of Export, as it is offered. */
export type ExportFormat = Pick<Exporter, 'id' | 'label' | 'extension' | 'mime'>;

export interface ExportPreview {
  /** By place, the most frequent first. */
  readonly replaced: readonly Replaced[];
}

export type ImportOutcome =
  | { readonly ok: true; readonly notes: readonly string[] }
  | { readonly ok: false; readonly error: string };
