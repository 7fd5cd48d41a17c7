import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useSelectedStream } from '../../shared/hooks/use-selected-stream.ts';
import { useHost } from '../../shared/state/context.ts';
import type { Picked } from '../../shared/state/store.ts';
import { NoBytes } from '../no-bytes.tsx';
import { useBlock } from '../use-picked.ts';
import { Buffers } from './buffers.tsx';
import { ChunkPartsTable } from './chunk-parts.tsx';
import { MergeResult } from './merge-result.tsx';
import { MergeTable } from './merge-table.tsx';

const MESSAGE_ONLY =
  'Only the finished message was captured here, not the bytes it was made of. Record with exact bytes to see how messages come about.';

/** How the lines of a block became an event, or why they did not; to be stepped through line by line. */
export function MergeTab({ picked }: { picked: Picked }) {
  const block = useBlock(picked);
  const step = useSignal(0);
  const isPlaying = useHost().player.control() !== null;
  const lineCount = block?.lineCount ?? 0;
  // A user who steps through a tape wants the buffers after the line that has just come.
  useEffect(() => {
    if (isPlaying) step.value = Math.max(0, lineCount - 1);
  }, [isPlaying, lineCount]);
  const transport = useSelectedStream()?.transport;
  if (!block && (transport === 'poll' || transport === 'pieces')) return <ChunkPartsTable picked={picked} />;
  if (picked.row.kind === 'injected') {
    return (
      <p class="hint">
        You sent this to the page’s own listeners. It did not come over the stream, so there are no lines that
        it was made of.
      </p>
    );
  }
  if (!block && picked.row.kind === 'message') return <NoBytes picked={picked} text={MESSAGE_ONLY} />;
  if (!block) return <p class="hint">{picked.row.why ?? 'There are no lines behind this row.'}</p>;
  const at = Math.min(step.value, block.lineCount - 1);
  return (
    <div class="merge">
      <MergeResult block={block} />
      <div class="merge-body">
        <MergeTable
          block={block}
          step={at}
          onStep={(to) => {
            step.value = to;
          }}
        />
        <Buffers
          block={block}
          step={at}
          onStep={(to) => {
            step.value = to;
          }}
        />
      </div>
    </div>
  );
}
