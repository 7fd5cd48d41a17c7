import type { CaptureControl } from '../capture/status.ts';
import { EndpointChoices } from '../channels/index.ts';
import type { Wait } from '../replay/wait.ts';
import type { RequestRecord, TapeWriter } from '../tape/index.ts';
import { Answering } from './answering.ts';
import { Derivation } from './derivation.ts';
import type { OnFind, PanelHost } from './host/index.ts';
import { ImportedTapes } from './imported.ts';
import { LiveTape } from './live.ts';
import { SessionNotices } from './notices.ts';
import { Playing } from './playing.ts';
import { Sending } from './sending/sending.ts';
import { KeptSettings, type SettingsStore } from './settings.ts';
import { type Shown, shownOf, type Tapes } from './shown.ts';
import { oneSlice, Slices } from './slices.ts';
import { waitByTimer } from './timer-wait.ts';
import { createHost } from './topics/index.ts';
import { ShownFindings } from './views/findings.ts';
import { OpenViews } from './views/open-views.ts';

export type * from './host/index.ts';
export { DEFAULT_SETTINGS, memorySettings, type SettingsStore } from './settings.ts';

export interface SessionParts {
  /**
   * Makes the capture that writes to the session's tape.
   * @param isShownAsStream whether the user wants the response to a request shown as a stream, as he chose until now.
   */
  readonly capture: (
    tape: TapeWriter,
    isShownAsStream: (request: RequestRecord) => boolean,
  ) => CaptureControl;
  readonly settings: SettingsStore;
  /** Hands on what is done with the find bar around the panel, where there is one. */
  readonly onFind?: OnFind;
  /** Waits; by timers where it is absent. A devtools page gets those once a second. */
  readonly wait?: Wait;
}

/** A capture, its tape, and what a panel mounts on; it outlives the panel. */
export interface Session {
  readonly host: PanelHost;
  readonly capture: CaptureControl;
  dispose(): Promise<void>;
}

/** Ties a capture to a tape, keeps what is derived from it up to date in slices, and offers the border to the panel. */
export function createSession(parts: SessionParts): Session {
  const listeners = new Set<() => void>();
  const slices = new Slices((until) => derivation.work(until));
  const changed = (): void => derivation.changed();

  const endpointChoices = new EndpointChoices();
  const tapes: Tapes = {
    live: new LiveTape(changed, endpointChoices, oneSlice),
    imported: new ImportedTapes(),
    playing: new Playing({ endpointChoices, changed }),
  };
  const which = shownOf(tapes);
  const notices = new SessionNotices(changed);
  const views = new OpenViews({ changed, failed: (error) => notices.readingFailed(error, 'A view: ') });
  const settings = new KeptSettings({
    store: parts.settings,
    changed,
    failed: (why) => notices.set('settings-failed', why),
  });
  const found = new ShownFindings({
    settings: () => settings.current,
    save: (change) => void settings.save(change),
  });
  const derivation = new Derivation({
    ...tapes,
    shown: which.shown,
    views,
    found,
    notices,
    ask: () => slices.ask(),
    notify() {
      for (const listener of listeners) listener();
    },
  });

  const capture = parts.capture(tapes.live, (request) => endpointChoices.streamOf(request) !== null);
  const replay = createReplay({
    capture,
    live: tapes.live,
    ...which,
    changed,
    wait: parts.wait ?? waitByTimer,
  });
  const stopStatus = capture.onStatus(() => {
    replay.answering.follow();
    replay.sending.follow();
    changed();
  });

  return {
    host: createHost({
      ...tapes,
      ...which,
      listeners,
      changed,
      capture,
      notices,
      endpointChoices,
      views,
      found,
      settings,
      onFind: parts.onFind ?? (() => () => {}),
      sending: replay.sending.host,
      answering: replay.answering.host,
    }),
    capture,
    async dispose() {
      stopStatus();
      slices.stop();
      derivation.stop();
      settings.stop();
      replay.sending.close();
      await replay.answering.stop();
      await capture.dispose();
    },
  };
}

interface ReplayParts extends Pick<Tapes, 'live'>, Pick<Shown, 'shown' | 'played'> {
  readonly capture: CaptureControl;
  readonly changed: () => void;
  readonly wait: Wait;
}

/** What the user does to the page with what is shown. Its marks and records go to the live tape. */
function createReplay({ capture, live, shown, played, changed, wait }: ReplayParts) {
  return {
    answering: new Answering({
      capture: () => capture,
      // The tape, not the moment of it that is played.
      shown: played,
      changed,
      wait,
      mark: (text) => live.append({ kind: 'mark', at: live.tape.lastAt, text }),
    }),
    sending: new Sending({
      capture: () => capture,
      shown,
      live: () => live.channels,
      tape: live,
      changed,
      wait,
    }),
  };
}
