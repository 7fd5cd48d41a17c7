import type { ComponentChildren } from 'preact';

export type Fact = readonly [name: string, value: ComponentChildren];

/** Names and values below a heading. A value of null is not known, and so not shown. */
export function Facts({
  title,
  note,
  facts,
}: {
  title: string;
  note?: string | null;
  facts: readonly Fact[];
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
            <div key={i} class="fact">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
