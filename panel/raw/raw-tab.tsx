import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { count, plural } from '../../src/format/numbers.ts';
import { useConnection } from '../shared/hooks/use-connection.ts';
import { useNewRows } from '../shared/hooks/use-new-rows.ts';
import { useSelectedStream } from '../shared/hooks/use-selected-stream.ts';
import { useTimes } from '../shared/hooks/use-times.ts';
import { Grid } from '../shared/parts/grid.tsx';
import { ReloadPage } from '../shared/parts/reload-page.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import { findRow } from '../shared/state/find-row.ts';
import { unseenText } from '../shared/text/unseen.ts';
import { isOver } from '../types.ts';
import { ConnectionSteps } from './connection-steps.tsx';
import { RawLine } from './raw-line.tsx';
import { useRawView } from './use-raw-view.ts';

/** A live stream always has a little that is still to be read; only a long wait is shown. */
const NEARLY = 0.95;

/** The wire of one connection as it came, where it is known. */
export function RawTab() {
  if (useSelectedStream()?.transport !== 'websocket') {
    return (
      <>
        <ConnectionSteps />
        <Wire />
      </>
    );
  }
  return (
    <div class="hint">
      <p>The wire of a WebSocket is not known.</p>
      <p>
        The browser reports each message whole: without its frame header and mask, decompressed, and put
        together from its fragments. Events has them in the order they went, with their payload.
      </p>
    </div>
  );
}

/** Chunks with their borders, and the bytes of the selected event marked in them. */
function Wire() {
  const store = useStore();
  const { host, stream, picked, view, rawTarget } = store;
  const connection = useConnection();
  const raw = useRawView();
  const times = useTimes();
  const selected = useSelectedStream();
  const state = selected?.state;
  const follow = useSignal(rawTarget.peek() === null && picked.peek() === null);
  const fresh = useNewRows(raw.list, raw.count, raw.working, follow);
  const active = useSignal(-1);
  const isPicked = picked.value?.row.connection === connection;
  const target = rawTarget.value?.range ?? (isPicked ? picked.value?.row.range : null) ?? null;
  const marked = isPicked ? (picked.value?.row.range ?? null) : null;

  // Comes again when rows are there at last: a view is filled in slices.
  const found = target === null ? -1 : raw.indexOf(target[0]);
  useEffect(() => {
    if (found < 0) return;
    follow.value = false;
    active.value = found;
  }, [found, rawTarget.value]);
  useEffect(
    () => () => {
      rawTarget.value = null;
    },
    [rawTarget],
  );

  function select(index: number, picks: boolean) {
    active.value = index;
    if (index < raw.count - 1) follow.value = false;
    const [row] = raw.rows(index, index + 1);
    const id = stream.value;
    if (!picks || row?.kind !== 'bytes' || row.row === null || id === null) return;
    const event = findRow(host, view.value, id, row.row);
    // The place on the wire stays where it was clicked, not at the event's first byte.
    rawTarget.value = { range: [row.start, row.end] };
    if (event) store.pick(event);
  }

  return (
    <div class="events">
      <Grid
        // Another connection's wire is another list.
        key={connection}
        class="raw-grid"
        label="Raw"
        prefix="raw"
        count={raw.count}
        active={active.value}
        activeKey={active.value}
        template={() => '6em minmax(10em, 1fr)'}
        header={header}
        rows={(start, end, place) =>
          raw
            .rows(start, end)
            .map((row, i) => (
              <RawLine
                key={place + i}
                index={start + i}
                row={row}
                times={times}
                isActive={start + i === active.value}
                isMarked={
                  marked !== null && row.kind === 'bytes' && row.start < marked[1] && row.end > marked[0]
                }
              />
            ))
        }
        follow={follow}
        onMove={(index) => {
          select(index, false);
          if (index === raw.count - 1) follow.value = true;
        }}
        onPick={(index) => select(index, true)}
        onEnter={() => select(active.value, true)}
      />
      {raw.count === 0 && <NoBytes connection={connection} isPoll={selected?.transport === 'poll'} />}
      <div class="footer">
        <span class="footer-text">
          {plural(raw.count, 'row')}
          {raw.working !== null && raw.working < NEARLY && ` · ${Math.floor(raw.working * 100)} % read`} ·{' '}
          {selected?.transport === 'poll'
            ? 'one answer: of the selected event, or else the latest'
            : 'click bytes to see the event they belong to'}
        </span>
        {!follow.value && (fresh > 0 || !state || !isOver(state)) && (
          <button
            type="button"
            title={`Go to row ${count(raw.count)} and follow`}
            onClick={() => {
              follow.value = true;
            }}
          >
            {fresh > 0 ? `▾ ${count(fresh)} new` : '▾ Follow'}
          </button>
        )}
      </div>
    </div>
  );
}

function header() {
  return ['Offset', 'Bytes'].map((title) => (
    <div key={title} role="columnheader" class={title === 'Offset' ? 'cell number' : 'cell'}>
      {title}
    </div>
  ));
}

function NoBytes({ connection, isPoll }: { connection: string | null; isPoll: boolean }) {
  const host = useHost();
  const detail = connection === null ? null : host.channels.connection(connection);
  const hasMessagesOnly = detail !== null && detail.summary.fidelity !== 'bytes';
  // They are there, and only still to be cut into rows.
  if (detail && detail.decodedBytes > 0 && !hasMessagesOnly) return null;
  const unseen = hasMessagesOnly ? unseenText(detail.summary) : null;
  if (unseen !== null) {
    return (
      <p class="hint over-grid">
        {unseen} <ReloadPage />
      </p>
    );
  }
  const noMore = detail !== null && isOver(detail.summary.state);
  return (
    <p class="hint over-grid">
      {hasMessagesOnly
        ? 'Of this stream no bytes were captured. Record with exact bytes, then reload the page.'
        : noMore
          ? isPoll
            ? 'No byte came with this answer.'
            : 'No byte came on this connection.'
          : 'The bytes appear here as they come, chunk by chunk.'}
    </p>
  );
}
