import { count } from '../../../src/format/numbers.ts';
import { Scrollable } from '../../shared/parts/scrollable.tsx';
import { Visible } from '../../shared/parts/visible.tsx';
import type { BlockDetail } from '../../types.ts';
import { LineText } from '../line-text.tsx';
import { fullEffectText } from './effect-text.ts';

interface Props {
  readonly block: BlockDetail;
  readonly step: number;
  readonly onStep: (step: number) => void;
}

const BUFFERS = [
  { id: 'type', title: 'Event type' },
  { id: 'id', title: 'Last event ID' },
  { id: 'data', title: 'Data' },
] as const;

/** The three buffers of the standard, as they stand after the current line. */
export function Buffers({ block, step, onStep }: Props) {
  const [line] = block.lines(step, step + 1);
  if (!line) return null;
  return (
    <Scrollable class="buffers" id="merge-state" label="Buffers">
      <div class="buffers-bar">
        <button
          type="button"
          class="tool"
          aria-label="Previous line"
          disabled={step === 0}
          onClick={() => onStep(step - 1)}
        >
          ▴
        </button>
        <button
          type="button"
          class="tool"
          aria-label="Next line"
          disabled={step >= block.lineCount - 1}
          onClick={() => onStep(step + 1)}
        >
          ▾
        </button>
        <span>
          After line {count(step + 1)} of {count(block.lineCount)}
        </span>
      </div>
      <div aria-live="polite">
        <p class="current-line code">
          <LineText line={line} />
        </p>
        <p class="current-effect">{fullEffectText(line)}</p>
        <dl>
          {BUFFERS.map(({ id, title }) => (
            <div key={id} class={line.changes === id ? 'buffer is-changed' : 'buffer'}>
              <dt>{title}</dt>
              <dd class="code keeps-lines">
                {line.buffersAfter[id] === '' ? <i>empty</i> : <Visible text={line.buffersAfter[id]} />}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Scrollable>
  );
}
