import type { PollOverview } from '../../types.ts';
import { useStore } from '../state/context.ts';
import { leadToRequests } from '../state/lead-to-requests.ts';

/**
 * Takes the user's word that it is no poll loop; where it was one by the user's word only, takes that back. Its row goes, and
 * the grid Requests is where it can be said otherwise.
 */
export function useNotALoop(): (overview: PollOverview) => void {
  const store = useStore();
  return ({ endpoint, byUser }) => {
    store.act((host) => host.polls.setEndpointChoice(endpoint, byUser ? null : 'not-a-loop'));
    leadToRequests(store);
  };
}

export function NotALoopButton({ overview }: { overview: PollOverview }) {
  const say = useNotALoop();
  return (
    <button type="button" title="Takes it out of Streams; it stays in Requests" onClick={() => say(overview)}>
      Not a poll loop
    </button>
  );
}
