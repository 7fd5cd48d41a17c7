import { count } from '../../src/format/numbers.ts';
import { useHost, useStore } from '../shared/state/context.ts';
import type { RepeatingRequests } from '../types.ts';

/** Requests that repeat and are no poll loop, why not, and the button that makes them one. */
export function RepeatingList({ isAlone }: { isAlone: boolean }) {
  const list = useHost().polls.repeating();
  if (list.length === 0) {
    return isAlone ? (
      <p class="hint">
        A stream or poll loop is summed up here when one is selected. Requests that repeat and are no poll
        loop are listed here too.
      </p>
    ) : null;
  }
  return (
    <section class="facts repeating">
      <h2>Requests that repeat</h2>
      <p class="facts-note">
        By fetch and XHR, asked more than once, and not recognised as poll loops. If one is, say so: it then
        has a row in Streams.
      </p>
      <ul aria-label="Requests that repeat">
        {list.map((each) => (
          <Line key={each.endpoint} each={each} />
        ))}
      </ul>
    </section>
  );
}

function Line({ each: { endpoint, requests, choice, why } }: { each: RepeatingRequests }) {
  const { act } = useStore();
  return (
    <li>
      <code>{endpoint}</code> <span class="quiet-text">{count(requests)} times.</span> {why}{' '}
      <button
        type="button"
        onClick={() =>
          act((host) => host.polls.setEndpointChoice(endpoint, choice === 'not-a-loop' ? null : 'loop'))
        }
      >
        {choice === 'not-a-loop' ? 'Take it back' : 'Treat as a poll loop'}
      </button>
    </li>
  );
}
