import { useEffect, useRef } from 'preact/hooks';

/** Asks once. Inside the panel: `confirm()` took a headless browser down, and DevTools may refuse it. */
export function ExportWarning({ onYes, onNo }: { onYes: () => void; onNo: () => void }) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => ref.current?.showModal(), []);
  return (
    <dialog
      ref={ref}
      class="dialog"
      role="alertdialog"
      aria-labelledby="export-title"
      aria-describedby="export-text"
      onCancel={(event) => {
        event.preventDefault();
        onNo();
      }}
      // Closing is the browser's doing; this keeps DevTools from opening its console drawer as well.
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.stopPropagation();
      }}
    >
      <h2 id="export-title">This file may hold secrets</h2>
      <p id="export-text">
        The tape holds everything that was captured: URLs, request and response headers with their cookies and
        tokens, and every byte the server sent. Look through it before you give it to someone else.
      </p>
      <div class="dialog-buttons">
        <button type="button" class="primary" onClick={onYes}>
          Export anyway
        </button>
        <button type="button" onClick={onNo}>
          Cancel
        </button>
      </div>
    </dialog>
  );
}
