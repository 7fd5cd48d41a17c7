import { plural } from '../../../src/format/numbers.ts';
import { useStore } from '../state/context.ts';
import { rowOfEndpoint } from '../state/group-selection.ts';
import { focusWhenDrawn, leadToRequests } from '../state/lead-to-requests.ts';
import type { Store } from '../state/store.ts';

/** What {@link useTakeBack} does, in words. */
export const TAKE_BACK = {
  text: 'Take it back',
  title: 'Leaves it to the rule again whether the responses of this address are rows in Streams',
} as const;

/** Has each response of an endpoint shown as a row of its own in Streams. */
export function useShowAsStream(): (endpoint: string) => void {
  const store = useStore();
  return (endpoint) => {
    store.act((host) => host.polls.setEndpointChoice(endpoint, 'stream'));
    selectRowOf(store, endpoint);
  };
}

/** Takes back that the responses of an endpoint are shown as streams. Their rows go; where they repeat, they are in Requests. */
export function useTakeBack(): (endpoint: string) => void {
  const store = useStore();
  return (endpoint) => {
    store.act((host) => host.polls.setEndpointChoice(endpoint, null));
    const isGroup = store.host.polls.repeating().groups.some((group) => group.endpoint === endpoint);
    if (isGroup) leadToRequests(store);
    else selectRowOf(store, endpoint);
  };
}

/** The row that was selected is gone: what it became is selected instead, and has the focus. */
function selectRowOf(store: Store, endpoint: string): void {
  const row = rowOfEndpoint(store.host, store.host.channels.list(), endpoint);
  if (row !== null) store.select(row);
  focusWhenDrawn('.streams-grid');
}

/** Rows from which on their number is said before they are there. */
const MANY = 100;

/** What shows the responses of an endpoint as streams is called: each is a row then, and there may be very many. */
export function asStreamText(requests: number): string {
  return requests < MANY ? 'Show as a stream' : `Show as a stream (${plural(requests, 'row')})`;
}

export function ShowAsStreamButton({ endpoint, requests }: { endpoint: string; requests: number }) {
  const show = useShowAsStream();
  return (
    <button
      type="button"
      title="Makes each response of this address a row of its own in Streams, cut into its records"
      onClick={() => show(endpoint)}
    >
      {asStreamText(requests)}
    </button>
  );
}

/** That a row is shown as a stream by the user's choice, and the way back. */
export function ShownByHand({ endpoint }: { endpoint: string }) {
  const takeBack = useTakeBack();
  return (
    <div class="actions">
      <span>You chose that the responses of this address are shown as streams.</span>
      <button type="button" title={TAKE_BACK.title} onClick={() => takeBack(endpoint)}>
        {TAKE_BACK.text}
      </button>
    </div>
  );
}
