import { plural } from '../../src/format/numbers.ts';
import { useCopy } from '../shared/hooks/use-copy.ts';
import { Scrollable } from '../shared/parts/scrollable.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import { kindText, longName } from '../shared/text/stream-state.ts';
import type { Figures, Stream } from '../types.ts';
import { CLOCKS, delaySentence } from './delay-words.ts';
import { type FigureRow, figureRows, hasEstimates } from './figure-rows.ts';
import { markdownOf, type TextTable, tsvOf } from './table-text.ts';
import { useFigures } from './use-figures.ts';

interface Compared {
  readonly stream: Stream;
  readonly figures: Figures;
  /** Distinct, also where several channels share a name. */
  readonly name: string;
}

/** Several channels side by side: a column each. */
export function Comparison({ ids }: { ids: readonly string[] }) {
  const host = useHost();
  const figuresOf = useFigures(ids);
  const rows = host.channels.list();
  const compared = rows.flatMap((row): Compared[] => {
    if (row.kind !== 'stream' || !ids.includes(row.id)) return [];
    const figures = figuresOf(row.id);
    return figures ? [{ stream: row, figures, name: row.name }] : [];
  });
  // Before the first look.
  if (compared.length === 0) return null;
  const table = figureRows(
    compared.map((each) => each.figures),
    (index) => compared[index]?.stream.answeredBy === undefined,
  );
  return (
    <section class="facts comparison">
      <h2>{plural(compared.length, 'stream')} side by side</h2>
      <p class="facts-note">
        Selected in Streams with Ctrl or Cmd and a click, or with Shift. A name shows that stream alone. ✓
        marks the lowest of a row.
      </p>
      <Scrollable class="comparison-scroll" label="Comparison, scrolls sideways">
        <Table compared={compared} rows={table} />
      </Scrollable>
      <CopyButtons compared={compared} rows={table} />
      <Notes compared={compared} />
    </section>
  );
}

function Table({ compared, rows }: { compared: readonly Compared[]; rows: readonly FigureRow[] }) {
  const { select } = useStore();
  return (
    <table aria-label="Comparison">
      <thead>
        <tr>
          <td />
          {compared.map(({ stream, name }) => (
            <th key={stream.id} scope="col" class={stream.answeredBy && 'is-answered'}>
              <button
                type="button"
                title={`Show ${longName(stream)} alone`}
                onClick={() => select(stream.id)}
              >
                {name}
              </button>
              <span class="quiet-text">{kindText(stream)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, title, cells }) => (
          <tr key={name}>
            <th scope="row" title={title} aria-description={title}>
              {name}
            </th>
            {cells.map(({ text, isBest }, index) => (
              <td key={index} class={cellClass(isBest, compared[index])}>
                {text}
                {isBest && <span title="The lowest"> ✓</span>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function cellClass(isBest: boolean, compared: Compared | undefined): string | undefined {
  if (compared?.stream.answeredBy) return 'is-answered';
  return isBest ? 'is-best' : undefined;
}

function CopyButtons({ compared, rows }: { compared: readonly Compared[]; rows: readonly FigureRow[] }) {
  const copy = useCopy();
  const text = (): TextTable => [
    ['', ...compared.map(({ stream, name }) => `${name} (${kindText(stream)})`)],
    ...rows.map(({ name, cells }) => [name, ...cells.map((cell) => cell.text)]),
  ];
  return (
    <div class="actions">
      <button type="button" onClick={() => copy(markdownOf(text()))}>
        Copy as Markdown
      </button>
      <button type="button" title="Separated by tabs, for a spreadsheet" onClick={() => copy(tsvOf(text()))}>
        Copy as TSV
      </button>
    </div>
  );
}

function Notes({ compared }: { compared: readonly Compared[] }) {
  return (
    <ul class="reasons comparison-notes">
      {hasEstimates(compared.map((each) => each.figures)) && (
        <li>
          ≈ is computed in part: no browser reports the bytes of request headers (over HTTP/2 they are counted
          as before compression) nor of a WebSocket’s frames and its compression.
        </li>
      )}
      {compared.some(({ stream }) => stream.answeredBy) && (
        <li>
          Hatched: a recording answered, not the server. Its figures are those of the replay, and are not
          compared.
        </li>
      )}
      <li>Delay: {CLOCKS}</li>
      {alike(compared).map(([sentence, names]) => (
        <li key={sentence}>
          {names.length === compared.length ? 'Delay' : `Delay of ${names.join(', ')}`}: {sentence}
        </li>
      ))}
    </ul>
  );
}

/** What is known about delays, and for which channels. */
function alike(compared: readonly Compared[]): [sentence: string, names: string[]][] {
  const said = new Map<string, string[]>();
  for (const { figures, name } of compared) {
    const sentence = delaySentence(figures.delay);
    said.set(sentence, [...(said.get(sentence) ?? []), name]);
  }
  return [...said];
}
