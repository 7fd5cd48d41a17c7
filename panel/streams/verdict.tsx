import { useHost, useStore } from '../state/context.ts';

/** One sentence on the selected stream: what its state means and what comes next. */
export function Verdict() {
  const { stream } = useStore();
  const row = useHost()
    .streams()
    .find((one) => one.id === stream.value);
  if (row?.kind !== 'stream') return null;
  return (
    <p class="verdict" title={row.verdict}>
      {row.verdict}
    </p>
  );
}
