import type { Times } from '../../shared/hooks/use-times.ts';
import type { MergeLine } from '../../types.ts';
import { LineText } from '../line-text.tsx';
import { effectText, fullEffectText } from './effect-text.ts';

interface Props {
  readonly line: MergeLine;
  readonly previous: MergeLine | undefined;
  readonly times: Times;
  readonly isCurrent: boolean;
  readonly onPick: () => void;
}

/** One line of the block: its chunk, its time, its text and its effect. */
export function MergeRow({ line, previous, times, isCurrent, onPick }: Props) {
  const { effectKind, firstChunk, lastChunk, number, overwrittenBy } = line;
  const isNewChunk = previous !== undefined && previous.lastChunk !== lastChunk;
  const delta = previous ? line.at - previous.at : null;
  const Line = overwrittenBy === null ? 'span' : 's';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the table handles the keys for all of its rows.
    <div
      role="row"
      class={`grid-row merge-row effect-${effectKind}${isNewChunk ? ' new-chunk' : ''}${isCurrent ? ' is-current' : ''}`}
      aria-rowindex={number}
      aria-current={isCurrent ? 'step' : undefined}
      onClick={onPick}
    >
      <div role="cell" class="cell">
        {firstChunk === lastChunk ? firstChunk : `${firstChunk}–${lastChunk}`}
      </div>
      <div role="cell" class="cell number cell-time" title={times.title(line.at)}>
        {times.text({ at: line.at, delta })}
      </div>
      {/* The number is drawn by the style sheet: the cell's text is the line and nothing else. */}
      <div role="cell" class="cell line-cell" data-number={number} title={line.text}>
        <Line class="line-text">
          <LineText line={line} />
        </Line>
      </div>
      <div role="cell" class="cell effect" title={fullEffectText(line)}>
        {effectText(line)}
      </div>
    </div>
  );
}
