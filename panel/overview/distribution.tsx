import { duration } from '../../src/format/durations.ts';
import { count, plural } from '../../src/format/numbers.ts';
import type { Histogram } from '../types.ts';

/** How many took how long, as bars with their counts beside them. */
export function Distribution({ title, note, of }: { title: string; note: string; of: Histogram }) {
  const { bins } = of;
  const max = Math.max(1, ...bins.map((bin) => bin.count));
  // From the first bin with anything in it to the last: empty ones between them say something.
  const first = bins.findIndex((bin) => bin.count > 0);
  const last = bins.findLastIndex((bin) => bin.count > 0);
  return (
    <section class="facts distribution">
      <h2>{title}</h2>
      <p class="facts-note">
        {of.count === 0 ? 'None yet.' : `${note} Mean ${duration(of.mean)}, longest ${duration(of.max)}.`}
      </p>
      {first >= 0 && (
        <table aria-label={title}>
          <tbody>
            {bins.slice(first, last + 1).map((bin, i) => (
              <tr key={i}>
                <th scope="row">{rangeText(bins, first + i)}</th>
                <td class="bar-cell" aria-hidden="true">
                  <span class="bar" style={{ width: `${(bin.count / max) * 100}%` }} />
                </td>
                <td class="number" title={plural(bin.count, 'request')}>
                  {count(bin.count)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function rangeText(bins: Histogram['bins'], index: number): string {
  const from = bins[index - 1]?.below ?? 0;
  const below = bins[index]?.below ?? null;
  if (below === null) return `${duration(from)} or more`;
  return from === 0 ? `under ${duration(below)}` : `${duration(from)} to ${duration(below)}`;
}
