import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { count } from '../../src/format/numbers.ts';
import { useSelectedStream } from '../shared/hooks/use-selected-stream.ts';
import { Dialog } from '../shared/parts/dialog.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import type { ExportChoice } from '../types.ts';
import { ExportPreviewTable } from './export-preview.tsx';
import { useExportPreview } from './use-export-preview.ts';

interface Props {
  readonly onExport: (choice: ExportChoice) => void;
  readonly onClose: () => void;
}

/** The user chooses what to export. Inside the panel: `confirm()` took a headless browser down, and DevTools may refuse it. */
export function ExportDialog({ onExport, onClose }: Props) {
  const shown = useSelectedStream();
  const selected = useStore().selected.value;
  const isChosen = useSignal(false);
  const formats = useHost().exports.formats();
  const formatId = useSignal(formats[0].id);
  const format = formats.find(({ id }) => id === formatId.value) ?? formats[0];
  const isPacked = useSignal(false);
  const isKept = useSignal(false);
  const channels = isChosen.value && selected.length > 0 ? selected : null;
  const preview = useExportPreview(channels);

  return (
    <Dialog
      title="Export"
      class="export"
      onClose={onClose}
      buttons={
        <>
          <button
            type="button"
            class="primary"
            onClick={() =>
              onExport({
                channels,
                format: format.id,
                isPacked: isPacked.value,
                secrets: isKept.value ? 'kept' : 'replaced',
              })
            }
          >
            {isKept.value ? 'Export with secrets' : 'Export'}
          </button>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
        </>
      }
    >
      <fieldset>
        <legend>Streams</legend>
        <Choice name="channels" isChosen={!isChosen.value} onChoose={() => (isChosen.value = false)}>
          All that is captured
        </Choice>
        <Choice
          name="channels"
          isChosen={isChosen.value}
          isDisabled={selected.length === 0}
          onChoose={() => (isChosen.value = true)}
        >
          {selected.length > 1
            ? `Only the ${count(selected.length)} that are selected`
            : `Only the selected one${shown ? `: ${shown.name}` : ''}`}
        </Choice>
      </fieldset>
      {formats.length > 1 && (
        <fieldset>
          <legend>Format</legend>
          {formats.map((one) => (
            <Choice
              key={one.id}
              name="format"
              isChosen={one.id === format.id}
              onChoose={() => (formatId.value = one.id)}
            >
              {one.label}
            </Choice>
          ))}
        </fieldset>
      )}
      <fieldset>
        <legend>File</legend>
        <Choice name="packing" isChosen={!isPacked.value} onChoose={() => (isPacked.value = false)}>
          Plain text <span class="code">{format.extension}</span>
        </Choice>
        <Choice name="packing" isChosen={isPacked.value} onChoose={() => (isPacked.value = true)}>
          Packed <span class="code">{format.extension}.gz</span>
        </Choice>
      </fieldset>
      <fieldset>
        <legend>Secrets</legend>
        <label class="check">
          <input
            type="checkbox"
            checked={isKept.value}
            onChange={(event) => (isKept.value = event.currentTarget.checked)}
          />
          Keep secrets
        </label>
        {isKept.value ? (
          <p class="export-warning" role="alert">
            The file will hold cookies, Authorization headers and tokens as they were sent: who has it can act
            as you do. Give it only to those who may.
          </p>
        ) : (
          <div class="export-secrets">
            <ExportPreviewTable preview={preview} />
          </div>
        )}
        <p class="export-limits">
          What was sent and received as data (events, answers, WebSocket frames) is not searched: look through
          it before you pass it on.
        </p>
      </fieldset>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly isChosen: boolean;
  readonly isDisabled?: boolean;
  readonly onChoose: () => void;
  readonly children: ComponentChildren;
}

function Choice({ name, isChosen, isDisabled = false, onChoose, children }: ChoiceProps) {
  return (
    <label class="check">
      <input
        type="radio"
        name={`export-${name}`}
        checked={isChosen}
        disabled={isDisabled}
        onChange={onChoose}
      />
      <span>{children}</span>
    </label>
  );
}
