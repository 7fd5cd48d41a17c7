import { NotALoopButton } from '../shared/parts/not-a-loop.tsx';
import { useStore } from '../shared/state/context.ts';
import type { PollOverview } from '../types.ts';

/** The question whether this is a poll loop. It links to the reasons, which Overview shows. */
export function LoopQuestion({ overview }: { overview: PollOverview }) {
  const { tab } = useStore();
  return (
    <div class="actions loop-question">
      <button
        type="button"
        onClick={() => {
          tab.value = 'overview';
        }}
      >
        Why this is a poll loop
      </button>
      <NotALoopButton overview={overview} />
    </div>
  );
}
