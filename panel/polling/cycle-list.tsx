import { useSignal } from '@preact/signals';
import { plural } from '../../src/format/numbers.ts';
import { generalFacts, timeFacts } from '../shared/facts/connection-facts.tsx';
import { Facts } from '../shared/facts/facts.tsx';
import { GapFacts } from '../shared/facts/gap-facts.tsx';
import { HeaderFacts } from '../shared/facts/header-facts.tsx';
import { wireText } from '../shared/facts/wire-text.ts';
import { useCopy } from '../shared/hooks/use-copy.ts';
import { Scrollable } from '../shared/parts/scrollable.tsx';
import { Splitter } from '../shared/parts/splitter.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import type { Cycle, CyclesView } from '../types.ts';
import { CyclesGrid } from './cycles-grid.tsx';

interface Props {
  readonly cycles: CyclesView;
  /** Name of the grid. */
  readonly label: string;
  readonly hint: string;
  /** Tape time that relative times count from; without it, the opening of the selected stream. */
  readonly from?: number;
  /** False where no answer has a row in Events. */
  readonly hasRows: boolean;
  /** Connection of the request that is selected at first; null for none. */
  readonly first: string | null;
}

/** Requests one by one, and everything known of the selected one. */
export function CycleList({ cycles, label, hint, from, hasRows, first }: Props) {
  const chosen = useSignal(first);
  const at = chosen.value === null ? -1 : cycles.indexOf(chosen.value);
  const [cycle] = at < 0 ? [] : cycles.rows(at, at + 1);
  return (
    <>
      <CyclesGrid
        cycles={cycles}
        label={label}
        from={from}
        active={at}
        onPick={(index) => {
          chosen.value = cycles.rows(index, index + 1)[0]?.connection ?? null;
        }}
      />
      <Splitter label="Height of the request" orientation="horizontal" name="--cycle" isFromEnd />
      <Scrollable class="connection cycle" label="Selected request">
        {cycle ? (
          <CycleFacts cycle={cycle} row={cycles.rowOf(cycle.connection)} hasRows={hasRows} />
        ) : (
          <p class="hint">{hint}</p>
        )}
      </Scrollable>
    </>
  );
}

function CycleFacts({ cycle, row, hasRows }: { cycle: Cycle; row: number | null; hasRows: boolean }) {
  const host = useHost();
  const copy = useCopy();
  const openRow = useOpenRow(row);
  const detail = host.channels.connection(cycle.connection);
  if (!detail) return <p class="hint">It is no longer there.</p>;
  const answer = detail.response && (
    <Facts
      title="Answer"
      facts={[
        ['Outcome', cycle.why],
        ['Payload', `${plural(cycle.payloadBytes, 'byte')}, decoded, in ${plural(detail.chunks, 'chunk')}`],
        ['On the wire', wireText(detail)],
      ]}
    />
  );
  return (
    <>
      <div class="actions">
        <button type="button" onClick={() => copy(host.channels.command(cycle.connection))}>
          Copy as cURL
        </button>
        {hasRows && (
          <button type="button" disabled={openRow === null} onClick={openRow ?? undefined}>
            Show in Events
          </button>
        )}
      </div>
      {answer ?? <Facts title="Answer" facts={[['Outcome', cycle.why]]} />}
      <Facts title="General" facts={generalFacts(detail)} />
      <Facts title="Time" facts={timeFacts(detail, host)} />
      <GapFacts detail={detail} />
      <HeaderFacts detail={detail} />
    </>
  );
}

/** The way from a request to the first row that it brought; null where the filter hides it or it brought none. */
function useOpenRow(key: number | null): (() => void) | null {
  const store = useStore();
  const { view, tab } = store;
  const shown = view.value;
  const place = key === null ? -1 : (shown?.indexOf(key) ?? -1);
  if (!shown || place < 0) return null;
  return () => {
    const [row] = shown.rows(place, place + 1);
    if (!row) return;
    store.follow.value = false;
    store.pick(row);
    tab.value = 'events';
  };
}
