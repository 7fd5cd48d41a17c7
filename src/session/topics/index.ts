/** What the panel reads and asks for, made of what a session has: a topic a file, each of the few things it needs. */
import type { CaptureControl } from '../../capture/status.ts';
import type { EndpointChoices } from '../../channels/index.ts';
import type { AnsweringHost } from '../host/answering.ts';
import type { OnFind } from '../host/find.ts';
import type { PanelHost } from '../host/index.ts';
import type { SendingHost } from '../host/sending.ts';
import type { SessionNotices } from '../notices.ts';
import type { KeptSettings } from '../settings.ts';
import type { Shown, Tapes } from '../shown.ts';
import type { ShownFindings } from '../views/findings.ts';
import type { OpenViews } from '../views/open-views.ts';
import { captureTopic } from './capture.ts';
import { channelsTopic } from './channels.ts';
import { exportsTopic } from './exports.ts';
import { findingsTopic } from './findings.ts';
import { playerTopic } from './player.ts';
import { pollsTopic } from './polls.ts';
import { tapesTopic } from './tapes.ts';
import { viewsTopic } from './views.ts';

interface HostParts extends Tapes, Shown {
  /** Whom to tell after any change. */
  readonly listeners: Set<() => void>;
  /** To be called after any change. */
  readonly changed: () => void;
  readonly capture: CaptureControl;
  readonly notices: SessionNotices;
  readonly endpointChoices: EndpointChoices;
  readonly views: OpenViews;
  readonly found: ShownFindings;
  readonly settings: KeptSettings;
  readonly onFind: OnFind;
  readonly sending: SendingHost;
  readonly answering: AnsweringHost;
}

/** The border that is offered to the panel. */
export function createHost(parts: HostParts): PanelHost {
  const { listeners, settings, shown, now } = parts;
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    now,
    wall: (at) => shown().tape.wall(at),
    capture: captureTopic(parts),
    tapes: tapesTopic(parts),
    channels: channelsTopic(parts),
    polls: pollsTopic(parts),
    views: viewsTopic(parts),
    find: { onFind: parts.onFind },
    findings: findingsTopic(parts),
    exports: exportsTopic(parts),
    player: playerTopic(parts),
    sending: parts.sending,
    answering: parts.answering,
    settings: { current: () => settings.current, save: (change) => void settings.save(change) },
  };
}
