import { useCopy } from '../shared/hooks/use-copy.ts';
import { ReloadPage } from '../shared/parts/reload-page.tsx';
import { useStore } from '../shared/state/context.ts';
import { copyCommand } from '../shared/text/stream-state.ts';
import type { ConnectionDetail } from '../types.ts';

/** What can be done with a connection. */
export function ConnectionActions({ detail }: { detail: ConnectionDetail }) {
  const { host } = useStore();
  const copy = useCopy();
  const { summary } = detail;
  const command = copyCommand(summary);
  // The bytes before capture began are missing. Only a new request gives the whole body.
  const isPartial = summary.fidelity !== 'bytes' || detail.gaps.length > 0;
  return (
    <div class="actions">
      <button type="button" title={command.title} onClick={() => copy(host.channels.command(summary.id))}>
        {command.text}
      </button>
      {summary.url !== null && (
        <button type="button" onClick={() => summary.url !== null && copy(summary.url)}>
          Copy URL
        </button>
      )}
      {isPartial && <ReloadPage />}
    </div>
  );
}
