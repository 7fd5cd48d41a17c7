import type { Stream } from '../../types.ts';

interface Props {
  readonly stream: Stream | null;
  readonly onAnswer: () => void;
}

/** A stream that is read by fetch or XHR, and a poll loop, have no listener that an event could be sent to. */
export function OtherWay({ stream, onAnswer }: Props) {
  if (!stream || stream.via === 'eventsource' || stream.via === 'websocket') return null;
  const how = stream.via === 'xhr' ? 'XMLHttpRequest' : 'fetch';
  return (
    <div>
      <p class="send-warning">
        The page reads this {stream.transport === 'poll' ? 'endpoint' : 'stream'} with {how}: there is no
        listener that an event could be sent to, but its requests can be answered with the recording. What it
        received can be sent to an EventSource or WebSocket of the page all the same.
      </p>
      <button type="button" onClick={onAnswer}>
        Answer its requests instead…
      </button>
    </div>
  );
}
