import { outOf } from '../../src/format/numbers.ts';
import { useHost } from '../shared/state/context.ts';
import type { Transport } from '../types.ts';
import { ALL_STREAMS, type StreamFilter } from './list/filter.ts';
import type { StreamList } from './list/use-list.ts';

/** More than a handful: as many are seen at one look. */
const HANDFUL = 7;

const HELP =
  'Which streams are listed: text, -text, url:…, host:…, kind:sse, is:failed, is:wrong, is:open, is:ended; all of them must hold. ' +
  'The rows of a stream have a filter of their own, in the toolbar.';

const KINDS: readonly { readonly kind: Transport; readonly text: string; readonly title: string }[] = [
  { kind: 'sse', text: 'SSE', title: 'Event streams' },
  { kind: 'websocket', text: 'WebSocket', title: 'WebSockets' },
  { kind: 'poll', text: 'Poll', title: 'Poll loops' },
  { kind: 'pieces', text: 'Pieces', title: 'Responses that a page reads in pieces' },
];

/** Which streams are listed: what is not is said. Nothing where all are seen at one look. */
export function StreamsFilter({ list }: { list: StreamList }) {
  const host = useHost();
  const { filter, sort, total, shown, error, isFiltered } = list;
  if (total <= HANDFUL && !isFiltered && filter.value.text === '') return null;
  const { text, kinds, isFailedOnly } = filter.value;
  const change = (to: Partial<StreamFilter>) => {
    filter.value = { ...filter.value, ...to };
  };
  const here = new Set(host.channels.list().map((row) => (row.kind === 'stream' ? row.transport : null)));
  const isWrongFirst = sort.value?.by === 'wrong';
  return (
    <div class="streams-filter" role="search" aria-label="Filter of streams">
      <input
        class="filter"
        type="search"
        value={text}
        aria-label="Filter streams"
        placeholder="Filter streams"
        title={error ?? HELP}
        aria-invalid={error !== null}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => change({ text: event.currentTarget.value })}
      />
      <Chip
        text="Wrong first"
        title="What has failed first, then what has errors, warnings and notes among its findings"
        isOn={isWrongFirst}
        onClick={() => {
          sort.value = isWrongFirst ? null : { by: 'wrong' };
        }}
      />
      <div class="chips" role="group" aria-label="Streams that are shown">
        <Chip
          text="All"
          title="Streams of every kind, failed or not"
          isOn={kinds.size === 0 && !isFailedOnly}
          onClick={() => change({ kinds: ALL_STREAMS.kinds, isFailedOnly: false })}
        />
        {KINDS.map(
          ({ kind, text, title }) =>
            (kind !== 'pieces' || here.has(kind) || kinds.has(kind)) && (
              <Chip
                key={kind}
                text={text}
                title={`${title}; with Ctrl beside others`}
                isOn={kinds.has(kind)}
                onClick={(isAlso) => change({ kinds: withKind(kinds, kind, isAlso) })}
              />
            ),
        )}
        <Chip
          text="Failed"
          title="Only what has failed, or keeps failing"
          isOn={isFailedOnly}
          onClick={() => change({ isFailedOnly: !isFailedOnly })}
        />
      </div>
      <span class="streams-shown" role="status" aria-label="Streams shown">
        {error ?? (isFiltered ? `${outOf(shown, total)} shown` : '')}
      </span>
      {isFiltered && <ShowAll filter={list.filter} />}
    </div>
  );
}

/** Takes the filter away. */
export function ShowAll({ filter }: Pick<StreamList, 'filter'>) {
  return (
    <button
      type="button"
      class="show-all"
      title="Take the filter of streams away"
      onClick={() => {
        filter.value = ALL_STREAMS;
      }}
    >
      Show all
    </button>
  );
}

interface ChipProps {
  readonly text: string;
  readonly title: string;
  readonly isOn: boolean;
  /** @param isAlso true with Ctrl or Cmd: beside the others. */
  readonly onClick: (isAlso: boolean) => void;
}

function Chip({ text, title, isOn, onClick }: ChipProps) {
  return (
    <button
      type="button"
      class="chip"
      aria-pressed={isOn}
      title={title}
      onClick={(event) => onClick(event.ctrlKey || event.metaKey)}
    >
      {text}
    </button>
  );
}

/** Kinds after a click on one: that one alone, or none where it was alone; beside the others, it comes or goes. */
function withKind(kinds: ReadonlySet<Transport>, kind: Transport, isAlso: boolean): ReadonlySet<Transport> {
  const others = [...kinds].filter((each) => each !== kind);
  if (isAlso) return new Set(kinds.has(kind) ? others : [...others, kind]);
  return new Set(kinds.has(kind) && others.length === 0 ? [] : [kind]);
}
