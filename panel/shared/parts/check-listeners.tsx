import { duration } from '../../../src/format/durations.ts';
import { sizeInWords } from '../../../src/format/sizes.ts';
import { useHost, useStore } from '../state/context.ts';

/** Milliseconds that the look takes for each byte of the page's heap, at most (measured: docs/capture.md, Listeners). */
const MS_A_BYTE = 100 / 1_000_000;

/** Has the page's listeners looked up. Only the live page can be asked, and only while it is recorded. */
export function CheckListeners({ text }: { text: string }) {
  const host = useHost();
  const { act } = useStore();
  const { listenerCheck, heap, state } = host.capture.status();
  if (host.tapes.shown().kind !== 'live' || state !== 'on') return null;
  const isRunning = listenerCheck === 'running';
  return (
    <span class="check-listeners">
      <button
        type="button"
        disabled={isRunning}
        onClick={() => act(({ capture }) => capture.findListeners())}
      >
        {isRunning ? 'Checking…' : text}
      </button>{' '}
      <span class="facts-note">
        {listenerCheck === 'failed' ? 'The page did not answer. ' : ''}
        {costText(heap)}
      </span>
    </span>
  );
}

function costText(heap: number | undefined): string {
  const cost = 'It stops the page while its heap is searched';
  if (heap === undefined) return `${cost}: up to 0.1 s per megabyte.`;
  return `${cost}: up to ${duration(Math.max(100, heap * MS_A_BYTE))} (${sizeInWords(heap)}).`;
}
