import { DEFAULT_SETTINGS } from '../../src/session/settings.ts';
import type {
  CaptureStatus,
  ChannelListRow,
  ConnectionDetail,
  EventRow,
  Figures,
  Finding,
  Muted,
  OpenTape,
  PanelHost,
  Replaced,
  Settings,
  Stream,
} from '../types.ts';
import { fakeConnection } from './fake-connection.ts';
import { fakeFiguresView } from './fake-figures.ts';
import { type FakeLane, fakeLanes } from './fake-lanes.ts';
import type { FakeText } from './fake-text.ts';
import { fakeTimeline } from './fake-timeline.ts';
import { fakeEventsView, fakeRawView } from './fake-views.ts';

/** A stream of the fake: with text it has blocks and bytes, with `rowAt` only rows, as many as `summary.events`. */
export interface FakeStream {
  summary: Stream;
  text?: FakeText;
  rowAt?: (index: number) => EventRow;
  connection?: Partial<ConnectionDetail>;
  lanes?: readonly FakeLane[];
  findings?: readonly Finding[];
  figures?: Figures;
}

export interface FakeHostOptions {
  readonly streams?: readonly (FakeStream | Extract<ChannelListRow, { kind: 'divider' }>)[];
  readonly capture?: Partial<CaptureStatus>;
  readonly settings?: Partial<Settings>;
  readonly now?: number;
}

const LIVE: OpenTape = { kind: 'live', id: 'live' };

const REPLACED: readonly Replaced[] = [
  {
    kind: 'header',
    name: 'Authorization',
    host: 'api.example.test',
    times: 12,
    secrets: 1,
    markers: ['redacted-1~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~'],
  },
  {
    kind: 'cookie',
    name: 'sid',
    host: 'example.test',
    times: 3,
    secrets: 5,
    markers: ['~2~~', '~3~~', '~4~~'],
  },
];

const NO_FINDINGS: readonly Finding[] = [];

/** A test double of the session: holds what it is told, and remembers what it was asked. */
export interface FakeHost extends PanelHost {
  /** Intents in the order they came, "record true". */
  readonly asked: string[];
  /** Changes a stream and tells the panel. */
  change(id: string, change: Partial<Stream>): void;
  setCapture(change: Partial<CaptureStatus>): void;
  setNow(now: number): void;
}

/** @returns a host for the panel to be mounted on in tests. */
export function createFakeHost(options: FakeHostOptions = {}): FakeHost {
  const listeners = new Set<() => void>();
  const asked: string[] = [];
  let list = options.streams ?? [];
  let capture: CaptureStatus = { state: 'on', source: 'protocol', notices: [], ...options.capture };
  let settings = { ...DEFAULT_SETTINGS, ...options.settings };
  let now = options.now ?? 5000;
  let preserve = false;
  let tapes: OpenTape[] = [];
  let shown = LIVE.id;
  const mutes = new Map<string, Muted>();
  let rows: ChannelListRow[] = list.map(rowOf);

  function tell() {
    rows = list.map(rowOf);
    for (const listener of listeners) listener();
  }
  const find = (id: string) =>
    list.find((one): one is FakeStream => 'summary' in one && one.summary.id === id);
  const ask = (intent: string, change: () => void = () => {}) => {
    asked.push(intent);
    change();
    tell();
  };
  const source = (id: string) => {
    const stream = find(id);
    return {
      count: () => stream?.text?.rows.length ?? stream?.summary.events ?? 0,
      at: (index: number) => stream?.text?.rows[index] ?? stream?.rowAt?.(index) ?? syntheticRow(index),
    };
  };

  return {
    asked,
    change(id, change) {
      const stream = find(id);
      if (stream) stream.summary = { ...stream.summary, ...change };
      tell();
    },
    setCapture(change) {
      capture = { ...capture, ...change };
      tell();
    },
    setNow(to) {
      now = to;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    now: () => now,
    wall: (at) => 1_714_559_400_000 + at,
    capture: () => capture,
    totals() {
      const streams = rows.filter((row) => row.kind === 'stream');
      const sum = (of: (stream: Stream) => number) => streams.reduce((total, one) => total + of(one), 0);
      return { events: sum((one) => one.events), bytes: sum((one) => one.bytes), gaps: 0 };
    },
    record: (on) =>
      ask(`record ${on}`, () => {
        capture = { ...capture, state: on ? 'on' : 'off' };
      }),
    useSource: (to) =>
      ask(`useSource ${to}`, () => {
        capture = { ...capture, source: to };
      }),
    dismissNotice: (code) =>
      ask(`dismissNotice ${code}`, () => {
        capture = { ...capture, notices: capture.notices.filter((notice) => notice.code !== code) };
      }),
    reloadPage: () => ask('reloadPage'),
    clear: () =>
      ask('clear', () => {
        list = [];
      }),
    setPreserveLog: (on) =>
      ask(`setPreserveLog ${on}`, () => {
        preserve = on;
      }),
    preserveLog: () => preserve,
    streams: () => rows,
    connection(id) {
      const stream = find(id);
      return stream ? fakeConnection(stream.summary, stream.connection) : null;
    },
    connections: () => [],
    connectionNumber: () => null,
    split: () => null,
    joinable: () => [],
    join: () => false,
    findListeners: () => ask('findListeners'),
    command: (id) => `curl -N '${find(id)?.summary.url ?? ''}'`,
    player: () => null,
    openPlayer: (channel) => ask(`openPlayer ${channel}`),
    closePlayer: () => ask('closePlayer'),
    cycles: () => null,
    pollOverview: () => null,
    showPollRows: (id, to) => ask(`showPollRows ${id} ${to}`),
    repeating: () => [],
    setEndpointChoice: (endpoint, intent) => ask(`sayOfEndpoint ${endpoint} ${intent}`),
    findings: (id) => find(id)?.findings ?? NO_FINDINGS,
    muted: (id, rule) => mutes.get(`${id} ${rule}`) ?? null,
    mute: (id, rule, how) =>
      ask(`mute ${rule} ${how}`, () => {
        if (how === null) mutes.delete(`${id} ${rule}`);
        else mutes.set(`${id} ${rule}`, how);
      }),
    ruleCount: () => 30,
    openEvents: (spec) => fakeEventsView(source(spec.stream), spec),
    rowAt: () => null,
    timeAt: () => null,
    block: (id, key) => find(id)?.text?.block(key) ?? null,
    payload(id, key) {
      const row = source(id).at(key);
      return {
        type: row.type,
        id: row.id,
        data: find(id)?.text?.data(key) ?? row.data,
        binary: false,
        cut: 0,
      };
    },
    openRaw: (id) => fakeRawView(() => find(id)?.text?.raw ?? []),
    timeline(id) {
      const { lanes, connection } = find(id) ?? {};
      const gap = connection?.gaps?.[0]?.at ?? null;
      return fakeTimeline(() => find(id)?.summary ?? null, source(id), gap, lanes ? fakeLanes(lanes) : null);
    },
    figures: (ids) => fakeFiguresView(ids, find),
    bytes: (id, start, end) => find(id)?.text?.bytes.subarray(start, end) ?? null,
    async *exportTape(choice) {
      asked.push(`exportTape ${JSON.stringify(choice)}`);
      yield new TextEncoder().encode('{"format":"fake"}\n');
    },
    async exportPreview(channels) {
      asked.push(`exportPreview ${JSON.stringify(channels)}`);
      return { replaced: REPLACED };
    },
    async importTape(name) {
      if (!name.endsWith('.ndjson')) return { ok: false, error: 'not a tape' };
      ask(`importTape ${name}`, () => {
        shown = `imported ${tapes.length}`;
        tapes.push({ kind: 'imported', id: shown, name, notes: [] });
      });
      return { ok: true, notes: [] };
    },
    openTapes: () => [LIVE, ...tapes],
    shownTape: () => tapes.find(({ id }) => id === shown) ?? LIVE,
    showTape: (id) =>
      ask(`show ${id}`, () => {
        shown = id;
      }),
    closeTape: (id) =>
      ask(`closeTape ${id}`, () => {
        tapes = tapes.filter((one) => one.id !== id);
      }),
    answering: {
      servable: () => null,
      faults: () => [],
      find: async () => ({ kind: 'nobody' }),
      start: async () => null,
      stop: () => ask('answering.stop'),
      status: () => null,
      dismiss: () => ask('answering.dismiss'),
    },
    sending: {
      choose: () => ({ messages: [], skipped: 0, beyond: 0, max: 1000 }),
      look: () => null,
      status: () => null,
      send: () => null,
      cancel: () => ask('injecting.cancel'),
      leave: () => ask('injecting.leave'),
      dismiss: () => ask('injecting.dismiss'),
    },
    settings: () => settings,
    saveSettings: (change) =>
      ask('saveSettings', () => {
        settings = { ...settings, ...change };
      }),
  };
}

function rowOf(one: FakeStream | Extract<ChannelListRow, { kind: 'divider' }>): ChannelListRow {
  return 'summary' in one ? one.summary : one;
}

function syntheticRow(index: number): EventRow {
  return {
    key: index,
    kind: 'event',
    connection: 's1',
    direction: null,
    id: String(index),
    idInherited: false,
    type: 'message',
    data: `{"n":${index},"text":"row ${index}"}`,
    truncated: false,
    at: index * 2,
    delta: index === 0 ? null : 2,
    size: 40,
    why: null,
    range: null,
  };
}
