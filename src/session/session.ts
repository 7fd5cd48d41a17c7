import type { CaptureControl } from '../capture/status.ts';
import {
  type Channel,
  type Channels,
  curlOf,
  EndpointChoices,
  PENDING,
  type PollLoop,
  websocatOf,
} from '../channels/index.ts';
import { EXPORTERS } from '../exports/index.ts';
import { plural } from '../format/numbers.ts';
import { nameOfUrl } from '../format/url-name.ts';
import type { Wait } from '../replay/wait.ts';
import { openTape, type TapeWriter } from '../tape/index.ts';
import { Answering } from './answering.ts';
import { exportedFile, exportPreview } from './export.ts';
import type { OpenTape, PanelHost } from './host.ts';
import { ImportedTapes } from './imported.ts';
import { LiveTape } from './live.ts';
import { Lull } from './lull.ts';
import { SessionNotices } from './notices.ts';
import { Playing } from './playing.ts';
import { Sending } from './sending/sending.ts';
import { KeptSettings, type SettingsStore } from './settings.ts';
import { Slices } from './slices.ts';
import { waitByTimer } from './timer-wait.ts';
import { AllFigures } from './views/figures.ts';
import { ShownFindings } from './views/findings.ts';
import { FollowingEvents, FollowingRaw, type SlicedView } from './views/rows.ts';
import { FollowingTimeline } from './views/timeline.ts';

export type * from './host.ts';
export { DEFAULT_SETTINGS, memorySettings, type SettingsStore } from './settings.ts';

export interface SessionParts {
  /** Makes the capture that writes to the session's tape. */
  readonly capture: (tape: TapeWriter) => CaptureControl;
  readonly settings: SettingsStore;
  /** Waits; by timers where it is absent. A devtools page gets those once a second. */
  readonly wait?: Wait;
}

/** A capture, its tape, and what a panel mounts on; it outlives the panel. */
export interface Session {
  readonly host: PanelHost;
  readonly capture: CaptureControl;
  dispose(): Promise<void>;
}

const LIVE: OpenTape = { kind: 'live', id: 'live' };

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What of these channels could not be read any further; null where all could. */
function describeFaults({ faults, tape }: Channels): string | null {
  const [first, ...more] = faults;
  if (!first) return null;
  const request = tape.connection(first.connection)?.facts.find(({ kind }) => kind === 'request');
  const name = request?.kind === 'request' ? `“${nameOfUrl(request.url)}”` : 'A record of no connection';
  return `${name}: ${first.why}${more.length > 0 ? `; and ${plural(more.length, 'connection')} more` : ''}`;
}

/** Ties a capture to a tape, keeps what is derived from it up to date in slices, and offers the border to the panel. */
export function createSession(parts: SessionParts): Session {
  const listeners = new Set<() => void>();
  const views = new Set<SlicedView>();
  const imported = new ImportedTapes();

  const notify = (): void => {
    for (const listener of listeners) listener();
  };
  /** Whether the panel knows of everything but findings. */
  let isNotified = false;
  const work = (until: () => boolean): boolean => {
    let more = live.channels.update(until);
    for (const { channels } of imported.all) if (channels.update(until)) more = true;
    if (playing.channels?.update(until)) more = true;
    for (const view of views) if (worksOn(view, until)) more = true;
    const fault = describeFaults(shown());
    if (fault !== null) notices.set('reading-failed', fault);
    found.now(live.channels);
    if (more) {
      isNotified = false;
      notify();
      return true;
    }
    // Last, and not while a flood lasts: rows come before their findings. Until all are found there is
    // nothing new to draw: a notification for each slice would put off the drawing of the last rows.
    const { read } = shown();
    const isLull = lull.isNow(read);
    const isFinding = isLull && found.update(shown(), until);
    const isWhole = isLull && !isFinding;
    if (isWhole) lull.done(read);
    if (isWhole || !isNotified) notify();
    isNotified = !isWhole;
    return isFinding || playing.work(until);
  };
  // A throw must not come again with each slice, nor pass without a word.
  const slices = new Slices((until) => {
    try {
      return work(until);
    } catch (error) {
      notices.set('reading-failed', textOf(error));
      notify();
      return false;
    }
  });
  /** One view that throws is worked on no more; the others are. */
  const worksOn = (view: SlicedView, until: () => boolean): boolean => {
    try {
      return view.work(until);
    } catch (error) {
      views.delete(view);
      notices.set('reading-failed', `A view: ${textOf(error)}`);
      return false;
    }
  };
  const lull = new Lull(() => slices.ask());
  const changed = (): void => {
    isNotified = false;
    slices.ask();
  };
  const endpointChoices = new EndpointChoices();
  const playing = new Playing({ endpointChoices, changed });
  const live: LiveTape = new LiveTape(changed, endpointChoices);
  const capture = parts.capture(live);
  const answering = new Answering({
    capture: () => capture,
    // The tape, not the moment of it that is played.
    shown: () => played(),
    changed,
    wait: parts.wait ?? waitByTimer,
    mark: (text) => live.append({ kind: 'mark', at: live.tape.lastAt, text }),
  });
  const sending = new Sending({
    capture: () => capture,
    shown: () => shown(),
    live: () => live.channels,
    tape: live,
    changed,
    wait: parts.wait ?? waitByTimer,
  });
  const stopStatus = capture.onStatus(() => {
    answering.follow();
    sending.follow();
    changed();
  });

  const notices = new SessionNotices(changed);
  const settings = new KeptSettings({
    store: parts.settings,
    changed,
    failed: (why) => notices.set('settings-failed', why),
  });

  const found = new ShownFindings({
    settings: () => settings.current,
    save: (change) => void settings.save(change),
  });
  const whole = (): Channels => imported.shown?.channels ?? live.channels;
  const shown = (): Channels => playing.channels ?? whole();
  /** The tape, not the moment of it that is played. */
  const played = (): Channels => playing.source ?? whole();
  /** Decisions are facts of the tape: what is played is left for the whole. */
  const decided = (): Channels => {
    playing.close();
    return whole();
  };
  const loop = (id: string): PollLoop | null => shown().loop(id) ?? null;
  /** The channel, where it has such a row: before a moment that is played there was less. */
  const withRow = (id: string, key: number): Channel | null => {
    const channel = shown().channel(id);
    const has = channel && (key === PENDING ? channel.rows.hasPending : key < channel.rows.count);
    return has ? channel : null;
  };
  const now = (): number =>
    playing.at ?? imported.shown?.channels.tape.lastAt ?? live.tape.timeAt(Date.now());
  const connectionsOf = (chosen: readonly string[] | null): readonly string[] | null =>
    chosen === null ? null : chosen.flatMap((id) => played().channel(id)?.connectionIds() ?? []);
  const open = <V extends SlicedView>(view: V): V => {
    views.add(view);
    changed();
    return view;
  };
  const closed = (view: SlicedView): void => {
    views.delete(view);
  };

  const host: PanelHost = {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    now,
    wall: (at) => shown().tape.wall(at),
    capture() {
      const status = capture.status();
      return { ...status, notices: [...status.notices, ...notices.all()] };
    },
    totals: () => shown().totals(),
    record: (on) => void capture.record(on),
    useSource: (source) => void capture.use(source),
    dismissNotice(code) {
      capture.dismiss(code);
      notices.dismiss(code);
    },
    reloadPage: () => void capture.reloadPage(),
    clear() {
      const { shown } = imported;
      if (playing.channels) playing.close();
      else if (shown) this.closeTape(shown.source.id);
      else live.clear(now(), 'what came before was cleared by the user');
    },
    setPreserveLog(on) {
      live.preserveLog = on;
      changed();
    },
    preserveLog: () => live.preserveLog,
    streams: () => shown().rows(),
    connection: (id) => shown().detail(id),
    connections: (stream, start, end) => shown().connections(stream, start, end),
    connectionNumber: (connection) => shown().connectionNumber(connection),
    split(connection) {
      const id = decided().split(connection, now());
      changed();
      return id;
    },
    joinable: (stream) => shown().joinable(stream),
    join(earlier, stream) {
      const joined = decided().join(earlier, stream, now());
      changed();
      return joined;
    },
    findListeners: () => void capture.findListeners(),
    command(connection) {
      const stream = shown().stream(loop(connection)?.last?.id ?? connection);
      if (stream) return curlOf(stream.facts);
      const socket = shown().webSocket(connection);
      return socket ? websocatOf(socket.facts) : '';
    },
    cycles(stream) {
      const found = loop(stream);
      return (
        found && {
          count: found.cycleCount,
          rows: (start, end) => found.cycleRows(start, end),
          indexOf: (connection) => found.cycleIndexOf(connection),
          rowOf: (connection) => found.rowOf(connection),
        }
      );
    },
    pollOverview: (stream) => loop(stream)?.overview() ?? null,
    showPollRows(stream, rows) {
      decided().showPollRows(stream, rows, now());
      changed();
    },
    repeating: () => shown().polls.repeating(),
    setEndpointChoice(endpoint, intent) {
      playing.close();
      endpointChoices.set(endpoint, intent);
      live.channels.setEndpointChoice(endpoint, intent, live.tape.timeAt(Date.now()));
      for (const { channels } of imported.all) channels.setEndpointChoice(endpoint, intent);
      changed();
    },
    findings: (channel) =>
      found.of(
        shown(),
        channel,
        playing.at ?? imported.shown?.channels.tape.lastAt ?? found.now(live.channels),
      ),
    muted: (channel, rule) => found.muted(channel, rule),
    mute(channel, rule, how) {
      found.mute(channel, rule, how);
      changed();
    },
    ruleCount: (channel) => found.rulesFor(shown(), channel),
    openEvents: (spec) => open(new FollowingEvents(spec, shown, closed)),
    rowAt: (connection, offset) => shown().rowAt(connection, offset),
    timeAt: (connection, offset) => shown().timeAt(connection, offset),
    block: (stream, key) => withRow(stream, key)?.block(key) ?? null,
    payload: (stream, key) => withRow(stream, key)?.payload(key) ?? null,
    openRaw: (connection) => open(new FollowingRaw(connection, shown, closed)),
    timeline: (stream) => open(new FollowingTimeline(stream, shown, closed)),
    figures: (channels) => open(new AllFigures(channels, shown, closed)),
    bytes: (connection, start, end) => shown().bytes(connection, start, end),
    exportFormats: () => EXPORTERS,
    exportTape: ({
      channels = null,
      secrets = 'replaced',
      format = EXPORTERS[0].id,
      isPacked = false,
    } = {}) => exportedFile(played().tape, connectionsOf(channels), { secrets, format, isPacked }),
    exportPreview: (channels, isWanted) => exportPreview(played().tape, connectionsOf(channels), isWanted),
    async importTape(name, file) {
      const outcome = await openTape(name, file);
      if (!outcome.ok) return outcome;
      playing.close();
      imported.add(name, outcome, endpointChoices);
      changed();
      return { ok: true, notes: outcome.notes };
    },
    openTapes: () => [LIVE, ...imported.all.map(({ source }) => source)],
    shownTape() {
      if (!imported.shown) return LIVE;
      const { source, channels } = imported.shown;
      return channels.leftOut.length === 0
        ? source
        : { ...source, notes: [...source.notes, ...channels.leftOut] };
    },
    showTape(id) {
      playing.close();
      imported.show(id);
      changed();
    },
    closeTape(id) {
      playing.close();
      imported.close(id);
      changed();
    },
    player: () => playing.control(),
    openPlayer: (channel) => playing.open(played(), channel),
    closePlayer: () => playing.close(),
    answering: answering.host,
    sending: sending.host,
    settings: () => settings.current,
    saveSettings: (change) => void settings.save(change),
  };

  return {
    host,
    capture,
    async dispose() {
      stopStatus();
      slices.stop();
      lull.stop();
      settings.stop();
      sending.close();
      await answering.stop();
      await capture.dispose();
    },
  };
}
