import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ByteRange, ChannelListRow, EventRow, EventsView, PanelHost, Sort, Span } from '../../types.ts';
import type { Room } from '../layout/layout.ts';
import { createDrawScheduler, type DrawClock } from './draw-scheduler.ts';
import { followedRow } from './follow-pending.ts';
import { createGroupSelection } from './group-selection.ts';
import { createPageFindings, type PageFindings } from './page-findings.ts';
import type { Place } from './places.ts';
import { type Choice, createSelection } from './selection.ts';

export type MainTab = 'events' | 'raw' | 'connections' | 'findings' | 'overview';
export type DetailTab = 'data' | 'merge' | 'bytes';

/** The selected row. It is kept whole: the filter may hide it while its detail is open. */
export interface Picked {
  readonly stream: string;
  readonly row: EventRow;
}

export type ReplayDialogName = 'send' | 'answer';

/** Which dialog of the Replay menu is open, and on what. */
export interface OpenReplayDialog {
  readonly name: ReplayDialogName;
  /** The channel that was selected when it was opened. */
  readonly stream: string;
  /** The one row that is meant, where it was opened from a row. */
  readonly row?: EventRow;
}

/** What the panel itself knows: what is selected and how it is looked at. The truth about streams is the host's. */
export interface Store {
  readonly host: PanelHost;
  /** Counts the draws. A component that reads the host reads this too, and so is drawn again. */
  readonly version: ReadonlySignal<number>;
  /** The one that is shown; null while a group of requests is. */
  readonly stream: Signal<string | null>;
  /** Id of the group of the grid Requests that is shown, in place of a stream. */
  readonly group: ReadonlySignal<string | null>;
  /** Ids of the streams that are selected, the shown one among them; several are compared in Overview. */
  readonly selected: ReadonlySignal<readonly string[]>;
  /** The connection that was chosen among the stream's; null for the picked row's, or the latest. */
  readonly connection: Signal<string | null>;
  readonly tab: Signal<MainTab>;
  readonly filter: Signal<string>;
  readonly sort: Signal<Sort>;
  /** What was found on all streams. */
  readonly pageFindings: PageFindings;
  /** The span that the timeline is zoomed to and the grid keeps to; null where both show all. */
  readonly span: ReadonlySignal<Span | null>;
  readonly paused: Signal<boolean>;
  readonly follow: Signal<boolean>;
  readonly view: ReadonlySignal<EventsView | null>;
  /** What is sought in DevTools' find bar, and the rows of the grid that have it; a new object each time one is gone to. */
  readonly found: Signal<{ readonly text: string; readonly rows: EventsView } | null>;
  readonly picked: Signal<Picked | null>;
  readonly isDetailOpen: Signal<boolean>;
  /** The detail takes the place of the list above it. */
  readonly isDetailLarge: Signal<boolean>;
  /** Where the lists were scrolled to, by list and stream, for when they are shown again. */
  readonly places: Map<string, Place>;
  readonly detailTab: Signal<DetailTab>;
  /** Bytes to show in Raw; a new object each time it is set. */
  readonly rawTarget: Signal<{ readonly range: ByteRange } | null>;
  /** Name of a header to show in Connections; a new object each time it is set. */
  readonly headerTarget: Signal<{ readonly name: string } | null>;
  /** A message of the panel itself: outcome of an import, a copy that was refused. Clear and a navigation take it away. */
  readonly message: Signal<string | null>;
  /** How often something was copied: each time the panel says so. */
  readonly copies: Signal<number>;
  readonly isSettingsOpen: Signal<boolean>;
  /** The room that the panel has, once it is laid out. */
  readonly room: Signal<Room | null>;
  /** The user wants the timeline where it is folded for want of height. */
  readonly isTimelineForced: Signal<boolean>;
  /** The dialog of the Replay menu that is open. */
  readonly replayDialog: Signal<OpenReplayDialog | null>;
  /** Sends the host an intent and draws its effect in the next frame, without waiting for a lull. */
  act<T>(intent: (host: PanelHost) => T): T;
  /** Selects a stream, and shows it: alone, or beside others. @param order ids as the list shows them, for a range. */
  select(id: string, how?: Choice, order?: readonly string[]): void;
  /** Shows a group of the grid Requests. */
  selectGroup(id: string): void;
  /** Zooms the selected stream to a span of time, or out again. */
  zoomTo(span: Span | null): void;
  /** Empties the capture, and looks again at what is left of it. */
  clear(): void;
  /** Shows an event's row in Events and its detail. */
  pick(row: EventRow): void;
  dispose(): void;
}

export const browserClock: DrawClock = {
  now: () => performance.now(),
  nextFrame(callback) {
    const id = requestAnimationFrame(callback);
    return () => cancelAnimationFrame(id);
  },
};

/** @param clock the browser's, or a test's. */
export function createStore(host: PanelHost, clock: DrawClock = browserClock): Store {
  const version = signal(0);
  const stream = signal<string | null>(null);
  const selection = createSelection(stream, () =>
    version.value < 0 ? [] : host.channels.list().flatMap((row) => (row.kind === 'stream' ? row.id : [])),
  );
  const group = createGroupSelection(host, stream);
  const connection = signal<string | null>(null);
  const filter = signal('');
  const sort = signal<Sort>(null);
  const zoom = signal<{ readonly stream: string; readonly span: Span } | null>(null);
  // For another stream it would hide rows without the user's wish.
  const span = computed(() => (zoom.value?.stream === stream.value ? (zoom.value?.span ?? null) : null));
  const paused = signal(false);
  const follow = signal(true);
  const view = signal<EventsView | null>(null);
  const picked = signal<Picked | null>(null);
  const isDetailOpen = signal(false);
  const message = signal<string | null>(null);
  const epoch = signal(0);
  const places: Store['places'] = new Map();
  const pageFindings = createPageFindings(host, clock);

  const comments = computed(() => version.value >= 0 && host.settings.current().comments);
  let rows: readonly ChannelListRow[] | null = null;
  /** What was selected before it was not there any more, and what instead: a player that continues brings it again. */
  let lost: { readonly stream: string | null; readonly instead: string | null } | null = null;
  let shown = host.tapes.shown().id;
  let navigations = host.tapes.navigations();

  /** What the panel said of something on the page before is no news any more. */
  function forgetMessage(): void {
    if (host.tapes.navigations() === navigations) return;
    navigations = host.tapes.navigations();
    message.value = null;
  }

  /** Keeps the selection on something that is there: after Clear, a reload or an import it may be gone. */
  function reconcile(): void {
    const id = host.tapes.shown().id;
    const next = host.channels.list();
    if (id === shown && next === rows) return;
    rows = next;
    if (id !== shown) {
      shown = id;
      epoch.value++;
      places.clear();
      zoom.value = null;
      stream.value = null;
      group.forget();
      picked.value = null;
    }
    if (group.isThere()) return;
    const has = (id: string | null) => next.some((row) => row.kind === 'stream' && row.id === id);
    if (lost && (!host.player.control() || stream.value !== lost.instead)) lost = null;
    if (lost?.stream && has(lost.stream)) {
      selection.choose(lost.stream, 'one');
      lost = null;
      return;
    }
    if (has(stream.value)) return;
    const became = group.id.value === null ? null : group.became(next);
    group.forget();
    const instead = became ?? next.find((row) => row.kind === 'stream')?.id ?? null;
    lost = { stream: lost?.stream ?? stream.value, instead };
    if (instead === null) stream.value = null;
    else selection.choose(instead, 'one');
    picked.value = null;
    follow.value = true;
  }

  /** The selected row may have become another. */
  function followPending(): void {
    const chosen = picked.value;
    const row = chosen && followedRow(host, view.value, chosen.row);
    if (row) picked.value = { stream: chosen.stream, row };
  }

  /** A view that is opened during a pause first gets what is there: another stream or filter must not look empty. */
  function pauseWhenFilled(): void {
    const opened = view.peek();
    if (paused.peek() && opened && !opened.paused && opened.working === null) opened.pause(true);
  }

  function refresh(): void {
    batch(() => {
      reconcile();
      forgetMessage();
      pauseWhenFilled();
      followPending();
      version.value++;
    });
  }

  const scheduler = createDrawScheduler(clock, (done) => {
    refresh();
    // Preact draws in a microtask it queued before this one.
    queueMicrotask(done);
  });

  /** The end is followed because the last row was selected. Of another filter's rows that one is to be seen, not the end. */
  function leaveEnd(): void {
    const chosen = picked.peek();
    const shownView = view.peek();
    if (!chosen || !shownView || chosen.stream !== stream.peek() || !follow.peek()) return;
    if (shownView.indexOf(chosen.row.key) === shownView.count - 1) follow.value = false;
  }

  const stopView = effect(() => {
    epoch.value;
    const id = stream.value;
    const spec = { filter: filter.value, comments: comments.value, sort: sort.value, span: span.value };
    leaveEnd();
    const opened = id === null ? null : host.views.openEvents({ stream: id, ...spec });
    view.value = opened;
    return () => opened?.close();
  });
  const stopChoice = effect(() => {
    stream.value;
    picked.value;
    connection.value = null;
  });
  const stopPause = effect(() => {
    const on = paused.value;
    view.peek()?.pause(on);
  });
  const unsubscribe = host.subscribe(() => scheduler.request());
  refresh();

  return {
    host,
    version,
    stream,
    group: group.id,
    selected: selection.ids,
    connection,
    tab: signal<MainTab>('events'),
    filter,
    sort,
    pageFindings,
    span,
    paused,
    follow,
    view,
    found: signal(null),
    picked,
    isDetailOpen,
    isDetailLarge: signal(false),
    places,
    detailTab: signal<DetailTab>('data'),
    rawTarget: signal(null),
    headerTarget: signal(null),
    message,
    copies: signal(0),
    isSettingsOpen: signal(false),
    room: signal(null),
    isTimelineForced: signal(false),
    replayDialog: signal(null),
    act(intent) {
      const outcome = intent(host);
      refresh();
      return outcome;
    },
    select(id, how = 'one', order) {
      batch(() => {
        const before = stream.peek();
        selection.choose(id, how, order);
        if (stream.peek() === before) return;
        picked.value = null;
        follow.value = true;
      });
    },
    selectGroup(id) {
      batch(() => {
        group.choose(id);
        picked.value = null;
      });
    },
    zoomTo(to) {
      zoom.value = to && stream.value !== null ? { stream: stream.value, span: to } : null;
    },
    clear() {
      host.tapes.clear();
      // A stream that is still open may stay under its name: whatever was read of it is to be read again.
      batch(() => {
        epoch.value++;
        places.clear();
        zoom.value = null;
        picked.value = null;
        connection.value = null;
        follow.value = true;
        message.value = null;
      });
      refresh();
    },
    pick(row) {
      if (stream.value === null) return;
      picked.value = { stream: stream.value, row };
      isDetailOpen.value = true;
    },
    dispose() {
      unsubscribe();
      scheduler.stop();
      stopPause();
      stopChoice();
      stopView();
      group.dispose();
      pageFindings.stop();
    },
  };
}
