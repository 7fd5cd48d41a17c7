import { FILTER_KEYS } from '../../src/channels/view/filter/keys/index.ts';
import { plural } from '../../src/format/numbers.ts';
import { useHost, useStore } from '../shared/state/context.ts';
import { type EventsView, isOver, type Stream } from '../types.ts';

/** Why the grid is empty, and what to do. */
export function NoEvents({ view }: { view: EventsView | null }) {
  const { stream } = useStore();
  const host = useHost();
  if (!view) {
    const isEmpty = host.channels.list().length === 0;
    return (
      <p class="hint over-grid">
        {isEmpty ? 'Events appear here, one row each.' : 'Select a stream to see its events.'}
      </p>
    );
  }
  if (view.working !== null) return <p class="hint over-grid">Searching…</p>;
  if (view.total > 0) return <NoMatch total={view.total} />;
  const row = host.channels.list().find((one) => one.id === stream.value);
  if (row?.kind !== 'stream') return null;
  return (
    <div class="hint over-grid">
      <p>{headline(row)}</p>
      <p>{row.verdict}</p>
    </div>
  );
}

function headline({ state, bytes, transport }: Stream): string {
  if (transport === 'websocket') return isOver(state) ? 'No frame went either way.' : 'No frame yet.';
  const what = transport === 'pieces' ? 'record' : 'event';
  const is = isOver(state) ? `No ${what} came` : `No ${what} yet`;
  return bytes > 0 ? `${is}, but ${plural(bytes, 'byte')}: see Raw.` : `${is}.`;
}

function NoMatch({ total }: { total: number }) {
  const { filter, span, zoomTo } = useStore();
  if (span.value !== null && filter.value === '') {
    return (
      <div class="hint over-grid">
        <p>None of {plural(total, 'row')} came in the span that the timeline is zoomed to.</p>
        <button type="button" onClick={() => zoomTo(null)}>
          Show all times
        </button>
      </div>
    );
  }
  return (
    <div class="hint over-grid">
      <p>
        None of {plural(total, 'row')} matches the filter
        {span.value !== null && ' in the span that the timeline is zoomed to'}.
      </p>
      <p>
        Words must all occur; <code>-word</code> must not. Also <code>"two words"</code>, <code>/regex/</code>
        , <code>a OR b</code>, and{' '}
        {FILTER_KEYS.map(({ example }, index) => [index > 0 && ', ', <code key={example}>{example}</code>])}.
      </p>
      <button
        type="button"
        onClick={() => {
          filter.value = '';
        }}
      >
        Clear the filter
      </button>
    </div>
  );
}
