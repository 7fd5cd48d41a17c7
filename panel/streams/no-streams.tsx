import { useHost, useStore } from '../shared/state/context.ts';

/** What to do while there is nothing to see. */
export function NoStreams() {
  const { act } = useStore();
  const host = useHost();
  const { state } = host.capture.status();
  if (host.player.control()) {
    return (
      <p class="hint">
        At this moment of the tape no stream had been requested yet. A poll loop is known as one after two or
        three requests.
      </p>
    );
  }
  if (host.tapes.shown().kind === 'imported') return <p class="hint">This tape holds no stream.</p>;
  if (state === 'off' || state === 'lost') {
    return (
      <div class="hint">
        <p>Recording is off, so nothing is captured.</p>
        <button type="button" onClick={() => act((to) => to.capture.record(true))}>
          Start recording
        </button>
      </div>
    );
  }
  return (
    <div class="hint">
      <p>No streams yet. Reload the page, or trigger the action that opens one.</p>
      <p>
        Streams by EventSource, fetch and XHR, and WebSockets, appear here as soon as they are requested, from
        frames and workers too. A poll loop appears after two or three requests. Other requests that repeat
        have a grid of their own, below this.
      </p>
      <button type="button" onClick={() => host.capture.reloadPage()}>
        Reload page
      </button>
    </div>
  );
}
