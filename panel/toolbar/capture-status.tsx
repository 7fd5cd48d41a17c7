import { useHost } from '../shared/state/context.ts';
import { captureText, statusParts, statusTitle } from './status-text.ts';

/** The status "Capture": how exact it is, how much there is, and whether something is missing. */
export function CaptureStatusText() {
  const host = useHost();
  const { events, gaps } = host.channels.totals();
  const openedBefore = host.channels.list().filter((row) => row.kind === 'stream' && row.openedBefore).length;
  const figures = { events, gaps, openedBefore };
  const kind = host.tapes.shown().kind === 'imported' ? 'Imported tape' : captureText(host.capture.status());
  return (
    <>
      {/* Its numbers change many times a second; only the words before them are worth an announcement. */}
      <div
        class="capture-status"
        role="status"
        aria-label="Capture"
        aria-live="off"
        title={statusTitle(figures)}
      >
        {kind}
        {statusParts(figures).map(({ text, isLoss }) => (
          <span key={text} class={isLoss ? 'is-lost' : ''}>
            {' · '}
            {text}
          </span>
        ))}
      </div>
      <span class="for-readers" aria-live="polite">
        {kind}
      </span>
    </>
  );
}
