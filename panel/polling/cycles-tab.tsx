import { useStore } from '../shared/state/context.ts';
import type { CyclesView, PollOverview } from '../types.ts';
import { CycleList } from './cycle-list.tsx';
import { LoopQuestion } from './loop-question.tsx';

/** The requests of a poll loop one by one, and everything known of the selected one. */
export function CyclesTab({ cycles, overview }: { cycles: CyclesView; overview: PollOverview | null }) {
  const { connection, picked, stream } = useStore();
  const row = picked.peek()?.row;
  return (
    <div class="cycles">
      {overview && <LoopQuestion overview={overview} />}
      <CycleList
        cycles={cycles}
        label="Cycles"
        hint="Each row is one request: how long the server held it, and the gap until the page asked again. Select one to see all of it."
        hasRows
        // A user who comes from a finding or an event wants the request that it is about.
        first={connection.peek() ?? (row && picked.peek()?.stream === stream.value ? row.connection : null)}
      />
    </div>
  );
}
