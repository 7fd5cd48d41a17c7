import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { count } from '../../src/format/numbers.ts';
import { useCopy } from '../shared/hooks/use-copy.ts';
import { useTimes } from '../shared/hooks/use-times.ts';
import type { Picked } from '../shared/state/store.ts';
import { rowText } from '../shared/text/row-text.ts';
import { BinaryData } from './binary-data.tsx';
import { DataSummary } from './data-summary.tsx';
import { LongText } from './long-text.tsx';
import { RawLines } from './raw-lines.tsx';
import { parseJson } from './tree/json.ts';
import { JsonTree } from './tree/tree.tsx';
import { createTree } from './tree/tree-rows.ts';
import { usePayload } from './use-picked.ts';

type Mode = 'tree' | 'text' | 'raw';

/** The data of a row: a tree for JSON, else text; or the lines as they came. */
export function DataTab({ picked }: { picked: Picked }) {
  const payload = usePayload(picked);
  const chosen = useSignal<Mode | null>(null);
  const copy = useCopy();
  const times = useTimes();
  const data = payload?.data ?? '';
  const tree = useMemo(() => {
    const root = payload?.cut || payload?.binary ? null : parseJson(data);
    return root && createTree(data, root);
  }, [data, payload?.cut, payload?.binary]);

  if (!payload) return <p class="hint">{picked.row.why ?? 'This row has no data.'}</p>;
  if (payload.binary) return <BinaryData picked={picked} payload={payload} />;
  const isFrame = picked.row.kind === 'frame';
  const isUndispatched = picked.row.kind === 'discarded' || picked.row.kind === 'pending';
  const hasLines = !isFrame && picked.row.kind !== 'injected';
  const mode = chosen.value === 'tree' && !tree ? 'text' : (chosen.value ?? (tree ? 'tree' : 'text'));
  return (
    <div class="data">
      <div class="detail-bar">
        <fieldset class="switch" aria-label="Show the data as">
          {(hasLines ? MODES : LINELESS_MODES).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={mode === one}
              disabled={one === 'tree' && !tree}
              title={titleOf(one, tree !== null, isUndispatched)}
              onClick={() => {
                chosen.value = one;
              }}
            >
              {LABELS[one]}
            </button>
          ))}
        </fieldset>
        <button type="button" onClick={() => copy(data)}>
          Copy value
        </button>
        <button type="button" onClick={() => copy(rowText(picked.row, data, times.text(picked.row)))}>
          Copy row
        </button>
        <DataSummary picked={picked} />
      </div>
      {isUndispatched ? (
        <p class="hint">Not dispatched: the page did not get it. {picked.row.why}.</p>
      ) : (
        !hasLines && picked.row.why !== null && <p class="hint">{picked.row.why}.</p>
      )}
      {payload.cut > 0 && (
        <p class="hint">{count(payload.cut)} more characters are not shown; Export keeps them all.</p>
      )}
      {mode === 'raw' ? (
        <RawLines picked={picked} />
      ) : mode === 'tree' && tree ? (
        <JsonTree key={data} tree={tree} />
      ) : (
        <LongText text={data} />
      )}
    </div>
  );
}

const MODES = ['tree', 'text', 'raw'] as const;
/** A frame, or what the user sent, has no lines of its own to be shown raw. */
const LINELESS_MODES = ['tree', 'text'] as const;
const LABELS = { tree: 'Tree', text: 'Text', raw: 'Raw' } as const;
function titleOf(mode: Mode, isJson: boolean, isUndispatched: boolean): string {
  if (mode === 'tree' && !isJson) return 'This data is not JSON';
  return mode === 'text' && isUndispatched ? 'The data as far as it came' : TITLES[mode];
}

const TITLES = {
  tree: 'JSON as a tree, numbers as they were written',
  text: 'The data as the page got it',
  raw: 'The lines as they came, with their field names and line ends',
} as const;
