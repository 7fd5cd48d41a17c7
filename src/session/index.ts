import type { CaptureControl } from '../capture/status.ts';
import { Channels, curlOf, PollIntents, PollLoop, websocatOf } from '../channels/index.ts';
import { RULES } from '../findings/index.ts';
import type { Wait } from '../replay/override/index.ts';
import { type Tape, type TapeWriter, writeTape } from '../tape/index.ts';
import { Answering, waitByTimer } from './answering.ts';
import type { PanelHost, Settings } from './host.ts';
import { importFile } from './import.ts';
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
  /** Waits; by timers unless told otherwise. A devtools page gets those once a second. */
  readonly wait?: Wait;
}

/** A capture, its tape, and what a panel mounts on; it outlives the panel. */
export interface Session {
  readonly host: PanelHost;
  readonly capture: CaptureControl;
  dispose(): Promise<void>;
}

interface Imported {
  readonly name: string;
  readonly notes: readonly string[];
  readonly channels: Channels;
}

/** Ties a capture to a tape, keeps what is derived from it up to date in slices, and offers the border to the panel. */
export function createSession(parts: SessionParts): Session {
  const listeners = new Set<() => void>();
  const views = new Set<Worker>();
  let imported: Imported | null = null;
  let settings: Settings = DEFAULT_SETTINGS;

  const notify = (): void => {
    for (const listener of listeners) listener();
  };
  /** Whether the panel knows of everything but findings. */
  let isTold = false;
  const slices = new Slices((until) => {
    let more = live.channels.update(until);
    if (imported?.channels.update(until)) more = true;
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
  const answering = new Answering({
    capture: () => capture,
    shown: () => shown(),
    changed,
    wait: parts.wait ?? waitByTimer,
    mark: (text) => live.append({ kind: 'mark', at: live.tape.lastAt, text }),
  });
  const stopStatus = capture.onStatus(() => {
    answering.follow();
    changed();
  });

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
  const shown = (): Channels => imported?.channels ?? live.channels;
  const loop = (id: string): PollLoop | null => {
    const channel = shown().channel(id);
    return channel instanceof PollLoop ? channel : null;
  };
  const now = (): number => (imported ? imported.channels.tape.lastAt : live.tape.timeAt(Date.now()));
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
      if (imported) this.showLive();
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
      imported?.channels.reconsider();
      changed();
    },
    findings: (channel) =>
      found.of(shown(), channel, imported ? imported.channels.tape.lastAt : found.now(live.channels)),
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
    exportTape: () => piecesOf(shown().tape),
    async importTape(name, file) {
      const outcome = await importFile(name, file);
      if (!outcome.ok) return outcome;
      imported = { name, notes: outcome.notes, channels: new Channels(outcome.tape, intents) };
      changed();
      return { ok: true, notes: outcome.notes };
    },
    showing: () =>
      imported ? { kind: 'imported', name: imported.name, notes: imported.notes } : { kind: 'live' },
    showLive() {
      imported = null;
      changed();
    },
    answering: answering.host,
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
      await answering.stop();
      await capture.dispose();
    },
  };
}

/** The tape's file in pieces, giving the thread back between them. */
async function* piecesOf(tape: Tape): AsyncGenerator<string> {
  for (const piece of writeTape(tape)) {
    yield piece;
    await new Promise<void>((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve();
      channel.port2.postMessage(null);
    });
  }
}
