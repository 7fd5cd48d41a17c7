/**
 * What the panel is mounted on: the narrow, plain-data border between the window that captures and the window that
 * draws. No class instance and no signal crosses it (`instanceof` and subscriptions do not survive another realm).
 */
import type { AnsweringHost } from './answering.ts';
import type { CaptureHost } from './capture.ts';
import type { ChannelsHost } from './channels.ts';
import type { ExportsHost } from './exports.ts';
import type { FindHost } from './find.ts';
import type { FindingsHost } from './findings.ts';
import type { PlayerHost } from './player.ts';
import type { PollsHost } from './polls.ts';
import type { SendingHost } from './sending.ts';
import type { SettingsHost } from './settings.ts';
import type { TapesHost } from './tapes.ts';
import type { ViewsHost } from './views.ts';

export type * from '../../channels/model/block.ts';
export type * from '../../channels/model/connection.ts';
export type * from '../../channels/model/cost.ts';
export type * from '../../channels/model/delay.ts';
export type * from '../../channels/model/events.ts';
export type * from '../../channels/model/polls.ts';
export type * from '../../channels/model/raw.ts';
export type * from '../../channels/model/reconnect.ts';
export type * from '../../channels/model/requests.ts';
export type * from '../../channels/model/stream.ts';
export type * from '../../channels/model/timeline.ts';
export type { Coverage, Limit } from '../../findings/coverage.ts';
export type { Evidence, Finding, Severity } from '../../findings/finding.ts';
export type { FoundServer } from '../../replay/answer/find-server.ts';
export type { AddressMatch, AnsweringStatus, AnswerRule } from '../../replay/answer/model.ts';
export type { Speed } from '../../replay/player/player.ts';
export type { StepUnit } from '../../replay/player/stops.ts';
export type { Pace, SendingEnd, SendingRun, SendingStatus, Target, Timed } from '../../replay/send/model.ts';
export type { Replaced } from '../../tape/index.ts';
export type * from './answering.ts';
export type * from './capture.ts';
export type * from './channels.ts';
export type * from './exports.ts';
export type * from './find.ts';
export type * from './findings.ts';
export type * from './player.ts';
export type * from './polls.ts';
export type * from './sending.ts';
export type * from './settings.ts';
export type * from './tapes.ts';
export type * from './views.ts';

export interface PanelHost {
  /** Calls `listener` after any change, at most once a task. Read what you need then. @returns a function that stops it. */
  subscribe(listener: () => void): () => void;
  /** Milliseconds on the shown tape's clock, now; for an imported tape its last record. */
  now(): number;
  /** Milliseconds since the Unix epoch at tape time `at`. */
  wall(at: number): number;

  readonly capture: CaptureHost;
  readonly tapes: TapesHost;
  readonly channels: ChannelsHost;
  readonly polls: PollsHost;
  readonly views: ViewsHost;
  readonly find: FindHost;
  readonly findings: FindingsHost;
  readonly exports: ExportsHost;
  readonly player: PlayerHost;
  readonly sending: SendingHost;
  readonly answering: AnsweringHost;
  readonly settings: SettingsHost;
}
