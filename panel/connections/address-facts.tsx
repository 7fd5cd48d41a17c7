import { LookIntoHeap } from '../shared/parts/check-listeners.tsx';
import type { ConnectionDetail } from '../types.ts';

/** Of what was open before recording and whose address is not known: how it can be found. */
export function AddressFacts({ detail: { summary } }: { detail: ConnectionDetail }) {
  const { via, url, candidates, unseen, state } = summary;
  const isSought = via === 'eventsource' || via === 'websocket';
  const isKnown = url !== null || candidates.length > 0;
  if (!isSought || isKnown || unseen !== 'opened-before' || state.kind === 'ended') return null;
  const name = via === 'websocket' ? 'WebSocket' : 'EventSource';
  return (
    <p>
      <span class="facts-note">Its URL is not known: the page’s {name} objects have it.</span>{' '}
      <LookIntoHeap text="Look for its URL" look="addresses" />
    </p>
  );
}
