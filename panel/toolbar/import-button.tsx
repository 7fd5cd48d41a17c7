import { useRef } from 'preact/hooks';
import { useStore } from '../state/context.ts';
import { importFile } from './import-file.ts';

/** Opens a file chooser for a tape. */
export function ImportButton() {
  const store = useStore();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        title="Show a tape from a file (or drop one on the panel)"
        onClick={() => input.current?.click()}
      >
        Import
      </button>
      <input
        ref={input}
        type="file"
        accept=".ndjson,.gz,.json"
        hidden
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) void importFile(store, file);
          // So that choosing the same file again is a change again.
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
