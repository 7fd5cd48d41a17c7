import { count, plural } from '../../src/format/numbers.ts';
import { useRowHeight } from '../shared/hooks/use-row-height.ts';
import { useWindow } from '../shared/scrolling/use-window.ts';
import { useStore } from '../shared/state/context.ts';
import type { Picked } from '../shared/state/store.ts';
import type { ByteRange } from '../types.ts';
import { hexRow } from './hex.ts';
import { NoBytes } from './no-bytes.tsx';

/** Below this width (in px, for text of normal size) a row has 8 bytes. */
const NARROW = 560;

/** The bytes of a row. */
export function BytesTab({ picked }: { picked: Picked }) {
  const { range, kind } = picked.row;
  if (kind === 'message')
    return <NoBytes picked={picked} text="No bytes were captured for this row, only the message." />;
  if (range) return <HexDump picked={picked} range={range} />;
  return (
    <p class="hint">
      {kind === 'frame'
        ? 'The payload of this frame is empty.'
        : kind === 'injected'
          ? 'You sent this to the page’s own listeners: it did not come over the network, so it has no bytes there.'
          : 'No bytes were captured for this row, only the message.'}
    </p>
  );
}

/** Bytes of a stream, or of a frame's payload, as a hex dump: only the rows in view are made. */
export function HexDump({ picked, range: [first, last] }: { picked: Picked; range: ByteRange }) {
  const { host } = useStore();
  const rowHeight = useRowHeight();
  const isFrame = picked.row.kind === 'frame';
  // Offsets count from the stream's first byte, in a frame from its payload's.
  const base = isFrame ? first : 0;
  const perRow = innerWidth * (20 / rowHeight) < NARROW ? 8 : 16;
  const rows = Math.ceil((last - first) / perRow);
  const window = useWindow({ count: rows, rowHeight, header: rowHeight });

  const from = first + window.start * perRow;
  const bytes = host.channels.bytes(picked.row.connection, from, Math.min(last, first + window.end * perRow));
  return (
    <div class="bytes">
      <p class="detail-bar">
        {isFrame
          ? (picked.row.why ?? `${plural(last - first, 'byte')} of payload`)
          : `${plural(last - first, 'byte')}: ${count(first)} to ${count(last - 1)} of the stream`}
        {bytes === null && '. They are not at hand now.'}
      </p>
      <div
        ref={window.ref}
        role="table"
        class="grid bytes-table code"
        aria-label="Bytes"
        aria-rowcount={rows}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls.
        tabIndex={0}
        onScroll={window.onScroll}
      >
        <div role="rowgroup" class="grid-head">
          <div role="row" class="grid-row">
            {['Offset', 'Hex', 'Text'].map((title) => (
              <div key={title} role="columnheader" class="cell">
                {title}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" class="grid-spacer" style={{ height: `${window.spacer}px` }}>
          <div role="presentation" class="grid-window" style={{ transform: `translateY(${window.top}px)` }}>
            {bytes &&
              Array.from({ length: window.end - window.start }, (_, i) => {
                const row = hexRow(
                  bytes.subarray(i * perRow, (i + 1) * perRow),
                  from - base + i * perRow,
                  perRow,
                );
                const index = window.start + i;
                return (
                  <div key={index} role="row" class="grid-row" aria-rowindex={index + 1}>
                    <div role="cell" class="cell quiet-text">
                      {row.offset}
                    </div>
                    <div role="cell" class="cell">
                      {row.hex}
                    </div>
                    <div role="cell" class="cell">
                      {row.text}
                    </div>
                  </div>
                );
              })}
          </div>
        </div>
      </div>
    </div>
  );
}
