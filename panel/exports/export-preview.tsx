import { count, noun, plural } from '../../src/format/numbers.ts';
import { Scrollable } from '../shared/parts/scrollable.tsx';
import type { ExportPreview } from '../types.ts';
import { markersText, placeText } from './replaced-text.ts';

/** More rows than this show nothing new. */
const MAX_ROWS = 200;

/** What an export replaces: where, how often, and by what; never a value. */
export function ExportPreviewTable({ preview }: { preview: ExportPreview | null }) {
  if (!preview) return <p role="status">Looking for secrets…</p>;
  const { replaced } = preview;
  const times = replaced.reduce((sum, one) => sum + one.times, 0);
  if (times === 0) return <p role="status">No secret was found: nothing is replaced.</p>;
  return (
    <>
      <p role="status">
        {plural(times, 'value')} in {plural(replaced.length, 'place')} {noun(times, 'is', 'are')} replaced:
      </p>
      <Scrollable class="export-preview" label="What is replaced">
        <table>
          <thead>
            <tr>
              <th scope="col">Where</th>
              <th scope="col">Host</th>
              <th scope="col">Times</th>
              <th scope="col">Becomes</th>
            </tr>
          </thead>
          <tbody>
            {replaced.slice(0, MAX_ROWS).map((one) => (
              <tr key={`${one.kind} ${one.name} ${one.host}`}>
                <td>{placeText(one)}</td>
                <td>{one.host}</td>
                <td>{count(one.times)}</td>
                <td class="code" title={markersText(one)}>
                  {markersText(one)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {replaced.length > MAX_ROWS && <p>And {plural(replaced.length - MAX_ROWS, 'more place')}.</p>}
      </Scrollable>
    </>
  );
}
