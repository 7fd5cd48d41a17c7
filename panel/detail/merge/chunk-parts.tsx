import { duration } from '../../../src/format/durations.ts';
import { count, plural } from '../../../src/format/numbers.ts';
import { size } from '../../../src/format/sizes.ts';
import { useTimes } from '../../shared/hooks/use-times.ts';
import { Scrollable } from '../../shared/parts/scrollable.tsx';
import { VisibleSigns } from '../../shared/parts/visible.tsx';
import { useHost } from '../../shared/state/context.ts';
import type { Picked } from '../../shared/state/store.ts';

/** The chunks in which a row's bytes came, where it has no lines of an event stream. */
export function ChunkPartsTable({ picked: { row } }: { picked: Picked }) {
  const host = useHost();
  const times = useTimes();
  if (!row.range) return <p class="hint">{row.why ?? 'No bytes came with this row.'}</p>;
  const { parts, count: chunks, duration: took } = host.channels.chunkParts(row.connection, ...row.range);
  const [first] = parts;
  return (
    <Scrollable class="chunk-parts" label="Merge">
      <p>
        {chunks === 1 && first
          ? `All in chunk ${first.chunk}.`
          : `It came in ${plural(chunks, 'chunk')} over ${duration(took)}.`}
        {chunks > parts.length && ` The first ${count(parts.length)} of them:`}
      </p>
      <table>
        <thead>
          <tr>
            <th>Chunk</th>
            <th>Time</th>
            <th>Size</th>
            <th>Bytes</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part, index) => {
            const before = parts[index - 1];
            return (
              <tr key={part.chunk}>
                <td>{part.chunk}</td>
                <td title={times.title(part.at)}>
                  {times.text({ at: part.at, delta: before ? part.at - before.at : null })}
                </td>
                <td>{size(part.size)}</td>
                <td class="code">
                  <VisibleSigns text={part.text} />
                  {part.truncated && '…'}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scrollable>
  );
}
