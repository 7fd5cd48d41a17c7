import { list, plural } from '../../src/format/numbers.ts';
import { quoted } from '../../src/format/quoted.ts';
import { CheckListeners } from '../shared/parts/check-listeners.tsx';
import { VisibleSigns } from '../shared/parts/visible.tsx';
import type { ConnectionDetail } from '../types.ts';

/** Which event types the page listens to, and which arrived without a listener. Only for EventSource. */
export function ListenerFacts({ detail: { summary, eventStream } }: { detail: ConnectionDetail }) {
  if (summary.via !== 'eventsource' || !eventStream) return null;
  const { listeners, unheard } = eventStream;
  return (
    <section class="facts">
      <h2>Listeners</h2>
      {unheard.map(({ type, by }) => (
        <p key={type} class="unheard">
          <VisibleSigns text={`No listener for ${quoted(type)}`} />
          {by === 'scripts' && <span class="facts-note">: no script of the page ran when it came</span>}
        </p>
      ))}
      {listeners && (
        <p class="facts-note">
          {listeners.objects === 0
            ? 'The page holds no EventSource for this URL now.'
            : `${plural(listeners.objects, 'EventSource')} for this URL; listened to: ${list(listeners.types) || 'nothing'}.`}
        </p>
      )}
      {!listeners && <p class="facts-note">Not checked yet: which event types the page has listeners for.</p>}
      <CheckListeners text={listeners ? 'Check listeners again' : 'Check listeners'} />
    </section>
  );
}
