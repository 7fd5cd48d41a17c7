import { count } from '../../src/format/numbers.ts';
import { NotALoopButton } from '../shared/parts/not-a-loop.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import type { PollOverview } from '../types.ts';

/** The question whether this is a poll loop. It links to the reasons and to other candidates, which Overview shows. */
export function LoopQuestion({ overview }: { overview: PollOverview }) {
  const { tab } = useStore();
  const others = useHost().polls.repeating().length;
  const showOverview = () => {
    tab.value = 'overview';
  };
  return (
    <div class="actions loop-question">
      <button type="button" onClick={showOverview}>
        Why this is a poll loop
      </button>
      {/* Its row goes: where it can be taken back is there. */}
      <NotALoopButton overview={overview} onDone={showOverview} />
      {others > 0 && (
        <button
          type="button"
          title="Requests that repeat and are not recognised as poll loops: each can be treated as one"
          onClick={showOverview}
        >
          Other requests that repeat: {count(others)}
        </button>
      )}
    </div>
  );
}
