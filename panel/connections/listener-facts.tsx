import { plural } from '../../src/format/numbers.ts';
import { useStore } from '../shared/state/context.ts';
import type { ConnectionDetail } from '../types.ts';

/** Which event types the page listens to, and which arrived without a listener. Only for EventSource. */
export function ListenerFacts({ detail: { summary, eventStream } }: { detail: ConnectionDetail }) {
  const { act } = useStore();
  if (summary.via !== 'eventsource' || !eventStream) return null;
  const { listeners } = eventStream;
  return (
    <section class="facts">
      <h2>Listeners</h2>
      {listeners?.withoutListener.map((type) => (
        <p key={type} class="unheard">
          Nobody listens to <code>{type}</code>
        </p>
      ))}
      {listeners && (
        <p class="facts-note">
          {listeners.objects === 0
            ? 'The page holds no EventSource for this URL now.'
            : `${plural(listeners.objects, 'EventSource', 'EventSources')} for this URL; listened to: ${listeners.types.join(', ') || 'nothing'}.`}
        </p>
      )}
      {!listeners && (
        <p class="facts-note">Not looked up yet: which event types the page has listeners for.</p>
      )}
      <button type="button" onClick={() => act((host) => host.capture.findListeners())}>
        {listeners ? 'Check listeners again' : 'Check listeners'}
      </button>
    </section>
  );
}
