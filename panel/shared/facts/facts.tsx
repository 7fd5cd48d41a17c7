import type { ComponentChildren } from 'preact';

export type Fact = readonly [name: string, value: ComponentChildren];

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
  if (known.length === 0 && !note) return null;
  return (
    <section class="facts">
      <h2>{title}</h2>
      {note && <p class="facts-note">{note}</p>}
      {known.length > 0 && (
        <dl>
          {known.map(([name, value], i) => (
            // Headers repeat, so their names are no keys.
            <div
              key={i}
              class={name.toLowerCase() === marked ? 'fact is-marked' : 'fact'}
              ref={name.toLowerCase() === marked ? showIt : null}
            >
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
