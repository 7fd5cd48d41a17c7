import { useSignal } from '@preact/signals';
import { useHost, useStore } from '../state/context.ts';
import { ExportWarning } from './export-warning.tsx';
import { saveTape } from './save-tape.ts';

/**
 * Saves the shown tape; before the first time it says what is in it.
 * @param onSaved told the file's name.
 */
export function ExportButton({ onSaved }: { onSaved?: (name: string) => void }) {
  const { act, message } = useStore();
  const host = useHost();
  const isAsking = useSignal(false);
  const isSaving = useSignal(false);

  async function save() {
    isSaving.value = true;
    try {
      const name = await saveTape(host);
      onSaved?.(name);
    } catch (error) {
      message.value = `The tape could not be exported: ${error instanceof Error ? error.message : String(error)}`;
    } finally {
      isSaving.value = false;
    }
  }

  return (
    <>
      <button
        type="button"
        disabled={isSaving.value}
        title="Save everything captured as a file that can be imported again"
        onClick={() => {
          if (host.settings().exportWarned) void save();
          else isAsking.value = true;
        }}
      >
        Export
      </button>
      {isAsking.value && (
        <ExportWarning
          onYes={() => {
            isAsking.value = false;
            act((to) => to.saveSettings({ exportWarned: true }));
            void save();
          }}
          onNo={() => {
            isAsking.value = false;
          }}
        />
      )}
    </>
  );
}
