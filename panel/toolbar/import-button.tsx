import { useRef } from 'preact/hooks';
import { Icon } from '../shared/parts/icon.tsx';
import { useStore } from '../shared/state/context.ts';
import { TAPE } from '../shared/text/terms.ts';
import { importFiles } from './import-file.ts';

/** Opens a file chooser for tapes. */
export function ImportButton() {
  const store = useStore();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="tool"
        aria-label="Import"
        title={`Import: show tapes from files (or drop them on the panel). ${TAPE}`}
        onClick={() => input.current?.click()}
      >
        <Icon name="import" />
      </button>
      <input
        ref={input}
        type="file"
        accept=".ndjson,.gz,.json"
        multiple
        hidden
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          if (files.length > 0) void importFiles(store, files);
          // So that choosing the same file again is a change again.
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
