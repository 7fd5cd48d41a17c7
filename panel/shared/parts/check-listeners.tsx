import { duration } from '../../../src/format/durations.ts';
import { sizeInWords } from '../../../src/format/sizes.ts';
import { useHost, useStore } from '../state/context.ts';

/** Milliseconds that the look takes for each byte of the page's heap, at most (measured: docs/capture.md, Listeners). */
const MS_A_BYTE = 100 / 1_000_000;

/** Looks into the page's heap that are made only when the user wants it, and what the button says meanwhile. */
const LOOKS = {
  listeners: { state: 'listenerCheck', intent: 'findListeners', running: 'Checking…' },
  addresses: { state: 'addressCheck', intent: 'findAddresses', running: 'Looking…' },
} as const;

/** Has the page's listeners looked up. Only the live page can be asked, and only while it is recorded. */
export function CheckListeners({ text }: { text: string }) {
  return <LookIntoHeap text={text} look="listeners" />;
}

/** Has something looked up in the page's heap, which stops the page; says for how long. */
export function LookIntoHeap({ text, look }: { text: string; look: keyof typeof LOOKS }) {
  const host = useHost();
  const { act } = useStore();
  const status = host.capture.status();
  const { state, intent, running } = LOOKS[look];
  if (host.tapes.shown().kind !== 'live' || status.state !== 'on') return null;
  const isRunning = status[state] === 'running';
  return (
    <span class="check-listeners">
      <button type="button" disabled={isRunning} onClick={() => act(({ capture }) => capture[intent]())}>
        {isRunning ? running : text}
      </button>{' '}
      <span class="facts-note">
        {status[state] === 'failed' ? 'The page did not answer. ' : ''}
        {costText(status.heap)}
      </span>
    </span>
  );
}

function costText(heap: number | undefined): string {
  const cost = 'It stops the page while its heap is searched';
  if (heap === undefined) return `${cost}: up to 0.1 s per megabyte.`;
  return `${cost}: up to ${duration(Math.max(100, heap * MS_A_BYTE))} (${sizeInWords(heap)}).`;
}
