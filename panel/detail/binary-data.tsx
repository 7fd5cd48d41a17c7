import { useSignal } from '@preact/signals';
import { count } from '../../src/format/numbers.ts';
import { useCopy } from '../shared/hooks/use-copy.ts';
import { useTimes } from '../shared/hooks/use-times.ts';
import type { Picked } from '../shared/state/store.ts';
import { rowText } from '../shared/text/row-text.ts';
import type { Payload } from '../types.ts';
import { BytesTab } from './bytes-tab.tsx';
import { DataSummary } from './data-summary.tsx';
import { LongText } from './long-text.tsx';

const MODES = [
  { id: 'hex', label: 'Hex', title: 'The payload as a hex dump' },
  { id: 'base64', label: 'Base64', title: 'The payload as base64 (RFC 4648), to paste elsewhere' },
] as const;

/** The payload of a binary frame: a hex dump, or base64. */
export function BinaryData({ picked, payload }: { picked: Picked; payload: Payload }) {
  const mode = useSignal<(typeof MODES)[number]['id']>(picked.row.range ? 'hex' : 'base64');
  const copy = useCopy();
  const times = useTimes();
  const { data, cut } = payload;
  return (
    <div class="data">
      <div class="detail-bar">
        <fieldset class="switch" aria-label="Show the data as">
          {MODES.map(({ id, label, title }) => (
            <button
              key={id}
              type="button"
              aria-pressed={mode.value === id}
              title={title}
              onClick={() => {
                mode.value = id;
              }}
            >
              {label}
            </button>
          ))}
        </fieldset>
        <button type="button" title="As base64" onClick={() => copy(data)}>
          Copy value
        </button>
        <button type="button" onClick={() => copy(rowText(picked.row, data, times.text(picked.row)))}>
          Copy row
        </button>
        <DataSummary picked={picked} />
      </div>
      {mode.value === 'hex' ? (
        <BytesTab picked={picked} />
      ) : (
        <>
          {picked.row.why !== null && <p class="hint">{picked.row.why}.</p>}
          {cut > 0 && <p class="hint">{count(cut)} more characters are not shown; Export keeps them all.</p>}
          <LongText text={data} />
        </>
      )}
    </div>
  );
}
