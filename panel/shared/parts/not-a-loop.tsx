import type { PollOverview } from '../../types.ts';
import { useStore } from '../state/context.ts';

/** Takes the user's word that it is no poll loop; where it was one by the user's word only, takes that back. */
export function useNotALoop(): (overview: PollOverview) => void {
  const { act } = useStore();
  return ({ endpoint, byUser }) =>
    act((host) => host.polls.setEndpointChoice(endpoint, byUser ? null : 'not-a-loop'));
}

export function NotALoopButton({ overview, onDone }: { overview: PollOverview; onDone?: () => void }) {
  const say = useNotALoop();
  return (
    <button
      type="button"
      title="Takes it off the list of streams; it stays under Requests that repeat"
      onClick={() => {
        say(overview);
        onDone?.();
      }}
    >
      Not a poll loop
    </button>
  );
}
