import type { CaptureControl } from '../capture/status.ts';
import { type Channels, curlOf, PollIntents, PollLoop, websocatOf } from '../channels/index.ts';
import { RULES } from '../findings/index.ts';
import { openTape, type TapeWriter } from '../tape/index.ts';
import { exportedFile, exportPreview } from './export.ts';
import type { PanelHost, Settings, Source } from './host.ts';
import { ImportedTapes } from './imported.ts';
import { LiveTape } from './live.ts';
import { DEFAULT_SETTINGS, type SettingsStore } from './settings.ts';
import { ShownFindings } from './shown-findings.ts';
import { Slices } from './slices.ts';
import { FollowingTimeline } from './timeline.ts';
import { FollowingEvents, FollowingRaw, type Worker } from './views.ts';

export type * from './host.ts';
export { DEFAULT_SETTINGS, memorySettings, type SettingsStore } from './settings.ts';

export interface SessionParts {
  /** Makes the capture that writes to the session's tape. */
  readonly capture: (tape: TapeWriter) => CaptureControl;
  readonly settings: SettingsStore;
}

/** A capture, its tape, and what a panel mounts on; it outlives the panel. */
export interface Session {
  readonly host: PanelHost;
  readonly capture: CaptureControl;
  dispose(): Promise<void>;
}

const LIVE: Source = { kind: 'live', id: 'live' };

/** Ties a capture to a tape, keeps what is derived from it up to date in slices, and offers the border to the panel. */
export function createSession(parts: SessionParts): Session {
  const listeners = new Set<() => void>();
  const views = new Set<Worker>();
  const imported = new ImportedTapes();
  let settings: Settings = DEFAULT_SETTINGS;

  const notify = (): void => {
    for (const listener of listeners) listener();
  };
  /** Whether the panel knows of everything but findings. */
  let isTold = false;
  const slices = new Slices((until) => {
    let more = live.channels.update(until);
    for (const { channels } of imported.all) if (channels.update(until)) more = true;
    for (const view of views) if (view.work(until)) more = true;
    found.now(live.channels);
    // Last: in a flood rows come before what there is to say of them. Until all of it is said there is nothing new to
    // draw: to tell of each slice would put off the drawing of the last rows.
    const isFinding = !more && found.update(shown(), until);
    if (!isFinding || !isTold) notify();
    isTold = isFinding;
    return more || isFinding;
  });
  const changed = (): void => {
    isTold = false;
    slices.ask();
  };
  const intents = new PollIntents();
  const live: LiveTape = new LiveTape(changed, intents);
  const capture = parts.capture(live);
  const stopStatus = capture.onStatus(changed);

  void parts.settings.load().then(
    (saved) => {
      settings = { ...DEFAULT_SETTINGS, ...saved };
      changed();
    },
    () => {},
  );

  const found = new ShownFindings({
    settings: () => settings,
    save: (change) => host.saveSettings(change),
  });
  const shown = (): Channels => imported.shown?.channels ?? live.channels;
  const loop = (id: string): PollLoop | null => {
    const channel = shown().channel(id);
    return channel instanceof PollLoop ? channel : null;
  };
  const now = (): number => imported.shown?.channels.tape.lastAt ?? live.tape.timeAt(Date.now());
  const connectionsOf = (chosen: readonly string[] | null): readonly string[] | null =>
    chosen === null ? null : chosen.flatMap((id) => shown().channel(id)?.connectionIds() ?? []);
  const open = <V extends Worker>(view: V): V => {
    views.add(view);
    changed();
    return view;
  };
  const closed = (view: Worker): void => {
    views.delete(view);
  };

  const host: PanelHost = {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    now,
    wall: (at) => shown().tape.wall(at),
    capture: () => capture.status(),
    totals: () => shown().totals(),
    record: (on) => void capture.record(on),
    useSource: (source) => void capture.use(source),
    dismissNotice: (code) => capture.dismiss(code),
    reloadPage: () => void capture.reloadPage(),
    clear() {
      const { shown } = imported;
      if (shown) this.closeTape(shown.source.id);
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
      const id = shown().split(connection);
      changed();
      return id;
    },
    joinable: (stream) => shown().joinable(stream),
    join(earlier, stream) {
      const joined = shown().join(earlier, stream);
      changed();
      return joined;
    },
    findListeners: () => void capture.findListeners(),
    curl(connection) {
      const stream = shown().stream(loop(connection)?.last?.id ?? connection);
      if (stream) return curlOf(stream);
      const socket = shown().socket(connection);
      return socket ? websocatOf(socket) : '';
    },
    cycles(stream) {
      const found = loop(stream);
      return (
        found && {
          count: found.cycles,
          rows: (start, end) => found.cycleRows(start, end),
          indexOf: (connection) => found.cycleAt(connection),
        }
      );
    },
    pollOverview: (stream) => loop(stream)?.overview() ?? null,
    showPollRows(stream, rows) {
      loop(stream)?.show(rows);
      changed();
    },
    repeating: () => shown().polls.repeating(),
    sayOfEndpoint(endpoint, intent) {
      intents.say(endpoint, intent);
      live.channels.reconsider();
      for (const { channels } of imported.all) channels.reconsider();
      changed();
    },
    findings: (channel) =>
      found.of(shown(), channel, imported.shown?.channels.tape.lastAt ?? found.now(live.channels)),
    muted: (channel, rule) => found.muted(channel, rule),
    mute(channel, rule, how) {
      found.mute(channel, rule, how);
      changed();
    },
    ruleCount: () => RULES.length,
    openEvents: (spec) => open(new FollowingEvents(spec, shown, closed)),
    rowAt: (connection, offset) => shown().rowAt(connection, offset),
    block: (stream, key) => shown().channel(stream)?.block(key) ?? null,
    payload: (stream, key) => shown().channel(stream)?.payload(key) ?? null,
    openRaw: (connection) => open(new FollowingRaw(connection, shown, closed)),
    timeline: (stream) => open(new FollowingTimeline(stream, shown, closed)),
    bytes: (connection, start, end) => shown().bytes(connection, start, end),
    exportTape: ({ channels = null, secrets = 'replaced', format = 'plain' } = {}) =>
      exportedFile(shown().tape, connectionsOf(channels), { secrets, format }),
    exportPreview: (channels, isWanted) => exportPreview(shown().tape, connectionsOf(channels), isWanted),
    async importTape(name, file) {
      const outcome = await openTape(name, file);
      if (!outcome.ok) return outcome;
      imported.add(name, outcome, intents);
      changed();
      return { ok: true, notes: outcome.notes };
    },
    sources: () => [LIVE, ...imported.all.map(({ source }) => source)],
    showing: () => imported.shown?.source ?? LIVE,
    show(id) {
      imported.show(id);
      changed();
    },
    closeTape(id) {
      imported.close(id);
      changed();
    },
    settings: () => settings,
    saveSettings(change) {
      settings = { ...settings, ...change };
      void parts.settings.save(settings).catch(() => {});
      changed();
    },
  };

  return {
    host,
    capture,
    async dispose() {
      stopStatus();
      slices.stop();
      await capture.dispose();
    },
  };
}
