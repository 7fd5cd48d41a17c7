import { count, plural } from '../../src/format/numbers.ts';
import { quoted } from '../../src/format/quoted.ts';
import { useHost, useStore } from '../shared/state/context.ts';

/** How many rows have what is sought in DevTools' find bar, and which of them is selected: the bar itself cannot say it. */
export function FoundCount() {
  const { found, picked } = useStore();
  useHost();
  if (!found.value) return null;
  const { text, rows } = found.value;
  const key = picked.value?.row.key ?? null;
  const place = key === null ? -1 : rows.indexOf(key);
  const all = rows.count === 0 ? 'no row' : plural(rows.count, 'row');
  return (
    <span class="footer-text" role="status" aria-label="Found">
      Find {quoted(text)}: {place >= 0 ? `${count(place + 1)} of ${all}` : all}
      {rows.working !== null && ` · ${Math.floor(rows.working * 100)} % searched`}
    </span>
  );
}
