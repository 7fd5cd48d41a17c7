import { count, plural } from '../../src/format/numbers.ts';
import type { Agreement } from '../types.ts';

/** Whether the browser made the same events of these bytes. */
export function AgreementFacts({ agreement }: { agreement: Agreement | null }) {
  if (!agreement) return null;
  const { agreed, dispatched, read, differences } = agreement;
  return (
    <section class="facts">
      <h2>Check against the browser</h2>
      <p class={differences.length > 0 ? 'is-error' : 'is-good'}>
        Browser agrees: {count(agreed)} of {count(dispatched)}
      </p>
      {read !== dispatched && (
        <p class="facts-note">
          The reader made {plural(read, 'event')} of the bytes, the browser dispatched {count(dispatched)}.
          While the stream runs, one side may be ahead.
        </p>
      )}
      {differences.map(({ event, browser, reader }) => (
        <dl key={event} class="difference">
          <div class="fact">
            <dt>Event {count(event + 1)}, browser</dt>
            <dd class="code">{eventText(browser)}</dd>
          </div>
          <div class="fact">
            <dt>reader</dt>
            <dd class="code">{reader ? eventText(reader) : 'no such event'}</dd>
          </div>
        </dl>
      ))}
    </section>
  );
}

function eventText({ type, id, data }: { type: string; id: string; data: string }): string {
  return `${type}, ID ${JSON.stringify(id)}, data ${JSON.stringify(data)}`;
}
