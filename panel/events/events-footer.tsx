import { count, plural } from '../../src/format/numbers.ts';
import { FoundCount } from '../find/found-count.tsx';
import { useNewRows } from '../shared/hooks/use-new-rows.ts';
import { useSelectedStream } from '../shared/hooks/use-selected-stream.ts';
import { useHost, useStore } from '../shared/state/context.ts';
import { isOnlyYours } from '../shared/text/stream-state.ts';
import { type EventsView, isOver, type Stream } from '../types.ts';
import { SpanChip } from './span-chip.tsx';

/** Below the grid: how much of it is shown, and the way back to the newest row. */
export function EventsFooter({ view }: { view: EventsView | null }) {
  const { act, follow, paused, sort, filter, span } = useStore();
  // The view is the same object while its rows grow: only the host's version says that they did.
  useHost();
  const fresh = useNewRows(view, view?.count ?? 0, view?.working ?? null, follow);
  const stream = useSelectedStream();
  const state = stream?.state;
  if (!view) return <div class="footer" />;
  return (
    <div class="footer">
      <span class={view.filterError ? 'footer-text is-error' : 'footer-text'}>
        {summary(view, filter.value !== '' || span.value !== null)}
        {stream?.state.kind === 'ended' && !isOnlyYours(stream) && ` · ${endText(stream, stream.state.good)}`}
        {stream?.state.kind === 'unrecorded' && ' · not recorded from here'}
      </span>
      <SpanChip />
      <FoundCount />
      {view.paused && (
        <button
          type="button"
          onClick={() => {
            act(() => {
              paused.value = false;
            });
          }}
        >
          Paused · {count(view.behind)} new
        </button>
      )}
      {!view.paused && sort.value === null && !follow.value && (fresh > 0 || !state || !isOver(state)) && (
        <button
          type="button"
          title="Go to the newest row and follow"
          onClick={() => {
            follow.value = true;
          }}
        >
          {fresh > 0 ? `▾ ${count(fresh)} new` : '▾ Follow'}
        </button>
      )}
    </div>
  );
}

function endText({ transport, whole }: Stream, good: boolean): string {
  if (transport === 'websocket') return good ? 'the socket is closed' : 'the socket has failed';
  if (transport === 'pieces' && whole && good) return 'the response came whole, in one chunk';
  if (transport === 'pieces') return `the response ${good ? 'is over' : 'has failed'}`;
  return `the stream ${good ? 'has ended' : 'has failed'}`;
}

function summary(view: EventsView, isFiltered: boolean): string {
  if (view.filterError) return `${plural(view.count, 'row')}: the filter is wrong, so it hides nothing`;
  const rows = isFiltered ? `${count(view.count)} of ${count(view.total)} match` : plural(view.count, 'row');
  return view.working === null ? rows : `${rows} · ${Math.floor(view.working * 100)} % searched`;
}
