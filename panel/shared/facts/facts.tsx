import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { count } from '../../../src/format/numbers.ts';

/** A hint says what the name means, where it does not say so itself: a tooltip, and a description for assistive technology. */
export type Fact = readonly [name: string, value: ComponentChildren, hint?: string];

/** Facts that are drawn at first: a damaged tape can have as many gaps as lines, a server can send any headers. */
const AT_ONCE = 200;

const showIt = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'center' });

/** Names and values below a heading. A value of null is not known, and so not shown. */
export function Facts({
  title,
  note,
  facts,
  marked = null,
}: {
  title: string;
  note?: string | null;
  facts: readonly Fact[];
  /** Name, in lower case, of the fact that is to be seen. */
  marked?: string | null;
}) {
  const known = facts.filter(([, value]) => value !== null && value !== undefined);
  const limit = useSignal(AT_ONCE);
  const toSee = marked === null ? -1 : known.findIndex(([name]) => name.toLowerCase() === marked);
  const shown = known.slice(0, Math.max(limit.value, toSee + 1));
  const left = known.length - shown.length;
  if (known.length === 0 && !note) return null;
  return (
    <section class="facts">
      <h2>{title}</h2>
      {note && <p class="facts-note">{note}</p>}
      {known.length > 0 && (
        <dl>
          {shown.map(([name, value, hint], i) => (
            // Headers repeat, so their names are no keys.
            <div
              key={i}
              class={name.toLowerCase() === marked ? 'fact is-marked' : 'fact'}
              ref={name.toLowerCase() === marked ? showIt : null}
            >
              <dt title={hint} aria-description={hint}>
                {name}
              </dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {left > 0 && (
        <p class="facts-note">
          {count(left)} more.{' '}
          <button
            type="button"
            onClick={() => {
              limit.value = shown.length + AT_ONCE;
            }}
          >
            Show {count(Math.min(left, AT_ONCE))} of them
          </button>
        </p>
      )}
    </section>
  );
}
