import { useSignal } from '@preact/signals';
import { Boundary } from '../shared/parts/boundary.tsx';
import { Icon } from '../shared/parts/icon.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import type { ExportChoice } from '../types.ts';
import { ExportDialog } from './export-dialog.tsx';
import { saveTape } from './save-tape.ts';

interface Props {
  readonly onSaved?: (name: string) => void;
  readonly isIcon?: boolean;
}

/**
 * Saves the shown tape, or a part of it that the user chooses in a dialog.
 * @param onSaved called with the file's name.
 * @param isIcon an icon stands for the word, as in the toolbar.
 */
export function ExportButton({ onSaved, isIcon = false }: Props) {
  const { message } = useStore();
  const host = useHost();
  const isAsking = useSignal(false);
  const isSaving = useSignal(false);

  async function save(choice: ExportChoice) {
    isSaving.value = true;
    try {
      const name = await saveTape(host, choice);
      onSaved?.(name);
    } catch (error) {
      message.value = `The export failed: ${error instanceof Error ? error.message : String(error)}`;
    } finally {
      isSaving.value = false;
    }
  }

  return (
    <>
      <button
        type="button"
        class={isIcon ? 'tool' : undefined}
        aria-label="Export"
        disabled={isSaving.value}
        title="Export: save what was captured as a file that can be imported again"
        onClick={() => {
          isAsking.value = true;
        }}
      >
        {isIcon ? <Icon name="export" /> : 'Export'}
      </button>
      {isAsking.value && (
        <Boundary name="The dialog">
          <ExportDialog
            onExport={(choice) => {
              isAsking.value = false;
              void save(choice);
            }}
            onClose={() => {
              isAsking.value = false;
            }}
          />
        </Boundary>
      )}
    </>
  );
}
